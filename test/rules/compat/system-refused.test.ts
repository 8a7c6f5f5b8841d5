import rule from '../../../src/rules/compat/system-refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    { name: 'taken', config: row(), server: { served, found: [{ name: 'system-role', verdict: 'yes' }] } },
    { name: 'not asked', config: row(), server: { served } },
  ],
  flagged: [
    {
      name: 'refused',
      config: row(),
      server: { served, found: [{ name: 'system-role', verdict: 'no', says: 'System role not supported' }] },
      findings: [
        {
          messageId: 'refused',
          data: { host: '127.0.0.1:8000', model: 'm1', says: 'System role not supported' },
          fix: 'none',
        },
      ],
    },
  ],
});
