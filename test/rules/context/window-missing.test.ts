import rule from '../../../src/rules/context/window-missing.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'written', config: oneModel() },
    {
      name: 'served less: another rule',
      config: oneModel({ row: 'maxTokens: 4096' }),
      served: [{ id: 'm1', maxModelLen: 32768 }],
    },
    { name: 'not listed: another rule', config: oneModel({ primary: 'vllm/other' }) },
    { name: 'nobody uses it', config: oneModel({ row: 'maxTokens: 4096', primary: 'openai/gpt-5.4' }) },
  ],
  flagged: [
    {
      name: 'offline',
      config: oneModel({ row: 'maxTokens: 4096' }),
      findings: [{ messageId: 'missing', data: { model: 'm1', assumed: 200000 }, severity: 'warning', fix: 'manual' }],
    },
    {
      name: 'served more',
      config: oneModel({ row: 'maxTokens: 4096' }),
      served: [{ id: 'm1', maxModelLen: 262144 }],
      findings: [{ messageId: 'missing', severity: 'info', title: 'write contextWindow 262144' }],
    },
    {
      name: 'somewhere else, perhaps a proxy',
      config: oneModel({ row: 'maxTokens: 4096', baseUrl: 'https://llm.example.net/v1' }),
      findings: [{ messageId: 'missing', severity: 'info' }],
    },
  ],
});
