import rule from '../../../src/rules/context/answer-capped.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const row = 'contextWindow: 262144, maxTokens: 65536';

ruleTest(rule, {
  clean: [
    {
      name: 'as much as is sent',
      config: oneModel({ row: 'contextWindow: 131072, maxTokens: 32000' }),
      release: '2026.4.22',
    },
    { name: 'a release without that cap', config: oneModel({ row }), release: '2026.5.12' },
    { name: 'the newest', config: oneModel({ row }), release: '2026.9.6' },
    { name: 'nobody wrote a limit', config: oneModel({ row: 'contextWindow: 262144' }), release: '2026.4.22' },
    {
      name: 'the whole window: another rule',
      config: oneModel({ row: 'contextWindow: 65536, maxTokens: 65536' }),
      release: '2026.4.22',
    },
    {
      name: 'params are sent as they are',
      config: oneModel({ row, agents: 'models: { "vllm/m1": { params: { maxTokens: 65536 } } }' }),
      release: '2026.4.22',
    },
    { name: 'nobody uses it', config: oneModel({ row, primary: 'openai/gpt-5.4' }), release: '2026.4.22' },
  ],
  flagged: [
    {
      name: '65536',
      config: oneModel({ row }),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'capped',
          at: '65536',
          data: { release: '2026.4.22', model: 'm1', sent: 32000, wanted: 65536 },
          severity: 'info',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a maintenance release of that time',
      config: oneModel({ row }),
      release: '2026.5.2',
      findings: [{ messageId: 'capped', proof: 'min(65536, 32000) = 32000' }],
    },
  ],
});
