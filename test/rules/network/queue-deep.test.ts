import rule from '../../../src/rules/network/queue-deep.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const speed = { fixedMs: 40, prefillTokensPerSecond: 900, samples: [] };
const server = (queueMs?: number) => ({
  served: [{ id: 'm1' }],
  speed: { ...speed, ...(queueMs !== undefined && { queueMs }) },
});

ruleTest(rule, {
  clean: [
    { name: 'not told', config: oneModel(), server: server() },
    { name: 'begins at once', config: oneModel(), server: server(12) },
    { name: 'not measured', config: oneModel(), served: [{ id: 'm1' }] },
    { name: 'nobody uses it', config: oneModel({ primary: 'openai/gpt-5.4' }), server: server(9_000) },
  ],
  flagged: [
    {
      name: 'many others ask',
      config: oneModel(),
      server: server(9_240),
      findings: [
        {
          messageId: 'waits',
          at: '"http://127.0.0.1:8000/v1"',
          data: { host: '127.0.0.1:8000', seconds: 9.2, provider: 'vllm' },
          severity: 'warning',
          fix: 'none',
        },
      ],
    },
  ],
});
