import rule from '../../../src/rules/context/window-below-floor.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const window = (tokens: number) => oneModel({ row: `contextWindow: ${tokens}, maxTokens: 1024` });

ruleTest(rule, {
  clean: [
    { name: 'at the warning limit of 2026.4.22', config: window(32000), release: '2026.4.22' },
    { name: 'fine for 2026.9.6', config: window(8192), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'refused, and the server has more',
      config: window(8192),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 32768 }],
      findings: [
        {
          messageId: 'refused',
          at: '8192',
          data: { model: 'm1', window: 8192, release: '2026.4.22', floor: 16000 },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: window(32768),
    },
    {
      name: 'refused, and nobody knows better',
      config: window(2048),
      release: '2026.9.6',
      findings: [
        { messageId: 'refused', data: { model: 'm1', window: 2048, release: '2026.9.6', floor: 4000 }, fix: 'manual' },
      ],
    },
    {
      name: 'noted in the log',
      config: window(16384),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'noted',
          data: { model: 'm1', window: 16384, release: '2026.4.22', floor: 32000 },
          severity: 'info',
          fix: 'none',
        },
      ],
    },
  ],
});
