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
    { name: 'unknown model: another rule', config: oneModel({ id: 'm2' }), served: [{ id: 'm1' }] },
  ],
  flagged: [
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
