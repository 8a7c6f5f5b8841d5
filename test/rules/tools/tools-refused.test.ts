import rule from '../../../src/rules/tools/tools-refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const refused = { name: 'tools-stream', verdict: 'no', says: 'm1 does not support tools' } as const;
const empty = { name: 'tools-empty', verdict: 'no', says: 'tools must not be an empty array' } as const;

ruleTest(rule, {
  clean: [
    { name: 'taken', config: row(), server: { served, found: [{ name: 'tools-stream', verdict: 'yes' }] } },
    {
      name: 'for the flags of vLLM: another rule',
      config: row(),
      server: { served, found: [{ ...refused, marks: { error: 'vllm.tools.auto-needs-flags' } }] },
    },
    {
      name: 'no tools are sent',
      config: row(', compat: { supportsTools: false }'),
      release: '2026.9.6',
      server: { served, found: [refused, empty] },
    },
    {
      name: 'an empty list is taken',
      config: row(', compat: { supportsTools: false }'),
      release: '2026.4.22',
      server: { served, found: [{ name: 'tools-empty', verdict: 'yes' }] },
    },
  ],
  flagged: [
    {
      name: 'a model without tools',
      config: row(),
      release: '2026.9.6',
      server: { served, found: [refused] },
      findings: [
        {
          messageId: 'tools',
          data: { host: '127.0.0.1:8000', model: 'm1', says: 'm1 does not support tools' },
          fix: 'unsafe',
        },
      ],
      fixed: row(', compat: { supportsTools: false }'),
    },
    {
      name: 'the empty list of 2026.4.22',
      config: row(', compat: { supportsTools: false }'),
      release: '2026.4.22',
      server: { served, found: [empty] },
      findings: [
        { messageId: 'empty', data: { host: '127.0.0.1:8000', model: 'm1', release: '2026.4.22' }, fix: 'unsafe' },
      ],
      fixed: row(', compat: {}'),
    },
  ],
});
