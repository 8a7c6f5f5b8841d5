import { recommendTimeout } from '../../effective/limits.js';
import { paceOf } from '../../timeouts/pace.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'timeouts/compaction-timeout',
    severity: 'warning',
    needs: ['effective', 'servers', 'prompts', 'release'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'compaction ends before the server has read what is to be summed up',
    why: 'A long conversation is never shortened: every attempt is cut off, and the next request overflows the window.',
    remedy: 'raise the limit, or give the server more speed',
    source: [
      'OpenClaw 2026.4.22: agents.defaults.compaction.timeoutSeconds, default 900 s; from 2026.6.11: 180 s, read',
    ],
    messages: { window: 'compaction reads up to {tokens} tokens in {seconds} s, its limit is {limit} s' },
    example: localModel,
    given: {
      release: '2026.9.6',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        speed: { prefillTokensPerSecond: 120, fixedMs: 500, samples: [] },
      },
      prompt: 13289,
    },
    finds: 'compaction reads up to 32768 tokens in 274 s, its limit is 180 s',
  },
  check({ effective, servers, prompts, release }, report) {
    const { value: limit, note, path } = effective.compaction.timeoutSeconds;
    // The summary is written by the model of the agent, so the slowest one is the measure.
    const slowest = paceOf({ effective, servers, prompts }).toSorted((a, b) => b.fullWindow - a.fullWindow)[0];
    if (slowest === undefined || slowest.fullWindow <= limit) return;
    const seconds = Math.round(slowest.fullWindow);
    const value = recommendTimeout(Math.max(slowest.fullWindow, slowest.fullAnswer ?? 0), limit);
    const key = ['agents', 'defaults', 'compaction', 'timeoutSeconds'];
    const model = effective.models.find(({ ref }) => ref === slowest.ref);
    report({
      messageId: 'window',
      confidence: 'likely',
      at: { path: path ?? model?.path ?? key },
      data: { tokens: slowest.windowTokens ?? 0, seconds, limit },
      proof: [
        slowest.proof,
        `limit ${limit} s (${note ?? `set in the config of ${release.version}`}); writing the summary comes on top`,
      ],
      observed: limit,
      expected: value,
      fix: {
        title: `set agents.defaults.compaction.timeoutSeconds to ${value}`,
        safety: 'safe',
        ops: [{ op: 'set', path: key, value }],
      },
    });
  },
});
