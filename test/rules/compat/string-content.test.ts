import rule from '../../../src/rules/compat/string-content.js';
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
      server: { served, found: [{ name: 'parts-content', verdict: 'yes' }] },
    },
    {
      name: 'not sure',
      config: row(),
      release: '2026.4.22',
      server: { served, found: [{ name: 'parts-content', verdict: 'inconclusive' }] },
    },
    { name: 'not asked', config: row(), release: '2026.4.22', server: { served } },
    {
      name: 'switched already',
      config: row(', compat: { requiresStringContent: true }'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'parts-content', verdict: 'no', says: 'content must be a string' }] },
    },
    {
      name: 'over another protocol',
      config: oneModel({ block: 'api: "openai-responses"' }),
      release: '2026.4.22',
      server: { served, found: [{ name: 'parts-content', verdict: 'no', says: 'content must be a string' }] },
    },
    {
      name: 'a release that does not send it',
      config: row(),
      release: '2026.6.11',
      server: { served, found: [{ name: 'parts-content', verdict: 'no', says: 'content must be a string' }] },
    },
    {
      name: 'the minimal profile of 2026.9.6',
      config: oneModel({ rest: '\n  tools: { profile: "minimal" },' }),
      release: '2026.9.6',
      server: { served, found: [{ name: 'parts-content', verdict: 'no', says: 'no' }] },
    },
  ],
  flagged: [
    {
      name: 'refused',
      config: row(),
      release: '2026.4.22',
      server: { served, found: [{ name: 'parts-content', verdict: 'no', says: 'content must be a string.' }] },
      findings: [
        {
          messageId: 'refused',
          at: '"m1"',
          data: { host: '127.0.0.1:8000', model: 'm1', says: 'content must be a string' },
          severity: 'error',
          fix: 'safe',
          proof: 'POST /v1/chat/completions: parts-content: 400: content must be a string.',
        },
      ],
      fixed: row(', compat: { requiresStringContent: true }'),
    },
    {
      name: 'the second message of 2026.9.6, a model that no row lists',
      config: oneModel({ primary: 'vllm/m2' }),
      release: '2026.9.6',
      server: { served: [{ id: 'm2' }], found: [{ name: 'parts-content', verdict: 'no', says: 'x'.repeat(80) }] },
      findings: [
        {
          messageId: 'refused',
          fix: 'manual',
          data: { host: '127.0.0.1:8000', model: 'm2', says: `${'x'.repeat(43)}…` },
        },
      ],
    },
  ],
});
