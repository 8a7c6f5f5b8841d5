import rule from '../../../src/rules/timeouts/idle-below-first-token.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const reads = (prefillTokensPerSecond: number) => ({
  served: [{ id: 'm1', maxModelLen: 32768 }],
  speed: { prefillTokensPerSecond, fixedMs: 500, samples: [] },
});

ruleTest(rule, {
  clean: [
    { name: 'fast enough', config: oneModel(), release: '2026.4.22', server: reads(2000), prompt: 15286 },
    {
      name: 'speed unknown',
      config: oneModel(),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 32768 }],
      prompt: 15286,
    },
    {
      name: 'raised',
      config: oneModel({ agents: 'llm: { idleTimeoutSeconds: 600 }' }),
      release: '2026.4.22',
      server: reads(100),
      prompt: 15286,
    },
    { name: 'no limit on local hosts', config: oneModel(), release: '2026.6.11', server: reads(10), prompt: 15286 },
  ],
  flagged: [
    {
      name: 'slow whatever the prompt',
      config: oneModel(),
      release: '2026.4.22',
      server: { served: [{ id: 'm1', maxModelLen: 32768 }], speed: { fixedMs: 150_000, samples: [] } },
      prompt: 15286,
      findings: [
        {
          messageId: 'prompt',
          data: { seconds: 150, tokens: 15286, limit: 120 },
          proof: '150 s for a short prompt, and no more for a longer one',
          title: 'set agents.defaults.llm.idleTimeoutSeconds to 240',
        },
      ],
      fixed: oneModel({ agents: 'llm: { idleTimeoutSeconds: 240 }' }),
    },
    {
      name: '2026.4.22: one key for all',
      config: oneModel(),
      release: '2026.4.22',
      server: reads(100),
      prompt: 15286,
      findings: [
        {
          messageId: 'prompt',
          data: { seconds: 153, tokens: 15286, limit: 120 },
          severity: 'error',
          confidence: 'likely',
          fix: 'safe',
          title: 'set agents.defaults.llm.idleTimeoutSeconds to 510',
        },
      ],
      fixed: oneModel({ agents: 'llm: { idleTimeoutSeconds: 510 }' }),
    },
    {
      name: '2026.9.6: a key of the provider',
      config: oneModel(),
      release: '2026.9.6',
      server: reads(30),
      prompt: 11733,
      findings: [
        {
          messageId: 'prompt',
          data: { seconds: 392, tokens: 11733, limit: 300 },
          fix: 'safe',
          title: 'set timeoutSeconds to 1650',
        },
      ],
      fixed: oneModel({ after: 'timeoutSeconds: 1650' }),
    },
    {
      name: 'only a full window is too slow',
      config: oneModel(),
      release: '2026.9.6',
      server: reads(100),
      prompt: 11733,
      findings: [{ messageId: 'full', data: { seconds: 328, tokens: 32768, limit: 300 }, severity: 'warning' }],
      fixed: oneModel({ after: 'timeoutSeconds: 510' }),
    },
    {
      name: 'a limit of the whole run is lower',
      config: oneModel({ agents: 'timeoutSeconds: 200' }),
      release: '2026.9.6',
      server: reads(30),
      prompt: 11733,
      findings: [{ messageId: 'prompt', fix: 'manual' }],
    },
  ],
});
