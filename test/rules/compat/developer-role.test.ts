import rule from '../../../src/rules/compat/developer-role.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    {
      name: 'taken',
      config: row(', reasoning: true, compat: { supportsDeveloperRole: true }'),
      release: '2026.9.6',
      server: { served, found: [{ name: 'developer-role', verdict: 'yes' }] },
    },
    {
      name: 'not sure',
      config: row(', reasoning: true, compat: { supportsDeveloperRole: true }'),
      release: '2026.9.6',
      server: { served, found: [{ name: 'developer-role', verdict: 'inconclusive' }] },
    },
    {
      name: 'not asked',
      config: row(', reasoning: true, compat: { supportsDeveloperRole: true }'),
      release: '2026.9.6',
      server: { served },
    },
    {
      name: 'switched already',
      config: row(', reasoning: true, compat: { supportsDeveloperRole: false }'),
      release: '2026.9.6',
      server: { served, found: [{ name: 'developer-role', verdict: 'no', says: 'unknown role' }] },
    },
    {
      name: 'over another protocol',
      config: oneModel({ block: 'api: "openai-responses"' }),
      release: '2026.9.6',
      server: { served, found: [{ name: 'developer-role', verdict: 'no', says: 'unknown role' }] },
    },
    {
      name: 'not sent without reasoning',
      config: row(', compat: { supportsDeveloperRole: true }'),
      server: { served, found: [{ name: 'developer-role', verdict: 'no', says: 'no' }] },
    },
    {
      name: 'not sent unless asked for',
      config: row(', reasoning: true'),
      server: { served, found: [{ name: 'developer-role', verdict: 'no', says: 'no' }] },
    },
  ],
  flagged: [
    {
      name: 'refused',
      config: row(', reasoning: true, compat: { supportsDeveloperRole: true }'),
      release: '2026.9.6',
      server: { served, found: [{ name: 'developer-role', verdict: 'no', says: 'unknown role.' }] },
      findings: [
        {
          messageId: 'refused',
          at: '"m1"',
          data: { host: '127.0.0.1:8000', model: 'm1', says: 'unknown role' },
          severity: 'error',
          fix: 'safe',
          proof: 'POST /v1/chat/completions: developer-role: 400: unknown role.',
        },
      ],
      fixed: row(', reasoning: true, compat: { supportsDeveloperRole: false }'),
    },
  ],
});
