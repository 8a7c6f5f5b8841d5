import rule from '../../../src/rules/compat/max-tokens-field.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const refused = { name: 'max-completion-tokens', verdict: 'no', says: 'unknown field' } as const;

ruleTest(rule, {
  clean: [
    { name: 'obeyed', config: row(), server: { served, found: [{ name: 'max-completion-tokens', verdict: 'yes' }] } },
    {
      name: 'not sure',
      config: row(),
      server: { served, found: [{ name: 'max-completion-tokens', verdict: 'inconclusive' }] },
    },
    {
      name: 'the other one is sent',
      config: row(', compat: { maxTokensField: "max_tokens" }'),
      server: { served, found: [refused] },
    },
  ],
  flagged: [
    {
      name: 'refused, and the other one taken',
      config: row(),
      server: { served, found: [refused, { name: 'max-tokens', verdict: 'yes' }] },
      findings: [
        {
          messageId: 'refused',
          data: { host: '127.0.0.1:8000', field: 'max_completion_tokens', says: 'unknown field' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: row(', compat: { maxTokensField: "max_tokens" }'),
    },
    {
      name: 'refused, and the other one was not tried',
      config: row(),
      server: { served, found: [refused] },
      findings: [{ messageId: 'refused', fix: 'none' }],
    },
    {
      name: 'ignored',
      config: row(', compat: { maxTokensField: "max_tokens" }'),
      server: {
        served,
        found: [
          { name: 'max-tokens', verdict: 'no', marks: { ignored: true, written: 80 } },
          { name: 'max-completion-tokens', verdict: 'yes' },
        ],
      },
      findings: [
        {
          messageId: 'ignored',
          data: { host: '127.0.0.1:8000', field: 'max_tokens', written: 80, allowed: 16 },
          severity: 'warning',
          fix: 'safe',
        },
      ],
      fixed: row(', compat: { maxTokensField: "max_completion_tokens" }'),
    },
  ],
});
