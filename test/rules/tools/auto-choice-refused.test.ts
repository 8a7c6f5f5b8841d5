import rule from '../../../src/rules/tools/auto-choice-refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const error = 'vllm.tools.auto-needs-flags';
const says = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set';
const unnamed = { name: 'tools-stream', verdict: 'no', says, marks: { error } } as const;
const refused = { ...unnamed, marks: { error, modelParser: 'hermes' } } as const;

ruleTest(rule, {
  clean: [
    { name: 'taken', config: row(), server: { served, found: [{ name: 'tools-stream', verdict: 'yes' }] } },
    {
      name: 'the model answered in words',
      config: row(),
      server: { served, found: [{ name: 'tools-stream', verdict: 'inconclusive' }] },
    },
    {
      name: 'refused for another reason',
      config: row(),
      server: { served, found: [{ name: 'tools-stream', verdict: 'no', says: 'does not support tools' }] },
    },
    {
      name: 'no tools are sent',
      config: row(', compat: { supportsTools: false }'),
      release: '2026.9.6',
      server: { served, found: [refused] },
    },
  ],
  flagged: [
    {
      name: 'on the new line',
      config: row(),
      release: '2026.9.6',
      server: { served, found: [refused] },
      findings: [
        {
          messageId: 'parser',
          at: '"m1"',
          data: { host: '127.0.0.1:8000', model: 'm1', parser: 'hermes' },
          severity: 'error',
          fix: 'unsafe',
          proof: 'vllm serve … --enable-auto-tool-choice --tool-call-parser hermes',
        },
      ],
      fixed: row(', compat: { supportsTools: false }'),
    },
    {
      name: 'on the old line, whose empty list of tools is refused too: nothing can be applied',
      config: row(),
      release: '2026.4.22',
      server: {
        served,
        found: [unnamed, { name: 'tools-empty', verdict: 'no', says: 'tools must not be an empty array' }],
      },
      findings: [
        { messageId: 'parser', data: { host: '127.0.0.1:8000', model: 'm1', parser: '<name>' }, fix: 'unsafe' },
      ],
    },
    {
      name: 'on the old line, whose empty list of tools is taken',
      config: row(),
      release: '2026.4.22',
      server: { served, found: [refused, { name: 'tools-empty', verdict: 'yes' }] },
      findings: [{ messageId: 'parser', fix: 'unsafe' }],
      fixed: row(', compat: { supportsTools: false }'),
    },
  ],
});
