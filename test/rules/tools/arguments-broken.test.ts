import rule from '../../../src/rules/tools/arguments-broken.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    { name: 'fine', config: row(), server: { served, found: [{ name: 'tools-stream', verdict: 'yes' }] } },
    {
      name: 'raw text is another matter',
      config: row(),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', marks: { raw: '<tool_call>' } }] },
    },
    {
      name: 'no tools are sent',
      config: row(', compat: { supportsTools: false }'),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', marks: { broken: 'empty' } }] },
    },
  ],
  flagged: [
    {
      name: 'half an object',
      config: row(),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', marks: { broken: 'no-json' } }] },
      findings: [{ messageId: 'broken', data: { model: 'm1', how: 'a text that does not parse' }, severity: 'error' }],
    },
    {
      name: 'quotes are lost',
      config: row(),
      server: {
        served,
        found: [
          { name: 'tools-stream', verdict: 'yes' },
          { name: 'tools-special-characters', verdict: 'no', marks: { broken: 'object' } },
        ],
      },
      findings: [{ messageId: 'broken', data: { model: 'm1', how: 'an object in place of text' } }],
    },
  ],
});
