import rule from '../../../src/rules/env/variable-empty.js';
import { ruleTest } from '../rule-test.js';

const token = `{ gateway: { mode: "local", auth: { mode: "token", token: "$\{GATEWAY_TOKEN}" } } }`;

ruleTest(rule, {
  clean: [
    { name: 'set', config: token, env: { GATEWAY_TOKEN: 'not-a-real-token' } },
    { name: 'unset: another rule', config: token },
  ],
  flagged: [
    {
      name: 'set to nothing',
      config: token,
      env: { GATEWAY_TOKEN: '' },
      findings: [
        {
          messageId: 'empty',
          at: `"$\{GATEWAY_TOKEN}"`,
          data: { key: 'token', name: 'GATEWAY_TOKEN', source: 'environment' },
          severity: 'warning',
          fix: 'none',
        },
      ],
    },
  ],
});
