import rule from '../../../src/rules/tools/raw-tool-call.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const marks = { raw: '<tool_call>', parser: 'hermes' } as const;

ruleTest(rule, {
  clean: [
    {
      name: 'proper calls',
      config: row(),
      server: {
        served,
        found: [
          { name: 'tools-stream', verdict: 'yes' },
          { name: 'tools-auto', verdict: 'no', marks },
        ],
      },
    },
    { name: 'words', config: row(), server: { served, found: [{ name: 'tools-stream', verdict: 'inconclusive' }] } },
    {
      name: 'no tools are sent',
      config: row(', compat: { supportsTools: false }'),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', marks }] },
    },
  ],
  flagged: [
    {
      name: 'no parser',
      config: row(),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', marks }] },
      findings: [
        {
          messageId: 'named',
          data: { model: 'm1', marker: '<tool_call>', parser: 'hermes' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'seen in one piece only, because the stream ended early',
      config: row(),
      server: {
        served,
        found: [
          { name: 'tools-stream', verdict: 'inconclusive' },
          { name: 'tools-auto', verdict: 'no', marks: { raw: '<tool_calls>' } },
        ],
      },
      findings: [{ messageId: 'unnamed', data: { model: 'm1', marker: '<tool_calls>' } }],
    },
    {
      name: 'lost while streaming',
      config: row(),
      server: {
        served,
        found: [
          { name: 'tools-stream', verdict: 'no', marks },
          { name: 'tools-auto', verdict: 'yes' },
        ],
      },
      findings: [{ messageId: 'streamed', data: { model: 'm1', marker: '<tool_call>' } }],
    },
  ],
});
