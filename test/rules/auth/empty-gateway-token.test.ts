import rule from '../../../src/rules/auth/empty-gateway-token.js';
import { ruleTest } from '../rule-test.js';

const auth = (text: string) => `{ gateway: { mode: "local", auth: ${text} } }`;

ruleTest(rule, {
  clean: [
    { name: 'a token', config: auth('{ mode: "token", token: "not-a-real-token" }') },
    { name: 'no token written', config: auth('{ mode: "token" }') },
    { name: 'another mode', config: auth('{ mode: "none", token: "" }') },
  ],
  flagged: [
    {
      name: 'empty, as posted',
      config: auth('{ mode: "token", token: "" }'),
      findings: [{ messageId: 'empty', at: '""', severity: 'error', fix: 'manual' }],
    },
  ],
});
