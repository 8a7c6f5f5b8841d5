import rule from '../../../src/rules/context/lean-would-help.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const window = (tokens: number, agents = '') => oneModel({ row: `contextWindow: ${tokens}, maxTokens: 2048`, agents });
const old = { release: '2026.4.22', prompt: 15286, leanSaves: 5151, leanSavesNewest: 395 };

ruleTest(rule, {
  clean: [
    { name: 'room enough', config: window(65536), ...old },
    { name: 'next to nothing in this release', config: window(16384), prompt: 13289, leanSaves: 395 },
    { name: 'saving unknown', config: window(16384), release: '2026.4.22', prompt: 15286 },
    { name: 'already on', config: window(16384, 'experimental: { localModelLean: true }'), ...old },
  ],
  flagged: [
    {
      name: 'a small window',
      config: window(16384),
      ...old,
      findings: [
        {
          messageId: 'saves',
          at: '16384',
          data: { saves: 5151, prompt: 15286 },
          severity: 'info',
          fix: 'unsafe',
          proof: '2026.9.6: it would save 395',
        },
      ],
      fixed: window(16384, 'experimental: { localModelLean: true }'),
    },
    {
      name: 'an answer that is clamped away',
      config: window(32768),
      release: '2026.8.2',
      prompt: 27331,
      leanSaves: 17214,
      findings: [{ messageId: 'saves', data: { saves: 17214, prompt: 27331 } }],
      fixed: window(32768, 'experimental: { localModelLean: true }'),
    },
  ],
});
