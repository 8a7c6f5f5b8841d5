import rule from '../../../src/rules/tools/result-refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });
const result = { name: 'tools-result', verdict: 'no', says: 'Unexpected message role' } as const;

ruleTest(rule, {
  clean: [
    { name: 'taken', config: row(), server: { served, found: [{ name: 'tools-result', verdict: 'yes' }] } },
    {
      name: 'all tools are refused: another rule',
      config: row(),
      server: { served, found: [result, { name: 'tools-stream', verdict: 'no', says: 'no tools' }] },
    },
    {
      name: 'no tools are sent',
      config: row(', compat: { supportsTools: false }'),
      server: { served, found: [result] },
    },
  ],
  flagged: [
    {
      name: 'a template without the role',
      config: row(),
      server: { served, found: [result] },
      findings: [
        {
          messageId: 'result',
          data: { host: '127.0.0.1:8000', model: 'm1', says: 'Unexpected message role' },
          severity: 'error',
        },
      ],
    },
    {
      name: 'ids of nine letters',
      config: row(),
      server: {
        served,
        found: [
          { name: 'tools-result', verdict: 'no', says: 'Tool call IDs should be alphanumeric with a length of 9' },
        ],
      },
      findings: [
        {
          messageId: 'ids',
          data: {
            host: '127.0.0.1:8000',
            model: 'm1',
            says: 'Tool call IDs should be alphanumeric with a…',
          },
        },
      ],
    },
  ],
});
