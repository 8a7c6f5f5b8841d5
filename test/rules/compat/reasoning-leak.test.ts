import rule from '../../../src/rules/compat/reasoning-leak.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    {
      name: 'apart',
      config: row(),
      server: { served, found: [{ name: 'reasoning-field', verdict: 'yes', marks: { field: 'reasoning' } }] },
    },
    {
      name: 'none came',
      config: row(),
      server: { served, found: [{ name: 'reasoning-field', verdict: 'inconclusive' }] },
    },
  ],
  flagged: [
    {
      name: 'in the text',
      config: row(),
      server: { served, found: [{ name: 'reasoning-field', verdict: 'no', marks: { leak: '</think>' } }] },
      findings: [{ messageId: 'leaks', data: { marker: "'</think>'", model: 'm1' }, severity: 'warning' }],
    },
  ],
});
