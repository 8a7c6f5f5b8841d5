import rule from '../../../src/rules/network/server-starting.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const loading = { id: 'llamacpp.loading', kind: 'not-ready', numbers: {} } as const;

ruleTest(rule, {
  clean: [
    { name: 'the server answers', config: oneModel(), served: [{ id: 'm1' }] },
    { name: '503 for another reason', config: oneModel(), server: { fails: { kind: 'http', status: 503 } } },
    {
      name: 'a server without a model will not load one by itself',
      config: oneModel(),
      server: { fails: { kind: 'http', status: 400, serverError: { ...loading, id: 'tabbyapi.no-model' } } },
    },
  ],
  flagged: [
    {
      name: 'it says so',
      config: oneModel(),
      server: { fails: { kind: 'http', status: 503, serverSays: 'Loading model', serverError: loading } },
      findings: [
        {
          messageId: 'starting',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000' },
          severity: 'error',
          fix: 'none',
          proof: 'server says: Loading model',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'http', status: 503, serverError: loading } },
      findings: [{ messageId: 'starting', severity: 'warning' }],
    },
  ],
});
