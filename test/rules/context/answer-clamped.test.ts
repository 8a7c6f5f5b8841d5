import rule from '../../../src/rules/context/answer-clamped.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const limits = (contextWindow: number, maxTokens: number, rest = '') =>
  oneModel({ row: `contextWindow: ${contextWindow}, maxTokens: ${maxTokens}`, rest });

ruleTest(rule, {
  clean: [
    { name: 'enough is left', config: limits(32768, 8192), release: '2026.9.6', prompt: 11733 },
    { name: 'older releases subtract nothing', config: limits(32768, 8192), release: '2026.4.22', prompt: 27331 },
    { name: 'a small limit that is kept', config: limits(32768, 300), release: '2026.9.6', prompt: 11733 },
    { name: 'prompt unknown', config: limits(32768, 8192), release: '2026.8.2' },
  ],
  flagged: [
    {
      name: 'one token at 32768 with the tools of 2026.8.2',
      config: limits(32768, 8192),
      release: '2026.8.2',
      prompt: 27331,
      findings: [
        {
          messageId: 'clamped',
          at: '32768',
          data: { wanted: 8192, sent: 1, window: 32768, estimate: 37580 },
          severity: 'error',
          fix: 'unsafe',
          title: 'set tools.toolSearch to true: most tools leave the prompt',
        },
      ],
      fixed: limits(32768, 8192, '\n  tools: { toolSearch: true },'),
      leaves: [{ messageId: 'clamped' }],
    },
    {
      name: 'the server has more',
      config: limits(16384, 4096),
      release: '2026.9.6',
      served: [{ id: 'm1', maxModelLen: 65536 }],
      prompt: 11575,
      findings: [
        {
          messageId: 'clamped',
          data: { wanted: 4096, sent: 467, window: 16384, estimate: 15916 },
          severity: 'warning',
          fix: 'unsafe',
          title: 'set contextWindow to 65536, which the server has',
        },
      ],
      fixed: limits(65536, 4096),
    },
    {
      name: 'no answer at all, and the server has more',
      config: limits(8192, 2048),
      release: '2026.9.6',
      served: [{ id: 'm1', maxModelLen: 65536 }],
      prompt: 11575,
      findings: [
        {
          messageId: 'clamped',
          severity: 'error',
          fix: 'safe',
          title: 'set contextWindow to 65536, which the server has',
        },
      ],
      fixed: limits(65536, 2048),
    },
    {
      name: 'nothing to be done in the config',
      config: limits(16384, 4096),
      release: '2026.9.6',
      served: [{ id: 'm1', maxModelLen: 16384 }],
      prompt: 13289,
      findings: [{ messageId: 'clamped', severity: 'error', fix: 'none' }],
    },
  ],
});
