import rule from '../../../src/rules/network/not-an-openai-server.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'the server answers', config: oneModel(), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'nobody was asked', config: oneModel() },
    { name: 'another trouble: another rule', config: oneModel(), server: { fails: { kind: 'http', status: 401 } } },
    {
      name: 'the path is the slip: another rule',
      config: oneModel({ baseUrl: 'http://127.0.0.1:8000' }),
      server: { fails: { kind: 'http', status: 404 } },
    },
  ],
  flagged: [
    {
      name: 'a provider in use',
      config: oneModel(),
      server: { fails: { kind: 'not-json', message: 'the answer is HTML' } },
      findings: [
        {
          messageId: 'other',
          at: '"http://127.0.0.1:8000/v1"',
          data: { url: 'http://127.0.0.1:8000/v1', reason: 'the answer is HTML' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'not-json', message: 'the answer is HTML' } },
      findings: [{ messageId: 'other', severity: 'warning' }],
    },
    {
      name: 'status 404 under a path that looks right',
      config: oneModel(),
      server: { fails: { kind: 'http', status: 404 } },
      findings: [{ messageId: 'other', data: { url: 'http://127.0.0.1:8000/v1', reason: 'status 404' } }],
    },
  ],
});
