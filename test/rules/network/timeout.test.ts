import rule from '../../../src/rules/network/timeout.js';
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
      server: { fails: { kind: 'timeout' } },
      findings: [
        {
          messageId: 'timeout',
          at: '"http://127.0.0.1:8000/v1"',
          data: { provider: 'vllm', host: '127.0.0.1:8000', ms: 10000 },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a provider that nobody uses',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { fails: { kind: 'timeout' } },
      findings: [{ messageId: 'timeout', severity: 'warning' }],
    },
    {
      name: 'models are listed, a completion hangs',
      config: oneModel(),
      server: { served: [{ id: 'm1' }], chatFails: { kind: 'timeout' } },
      findings: [{ messageId: 'timeout', severity: 'error' }],
    },
    {
      name: 'no connection at all: the network',
      config: oneModel(),
      server: {
        fails: { kind: 'timeout' },
        network: { cause: 'silent', layers: ['connect 127.0.0.1:8000: no answer'] },
      },
      findings: [{ messageId: 'silent', proof: 'connect 127.0.0.1:8000: no answer' }],
    },
    {
      name: 'a connection, and then nothing: the server',
      config: oneModel(),
      server: { fails: { kind: 'timeout' }, network: { cause: 'no-answer' } },
      findings: [{ messageId: 'no-answer', data: { provider: 'vllm', host: '127.0.0.1:8000', ms: 10000 } }],
    },
  ],
});
