import rule from '../../../src/rules/schema/refused-value.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [{ name: 'one of the two', config: '{ tools: { alsoAllow: ["read"] } }' }],
  flagged: [
    {
      name: 'two keys that exclude each other',
      config: '{ tools: { allow: ["exec"], alsoAllow: ["read"] } }',
      findings: [{ messageId: 'refused', at: 'tools', severity: 'error', fix: 'none' }],
    },
  ],
});
