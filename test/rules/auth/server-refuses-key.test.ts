import rule from '../../../src/rules/auth/server-refuses-key.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const refuses = { fails: { kind: 'http' as const, status: 401 } };
const keyed = (apiKey: string) =>
  oneModel({ provider: 'box', block: `api: "openai-completions", apiKey: "${apiKey}"` });

ruleTest(rule, {
  clean: [
    { name: 'accepted', config: oneModel(), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'the bare name is sent: another rule', config: keyed('BOX_API_KEY'), server: refuses },
    { name: 'a template in a wrong form: another rule', config: keyed('$BOX_API_KEY'), server: refuses },
  ],
  flagged: [
    {
      name: 'a literal',
      config: oneModel(),
      server: refuses,
      findings: [
        {
          messageId: 'refused',
          at: '"vllm-local"',
          data: { host: '127.0.0.1:8000', status: 401, provider: 'vllm' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'none is sent',
      config: oneModel({ provider: 'box', block: 'api: "openai-completions"' }),
      server: refuses,
      findings: [{ messageId: 'wanted', at: 'box', data: { host: '127.0.0.1:8000', status: 401, provider: 'box' } }],
    },
    {
      name: 'only completions want a key, and nobody uses the provider',
      config: oneModel({ primary: 'openai/gpt-5.4' }),
      server: { served: [{ id: 'm1' }], chatFails: { kind: 'http', status: 403 } },
      findings: [
        { messageId: 'refused', data: { host: '127.0.0.1:8000', status: 403, provider: 'vllm' }, severity: 'warning' },
      ],
    },
  ],
});
