import { type JsonValue, valueAt } from '../../config/json.js';
import { recommendTimeout } from '../../effective/limits.js';
import type { EffectiveProvider } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { proofOf } from '../../timeouts/pace.js';
import { predictFirstToken } from '../../tokens/predict.js';
import { defineRule, type Fix } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedModels } from '../sides.js';
import { slowModelKey, slowModelPath, slowModelReleases } from './slow-model.js';

export default defineRule({
  meta: {
    id: 'timeouts/idle-below-first-token',
    severity: 'error',
    needs: ['config', 'effective', 'servers', 'prompts', 'release'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the wait for the first token ends before the server has read the prompt',
    why: 'The request is closed, the server drops its work, and every repetition starts reading from the first token again.',
    remedy: 'raise the limit, send a smaller prompt, or give the server more speed',
    source: [
      'OpenClaw 2026.4.22: closed after 120.0 s, repeated once, ran; 2026.9.6: after 300.0 s on local hosts, ran',
      'OpenClaw 2026.4.22: agents.defaults.llm.idleTimeoutSeconds; from 2026.4.29: models.providers.<id>.timeoutSeconds',
    ],
    messages: {
      prompt: 'first token predicted after {seconds} s for {tokens} tokens, the limit is {limit} s',
      full: 'a full window of {tokens} tokens needs {seconds} s to the first token, the limit is {limit} s',
    },
    example: localModel,
    given: {
      release: '2026.4.22',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        speed: { prefillTokensPerSecond: 100, fixedMs: 500, samples: [] },
      },
      prompt: 15286,
    },
    finds: 'first token predicted after 153 s for 15286 tokens, the limit is 120 s',
  },
  check({ config, effective, servers, prompts, release }, report) {
    const told = new Set<string>();
    for (const { model, provider, server, served, prompt } of usedModels({ effective, servers, prompts })) {
      // The rate is that of the model that was asked.
      if (server?.speed.ok !== true || server.askedModel !== model.id) continue;
      if (prompt === undefined || told.has(provider.id)) continue;
      const limit = strictest(provider);
      const speed = server.speed.value;
      const window = Math.min(model.contextWindow.value, served?.maxModelLen ?? model.contextWindow.value);
      const now = predictFirstToken(speed, prompt.total.tokens);
      const full = predictFirstToken(speed, window);
      if (limit === undefined || now === undefined || full === undefined) continue;
      const slow = now > limit.seconds;
      if (!slow && full <= limit.seconds) continue;
      told.add(provider.id);
      const tokens = slow ? prompt.total.tokens : window;
      const seconds = Math.round(slow ? now : full);
      const fix = fixFor(provider, Math.max(now, full), { limit: limit.seconds, config, traits: release.traits });
      report({
        messageId: slow ? 'prompt' : 'full',
        severity: slow ? 'error' : 'warning',
        confidence: 'likely',
        at: { path: limit.path ?? provider.path },
        data: { seconds, tokens, limit: limit.seconds },
        proof: [
          proofOf(speed, tokens, seconds),
          `limit ${limit.seconds} s (${limit.note})`,
          `1.5 x ${Math.round(full)} s for a full window of ${window}, in steps of 30 s`,
        ],
        observed: limit.seconds,
        ...(fix && { fix }),
      });
    }
  },
});

/** The limit that ends a wait for the first token; undefined when there is none. */
function strictest({ firstEventSeconds, idleSeconds }: EffectiveProvider) {
  const limits = [firstEventSeconds, idleSeconds].flatMap(({ value, path, note, from }) =>
    value === null ? [] : [{ seconds: value, path, note: note ?? from }],
  );
  return limits.toSorted((a, b) => a.seconds - b.seconds)[0];
}

interface Setting {
  readonly limit: number;
  readonly config: JsonValue;
  readonly traits: ReleaseTraits;
}

function fixFor(provider: EffectiveProvider, predicted: number, { limit, config, traits }: Setting): Fix | undefined {
  const seconds = recommendTimeout(predicted, limit);
  const path = slowModelPath(provider, traits);
  const written = valueAt(config, path);
  // What is written is higher and does not count: another key or the release caps it, and timeouts/key-ignored says so.
  if (typeof written === 'number' && written > limit) return undefined;
  const ceiling = traits.timeouts.providerCeiling;
  if (ceiling !== null && seconds > ceiling && provider.hostClass !== 'loopback' && provider.hostClass !== 'private') {
    return {
      title: `this release cuts timeoutSeconds to ${ceiling} off local hosts: upgrade`,
      safety: 'manual',
      ops: [],
    };
  }
  const run = valueAt(config, ['agents', 'defaults', 'timeoutSeconds']);
  if (typeof run === 'number' && run > 0 && run < seconds) {
    return {
      title: `raise agents.defaults.timeoutSeconds from ${run} to at least ${seconds} first`,
      safety: 'manual',
      ops: [],
    };
  }
  return {
    title: `set ${slowModelKey(traits)} to ${seconds}`,
    safety: 'safe',
    ops: [{ op: 'set', path, value: seconds }],
    releases: slowModelReleases(traits),
  };
}
