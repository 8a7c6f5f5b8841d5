import rule from '../../../src/rules/provider/wrong-adapter.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const uses = (api: string, provider = 'vllm') => oneModel({ provider, block: `api: "${api}", apiKey: "vllm-local"` });

ruleTest(rule, {
  clean: [
    { name: 'chat completions', config: uses('openai-completions') },
    { name: 'not written: another rule', config: oneModel({ block: 'apiKey: "vllm-local"' }), release: '2026.4.22' },
  ],
  flagged: [
    {
      name: 'against vLLM',
      config: uses('openai-responses', 'box'),
      served: [{ id: 'm1' }],
      findings: [
        {
          messageId: 'responses',
          at: '"openai-responses"',
          data: { provider: 'box', server: 'vLLM' },
          severity: 'warning',
          fix: 'unsafe',
        },
      ],
      fixed: uses('openai-completions', 'box'),
    },
    {
      name: 'against something unknown',
      config: uses('openai-responses', 'box'),
      findings: [{ messageId: 'responses', severity: 'info', confidence: 'possible' }],
      fixed: uses('openai-completions', 'box'),
    },
  ],
});
