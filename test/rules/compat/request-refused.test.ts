import rule from '../../../src/rules/compat/request-refused.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const refusing = (serverSays?: string) => ({
  served: [{ id: 'm1' }],
  chatFails: { kind: 'http' as const, status: 400, ...(serverSays !== undefined && { serverSays }) },
});

ruleTest(rule, {
  clean: [
    { name: 'answers', config: oneModel(), served: [{ id: 'm1' }] },
    {
      name: 'all of it, because of a part that has its own rule',
      config: oneModel(),
      release: '2026.4.22',
      server: {
        served: [{ id: 'm1' }],
        found: [
          { name: 'whole-request', verdict: 'no', says: 'Unsupported parameter: store' },
          { name: 'store-field', verdict: 'no', says: 'Unsupported parameter: store' },
        ],
      },
    },
    {
      name: 'limits that do not fit: the rules of the context',
      config: oneModel(),
      server: {
        served: [{ id: 'm1' }],
        found: [{ name: 'whole-request', verdict: 'no', marks: { refused: true, kind: 'context-overflow' } }],
      },
    },
    { name: 'unknown model: another rule', config: oneModel({ id: 'm2' }), served: [{ id: 'm1' }] },
  ],
  flagged: [
    {
      name: 'all fields together, and none alone',
      config: oneModel(),
      server: {
        served: [{ id: 'm1' }],
        found: [
          { name: 'developer-role', verdict: 'no', says: 'Unexpected message role: developer' },
          { name: 'whole-request', verdict: 'no', says: 'tools and system do not go together' },
        ],
      },
      findings: [
        {
          messageId: 'as-sent',
          data: { host: '127.0.0.1:8000', says: 'tools and system do not go together' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'with a sentence',
      config: oneModel(),
      server: refusing('no chat template is defined'),
      findings: [
        {
          messageId: 'says',
          data: { host: '127.0.0.1:8000', says: 'no chat template is defined' },
          severity: 'error',
          fix: 'none',
        },
      ],
    },
    {
      name: 'without a word',
      config: oneModel(),
      server: refusing(),
      findings: [{ messageId: 'silent', data: { host: '127.0.0.1:8000', status: 400 } }],
    },
  ],
});
