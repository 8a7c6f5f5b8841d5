import rule from '../../../src/rules/network/stale-tunnel.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'the server answers', config: oneModel(), served: [{ id: 'm1' }] },
    { name: 'closed after the request: another rule', config: oneModel(), server: { fails: { kind: 'cut' } } },
  ],
  flagged: [
    {
      name: 'closed before it',
      config: oneModel(),
      server: { fails: { kind: 'cut' }, network: { cause: 'closes-at-once', closesAtOnce: true } },
      findings: [
        {
          messageId: 'closes',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000' },
          severity: 'error',
          confidence: 'likely',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'cut' }, network: { cause: 'closes-at-once' } },
      findings: [{ messageId: 'closes', severity: 'warning' }],
    },
  ],
});
