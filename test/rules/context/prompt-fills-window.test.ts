import rule from '../../../src/rules/context/prompt-fills-window.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const limits = (contextWindow: number, maxTokens: number) =>
  oneModel({ row: `contextWindow: ${contextWindow}, maxTokens: ${maxTokens}` });

ruleTest(rule, {
  clean: [
    {
      name: 'half of it',
      config: limits(32768, 4096),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 32768 }],
      prompt: 15286,
    },
    { name: 'an estimate that may be less', config: limits(16384, 1024), prompt: 12500, promptDoubt: 1000 },
    {
      name: 'prompt unknown',
      config: limits(16384, 1024),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 16384 }],
    },
  ],
  flagged: [
    {
      name: 'more than is served',
      config: limits(32768, 1024),
      served: [{ id: 'm1', maxModelLen: 8192 }],
      prompt: 13289,
      findings: [
        {
          messageId: 'over',
          at: '32768',
          data: { prompt: 13289, served: 8192 },
          severity: 'warning', // window-exceeds-served is the error
          fix: 'none',
          proof: 'prompt 13289 >= 8192 served',
        },
      ],
    },
    {
      name: 'more than is served, and the config says what is served',
      config: limits(8192, 1024),
      served: [{ id: 'm1', maxModelLen: 8192 }],
      prompt: 13289,
      findings: [{ messageId: 'over', severity: 'error', confidence: 'certain' }],
    },
    {
      name: 'an estimate at the limit',
      config: limits(32768, 1024),
      served: [{ id: 'm1', maxModelLen: 8192 }],
      prompt: 8500,
      promptDoubt: 1000,
      findings: [{ messageId: 'over', severity: 'warning', confidence: 'likely' }],
    },
    {
      name: 'more than is configured, no server asked',
      config: limits(8192, 1024),
      prompt: 13612,
      findings: [{ messageId: 'configured', at: '8192', data: { prompt: 13612, limit: 8192 }, severity: 'warning' }],
    },
    {
      name: 'most of the configured window, no server asked',
      config: limits(16384, 1024),
      prompt: 13612,
      findings: [
        {
          messageId: 'nearly',
          at: '16384',
          data: { prompt: 13612, limit: 16384, left: 2772 },
          severity: 'warning',
          proof: '13612 / 16384 = 83 %',
        },
      ],
    },
  ],
});
