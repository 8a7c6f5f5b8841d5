import rule from '../../../src/rules/syntax/duplicate-key.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    {
      name: 'same key in two objects',
      config: '{ gateway: { mode: "local" }, tools: { web: { fetch: {} }, exec: {} } }',
    },
  ],
  flagged: [
    {
      name: 'the first one is lost',
      config: '{ gateway: { port: 18789 }, "gateway": { mode: "local" } }',
      findings: [{ messageId: 'lost', at: 'gateway', data: { key: 'gateway' }, severity: 'warning', fix: 'manual' }],
    },
  ],
});
