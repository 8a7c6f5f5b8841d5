import rule from '../../../src/rules/auth/config-key-ignored.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const block = 'api: "openai-completions", apiKey: "my-own-key"';
const keyed = (more: string, provider = 'vllm') =>
  oneModel({ provider, block: `api: "openai-completions", apiKey: "my-own-key"${more}` });
const env = { VLLM_API_KEY: 'not-a-real-key' };

ruleTest(rule, {
  clean: [
    { name: 'nothing in the environment', config: keyed('') },
    { name: 'another provider id', config: keyed('', 'box'), env },
    { name: 'the config wins', config: keyed(', auth: "api-key"'), env },
  ],
  flagged: [
    {
      name: 'the environment wins',
      config: keyed(''),
      env,
      findings: [
        {
          messageId: 'ignored',
          at: '"my-own-key"',
          data: { provider: 'vllm', name: 'VLLM_API_KEY' },
          severity: 'info',
          fix: 'unsafe',
        },
      ],
      fixed: oneModel({ block, after: 'auth: "api-key"' }),
    },
    {
      name: 'and the server refuses it',
      config: keyed(''),
      env,
      server: { fails: { kind: 'http', status: 401 } },
      findings: [{ messageId: 'refused', severity: 'error', fix: 'unsafe' }],
      fixed: oneModel({ block, after: 'auth: "api-key"' }),
    },
  ],
});
