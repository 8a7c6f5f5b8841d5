import rule from '../../../src/rules/network/tls.js';
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
      name: 'a provider in use',
      config: oneModel(),
      server: { fails: { kind: 'tls', message: 'self-signed certificate' } },
      findings: [
        {
          messageId: 'tls',
          at: '"http://127.0.0.1:8000/v1"',
          data: { host: '127.0.0.1:8000', reason: 'self-signed certificate' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'tls', message: 'self-signed certificate' } },
      findings: [{ messageId: 'tls', severity: 'warning' }],
    },
  ],
});
