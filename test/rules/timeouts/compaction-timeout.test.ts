import rule from '../../../src/rules/timeouts/compaction-timeout.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const reads = (prefillTokensPerSecond: number) => ({
  served: [{ id: 'm1', maxModelLen: 32_768 }],
  speed: { prefillTokensPerSecond, fixedMs: 500, samples: [] },
});
const limited = (seconds: number) => oneModel({ agents: `compaction: { timeoutSeconds: ${seconds} }` });

ruleTest(rule, {
  clean: [
    { name: 'fast', config: oneModel(), release: '2026.9.6', server: reads(1000), prompt: 13_289 },
    { name: '900 s in 2026.4.22', config: oneModel(), release: '2026.4.22', server: reads(100), prompt: 15_286 },
    { name: 'raised', config: limited(600), release: '2026.9.6', server: reads(100), prompt: 13_289 },
    { name: 'speed not known', config: oneModel(), release: '2026.9.6', prompt: 13_289, served: [] },
  ],
  flagged: [
    {
      name: '180 s in 2026.9.6',
      config: oneModel({ agents: 'compaction: { keepRecentTokens: 4000 }' }),
      release: '2026.9.6',
      server: reads(100),
      prompt: 13_289,
      findings: [
        {
          messageId: 'window',
          data: { tokens: 32_768, seconds: 328, limit: 180 },
          severity: 'warning',
          fix: 'safe',
          title: 'set agents.defaults.compaction.timeoutSeconds to 510',
        },
      ],
      fixed: oneModel({ agents: 'compaction: { keepRecentTokens: 4000, timeoutSeconds: 510 }' }),
    },
    {
      name: 'written too low',
      config: limited(60),
      release: '2026.4.22',
      server: reads(200),
      prompt: 15_286,
      findings: [{ messageId: 'window', at: '60', data: { tokens: 32_768, seconds: 164, limit: 60 } }],
      fixed: limited(270),
    },
  ],
});
