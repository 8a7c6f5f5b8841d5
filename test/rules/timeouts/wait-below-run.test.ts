import rule from '../../../src/rules/timeouts/wait-below-run.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const reads = (prefillTokensPerSecond: number) => ({
  served: [{ id: 'm1', maxModelLen: 32_768 }],
  speed: { prefillTokensPerSecond, fixedMs: 500, samples: [] },
});

ruleTest(rule, {
  clean: [
    { name: 'answers in time', config: oneModel(), release: '2026.9.6', server: reads(1000), prompt: 13_289 },
    { name: 'speed not known', config: oneModel(), release: '2026.9.6', prompt: 13_289, served: [] },
  ],
  flagged: [
    {
      name: 'a slow first token',
      config: oneModel(),
      release: '2026.4.22',
      server: reads(300),
      prompt: 15_286,
      findings: [{ messageId: 'longer', data: { seconds: 51, limit: 30 }, severity: 'info', fix: 'none' }],
    },
  ],
});
