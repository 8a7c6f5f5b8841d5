import rule from '../../../src/rules/compat/store-refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    {
      name: 'taken',
      config: row(),
      release: '2026.4.22',
      server: { served, found: [{ name: 'store-field', verdict: 'yes' }] },
    },
    {
      name: 'not sure',
      config: row(),
      release: '2026.4.22',
      server: { served, found: [{ name: 'store-field', verdict: 'inconclusive' }] },
    },
    { name: 'not asked', config: row(), release: '2026.4.22', server: { served } },
    {
      name: 'switched already',
      config: row(', compat: { supportsStore: false }'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'store-field', verdict: 'no', says: 'unknown field store' }] },
    },
    {
      name: 'over another protocol',
      config: oneModel({ block: 'api: "openai-responses"' }),
      release: '2026.4.22',
      server: { served, found: [{ name: 'store-field', verdict: 'no', says: 'unknown field store' }] },
    },
    {
      name: 'a release that does not send it',
      config: row(),
      release: '2026.9.6',
      server: { served, found: [{ name: 'store-field', verdict: 'no', says: 'unknown field store' }] },
    },
  ],
  flagged: [
    {
      name: 'refused',
      config: row(),
      release: '2026.4.22',
      server: { served, found: [{ name: 'store-field', verdict: 'no', says: 'unknown field store.' }] },
      findings: [
        {
          messageId: 'refused',
          at: '"m1"',
          data: { host: '127.0.0.1:8000', says: 'unknown field store' },
          severity: 'error',
          fix: 'safe',
          proof: 'POST /v1/chat/completions: store-field: 400: unknown field store.',
        },
      ],
      fixed: row(', compat: { supportsStore: false }'),
    },
  ],
});
