import rule from '../../../src/rules/context/max-tokens-near-window.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const limits = (contextWindow: number, maxTokens: number) =>
  oneModel({ row: `contextWindow: ${contextWindow}, maxTokens: ${maxTokens}` });

ruleTest(rule, {
  clean: [
    { name: 'a quarter', config: limits(32768, 8192), release: '2026.4.22' },
    { name: 'the prompt is subtracted', config: limits(32768, 32768), release: '2026.9.6' },
    { name: 'large, and prompt and answer fit', config: limits(131072, 65536), release: '2026.4.22', prompt: 15286 },
    {
      name: 'both sides are known: another rule',
      config: limits(16384, 8192),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 16384 }],
      prompt: 13612,
    },
  ],
  flagged: [
    {
      name: 'the whole window',
      config: limits(32768, 32768),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'half',
          at: '32768',
          data: { answer: 32000, window: 32768, left: 768 },
          severity: 'warning',
          fix: 'unsafe',
        },
      ],
      fixed: limits(32768, 4096),
    },
    {
      name: 'no room for a prompt of known size',
      config: limits(32768, 20000),
      release: '2026.5.12',
      prompt: 17380,
      findings: [
        {
          messageId: 'over',
          at: '20000',
          data: { prompt: 17380, answer: 20000, sum: 37380, window: 32768 },
          fix: 'safe',
          title: 'set maxTokens to 8192',
        },
      ],
      fixed: limits(32768, 8192),
    },
    {
      name: 'an estimate that may well fit',
      config: limits(32768, 16384),
      release: '2026.4.22',
      prompt: 16500,
      promptDoubt: 1000,
      findings: [{ messageId: 'over', confidence: 'likely', fix: 'unsafe' }],
      fixed: limits(32768, 8192),
    },
  ],
});
