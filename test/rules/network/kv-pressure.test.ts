import rule from '../../../src/rules/network/kv-pressure.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const server = (cacheUsage?: number) => ({
  served: [{ id: 'm1' }],
  found: [
    {
      name: 'server-load' as const,
      verdict: 'yes' as const,
      marks: { running: 4, waiting: 2, ...(cacheUsage !== undefined && { cacheUsage }) },
    },
  ],
});

ruleTest(rule, {
  clean: [
    { name: 'half', config: oneModel(), server: server(0.5) },
    { name: 'not told', config: oneModel(), server: server() },
    { name: 'not asked', config: oneModel(), served: [{ id: 'm1' }] },
    { name: 'nobody uses it', config: oneModel({ primary: 'openai/gpt-5.4' }), server: server(1) },
  ],
  flagged: [
    {
      name: 'full',
      config: oneModel(),
      server: server(0.994),
      findings: [
        {
          messageId: 'full',
          at: '"http://127.0.0.1:8000/v1"',
          data: { host: '127.0.0.1:8000', percent: 99, provider: 'vllm' },
          proof: 'GET /metrics: 4 running, 2 waiting',
          confidence: 'likely',
          fix: 'none',
        },
      ],
    },
  ],
});
