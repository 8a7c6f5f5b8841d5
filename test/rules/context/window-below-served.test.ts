import rule from '../../../src/rules/context/window-below-served.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const window = (tokens: number) => oneModel({ row: `contextWindow: ${tokens}, maxTokens: 1024` });

ruleTest(rule, {
  clean: [
    { name: 'equal', config: window(32768), served: [{ id: 'm1', maxModelLen: 32768 }] },
    { name: 'a margin', config: window(32000), served: [{ id: 'm1', maxModelLen: 32768 }] },
    {
      name: 'below the floor: another rule',
      config: window(8192),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 32768 }],
    },
  ],
  flagged: [
    {
      name: 'a quarter of it',
      config: window(32768),
      served: [{ id: 'm1', maxModelLen: 131072 }],
      findings: [
        {
          messageId: 'below',
          at: '32768',
          data: { model: 'm1', configured: 32768, served: 131072 },
          severity: 'info',
          fix: 'unsafe',
        },
      ],
      fixed: window(131072),
    },
  ],
});
