import rule from '../../../src/rules/compat/unsupported-field.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    {
      name: 'taken',
      config: row(', reasoning: true'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'reasoning-effort', verdict: 'yes' }] },
    },
    {
      name: 'not sure',
      config: row(', reasoning: true'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'reasoning-effort', verdict: 'inconclusive' }] },
    },
    { name: 'not asked', config: row(', reasoning: true'), release: '2026.4.22', server: { served } },
    {
      name: 'switched already',
      config: row(', reasoning: true, compat: { supportsReasoningEffort: false }'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'reasoning-effort', verdict: 'no', says: 'unknown field' }] },
    },
    {
      name: 'over another protocol',
      config: oneModel({ block: 'api: "openai-responses"' }),
      release: '2026.4.22',
      server: { served, found: [{ name: 'reasoning-effort', verdict: 'no', says: 'unknown field' }] },
    },
    {
      name: 'a release that does not send it',
      config: row(', reasoning: true'),
      release: '2026.9.6',
      server: { served, found: [{ name: 'reasoning-effort', verdict: 'no', says: 'unknown field' }] },
    },
  ],
  flagged: [
    {
      name: 'refused',
      config: row(', reasoning: true'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'reasoning-effort', verdict: 'no', says: 'unknown field.' }] },
      findings: [
        {
          messageId: 'field',
          at: '"m1"',
          data: { host: '127.0.0.1:8000', field: 'reasoning_effort', says: 'unknown field' },
          severity: 'error',
          fix: 'safe',
          proof: 'POST /v1/chat/completions: reasoning-effort: 400: unknown field.',
        },
      ],
      fixed: row(', reasoning: true, compat: { supportsReasoningEffort: false }'),
    },
    {
      name: 'strict tools by hand, in another release',
      config: row(', compat: { supportsStrictMode: true }'),
      release: '2026.9.6',
      server: { served, found: [{ name: 'tools-strict', verdict: 'no', says: 'unknown field' }] },
      findings: [{ messageId: 'field', data: { host: '127.0.0.1:8000', field: 'strict', says: 'unknown field' } }],
      fixed: row(', compat: { supportsStrictMode: false }'),
    },
  ],
});
