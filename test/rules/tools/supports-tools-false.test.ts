import rule from '../../../src/rules/tools/supports-tools-false.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const yes = { name: 'tools-stream', verdict: 'yes' } as const;

ruleTest(rule, {
  clean: [
    { name: 'on', config: row(), server: { served, found: [yes] } },
    {
      name: 'off for a reason',
      config: row(', compat: { supportsTools: false }'),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', says: 'no tools' }] },
    },
    {
      name: 'nobody knows',
      config: row(', compat: { supportsTools: false }'),
      server: { served, found: [{ name: 'tools-stream', verdict: 'inconclusive' }] },
    },
  ],
  flagged: [
    {
      name: 'off without need',
      config: row(', compat: { supportsTools: false }'),
      server: { served, found: [yes] },
      findings: [{ messageId: 'off', at: 'false', data: { model: 'm1' }, severity: 'info', fix: 'unsafe' }],
      fixed: row(', compat: {}'),
    },
  ],
});
