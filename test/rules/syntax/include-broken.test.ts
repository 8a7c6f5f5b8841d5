import rule from '../../../src/rules/syntax/include-broken.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [{ name: 'no include', config: '{}' }],
  flagged: [
    {
      name: 'a file that is not there',
      config: '{ $include: "./not-there.json5" }',
      findings: [{ messageId: 'broken', at: '"./not-there.json5"', severity: 'error', fix: 'none' }],
    },
  ],
});
