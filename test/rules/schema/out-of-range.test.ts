import rule from '../../../src/rules/schema/out-of-range.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [{ name: 'inside', config: '{ gateway: { port: 18789 } }' }],
  flagged: [
    {
      name: 'a window of nothing',
      config: oneModel({ row: 'contextWindow: 0, maxTokens: 4096' }),
      findings: [{ messageId: 'number', at: '0', severity: 'error', fix: 'none' }],
    },
    {
      name: 'an empty text',
      config: oneModel({ baseUrl: '' }),
      release: '2026.4.22',
      findings: [{ messageId: 'other', at: '""' }],
    },
  ],
});
