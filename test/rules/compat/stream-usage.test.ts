import rule from '../../../src/rules/compat/stream-usage.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1', maxModelLen: 32768 }];
const row = (more = '') => oneModel({ row: `contextWindow: 32768, maxTokens: 4096${more}` });

ruleTest(rule, {
  clean: [
    { name: 'sent', config: row(), server: { served, found: [{ name: 'stream-usage', verdict: 'yes' }] } },
    {
      name: 'not asked for',
      config: row(', compat: { supportsUsageInStreaming: false }'),
      server: { served, found: [{ name: 'stream-usage', verdict: 'no' }] },
    },
  ],
  flagged: [
    {
      name: 'refused for being asked',
      config: row(),
      server: {
        served,
        found: [{ name: 'stream-usage', verdict: 'no', says: 'Unsupported parameter: stream_options' }],
      },
      findings: [
        {
          messageId: 'refused',
          data: { host: '127.0.0.1:8000', says: 'Unsupported parameter: stream_options' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: row(', compat: { supportsUsageInStreaming: false }'),
    },
    {
      name: 'asked for, and not sent',
      config: row(),
      server: { served, usageSeen: false, found: [{ name: 'stream-usage', verdict: 'no' }] },
      findings: [{ messageId: 'silent', data: { host: '127.0.0.1:8000', model: 'm1' }, severity: 'warning' }],
    },
  ],
});
