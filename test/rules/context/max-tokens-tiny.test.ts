import rule from '../../../src/rules/context/max-tokens-tiny.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const limits = (contextWindow: number, maxTokens: number) =>
  oneModel({ row: `contextWindow: ${contextWindow}, maxTokens: ${maxTokens}` });

ruleTest(rule, {
  clean: [
    { name: 'small and usable', config: limits(32768, 512) },
    { name: 'not written', config: oneModel({ row: 'contextWindow: 32768' }) },
  ],
  flagged: [
    {
      name: 'ten tokens, as posted',
      config: limits(32768, 10),
      release: '2026.4.22',
      findings: [
        {
          messageId: 'tiny',
          at: '10',
          data: { model: 'm1', tokens: 10 },
          severity: 'error',
          fix: 'safe',
          title: 'set maxTokens to 4096',
          proof: 'a quarter of 32768 is 8192',
        },
      ],
      fixed: limits(32768, 4096),
    },
    {
      name: 'with a measured prompt',
      config: limits(16384, 10),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 16384 }],
      prompt: 13612,
      findings: [{ messageId: 'tiny', title: 'set maxTokens to 2048', proof: 'room 16384 - 13612 = 2772' }],
      fixed: limits(16384, 2048),
    },
    {
      name: 'perhaps wanted',
      config: limits(131072, 200),
      findings: [{ messageId: 'tiny', severity: 'warning', fix: 'unsafe', title: 'set maxTokens to 8192' }],
      fixed: limits(131072, 8192),
    },
    {
      name: 'no room for more',
      config: limits(16384, 100),
      served: [{ id: 'm1', maxModelLen: 16384 }],
      prompt: 16000,
      findings: [{ messageId: 'tiny', severity: 'warning', fix: 'none' }],
    },
  ],
});
