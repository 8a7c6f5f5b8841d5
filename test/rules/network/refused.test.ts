import rule from '../../../src/rules/network/refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'the server answers', config: oneModel(), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'nobody was asked', config: oneModel() },
    { name: 'another trouble: another rule', config: oneModel(), server: { fails: { kind: 'http', status: 401 } } },
  ],
  flagged: [
    {
      name: 'in a container, where another rule adds what may be meant',
      config: oneModel(),
      server: { fails: { kind: 'refused' }, network: { cause: 'loopback-in-container', inContainer: true } },
      findings: [{ messageId: 'refused', severity: 'error' }],
    },
    {
      name: 'a provider in use',
      config: oneModel(),
      server: { fails: { kind: 'refused' } },
      findings: [
        {
          messageId: 'refused',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'refused' } },
      findings: [{ messageId: 'refused', severity: 'warning' }],
    },
    {
      name: 'the server listens on the other loopback address',
      config: oneModel({ baseUrl: 'http://localhost:8000/v1' }),
      server: {
        fails: { kind: 'refused' },
        network: { cause: 'listens-elsewhere', listensAt: '::1', layers: ['connect [::1]:8000: taken'] },
      },
      findings: [
        {
          messageId: 'elsewhere',
          data: { provider: 'vllm', host: 'localhost:8000', address: '[::1]' },
          fix: 'unsafe',
          title: 'set baseUrl to http://[::1]:8000/v1',
          proof: 'connect [::1]:8000: taken',
        },
      ],
      fixed: oneModel({ baseUrl: 'http://[::1]:8000/v1' }),
      leaves: [{ messageId: 'elsewhere' }],
    },
  ],
});
