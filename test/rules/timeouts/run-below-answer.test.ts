import rule from '../../../src/rules/timeouts/run-below-answer.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const server = (prefillTokensPerSecond: number) => ({
  served: [{ id: 'm1', maxModelLen: 32_768 }],
  speed: { prefillTokensPerSecond, decodeTokensPerSecond: 20, fixedMs: 500, samples: [] },
});
const limited = (seconds: number) => oneModel({ agents: `timeoutSeconds: ${seconds}` });

ruleTest(rule, {
  clean: [
    { name: 'two days', config: oneModel(), release: '2026.9.6', server: server(20), prompt: 13_289 },
    { name: 'long enough', config: limited(600), release: '2026.9.6', server: server(100), prompt: 13_289 },
    { name: 'no limit', config: limited(0), release: '2026.9.6', server: server(20), prompt: 13_289 },
    { name: 'speed not known', config: limited(10), release: '2026.9.6', prompt: 13_289, server: { served: [] } },
  ],
  flagged: [
    {
      name: 'not even the first token',
      config: limited(100),
      release: '2026.9.6',
      server: server(100),
      prompt: 13_289,
      findings: [
        {
          messageId: 'first',
          at: '100',
          data: { seconds: 133, limit: 100 },
          severity: 'error',
          fix: 'safe',
          title: 'set agents.defaults.timeoutSeconds to 750',
        },
      ],
      fixed: limited(750),
    },
    {
      name: 'in 2026.4.22 too',
      config: limited(100),
      release: '2026.4.22',
      server: server(100),
      prompt: 15_286,
      findings: [{ messageId: 'first', data: { seconds: 153, limit: 100 } }],
      fixed: limited(750),
    },
    {
      name: 'the answer is cut',
      config: limited(300),
      release: '2026.9.6',
      server: server(100),
      prompt: 13_289,
      findings: [{ messageId: 'answer', data: { seconds: 338, limit: 300 }, severity: 'warning', fix: 'unsafe' }],
      fixed: limited(750),
    },
  ],
});
