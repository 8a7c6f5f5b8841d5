import { type JsonValue, valueAt } from '../../config/json.js';
import { promptRoom, recommendWithin, reserveTokens } from '../../effective/limits.js';
import type { EffectiveConfig } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { defineRule, type Fix } from '../define.js';
import { type Sides, usedModels } from '../sides.js';
import { budgetOf } from './budget.js';

const compaction = ['agents', 'defaults', 'compaction'] as const;

export default defineRule({
  meta: {
    id: 'context/reserve-leaves-nothing',
    severity: 'warning',
    needs: ['config', 'effective', 'release'],
    wants: ['servers', 'prompts'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'compaction keeps so much of a small window free that no prompt fits beside it',
    why: 'Every turn then counts as full, and compaction starts on the first word and after each answer.',
    remedy: 'serve a larger window, or send a smaller prompt',
    source: [
      'OpenClaw 2026.4.22 to 2026.6.11: reserve 16384 whatever the window, read; compaction after each turn at 32768, gone with both keys at 8192, ran',
      'OpenClaw 2026.8.2 and later: not configurable, at most 20000 or a quarter of the window, ran 2026.9.6',
    ],
    messages: {
      nothing: 'compaction keeps {reserve} of {window} tokens free: no room for any prompt',
      little: 'compaction keeps {reserve} of {window} tokens free: {room} for a prompt of {prompt}',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 16384, maxTokens: 2048 }],
  } } },
}`,
    given: { release: '2026.4.22' },
    finds: 'compaction keeps 16384 of 16384 tokens free: no room for any prompt',
  },
  check({ config, effective, release, servers, prompts }, report) {
    const tightest = usedModels({ effective, servers, prompts })
      .map((sides) => roomOf(sides, release.traits, config))
      .toSorted((a, b) => a.room - b.room)[0];
    // Below the floor no run starts at all: context/window-below-floor.
    if (tightest === undefined || tightest.window < release.traits.windowFloor.block) return;
    const { sides, window, reserve, room, prompt, capped } = tightest;
    const fix = fixFor(tightest, effective, release.traits);
    const common = {
      at: { path: reservePath(config) ?? sides.model.contextWindow.path ?? sides.model.path },
      proof: [
        `window ${window} - reserve ${reserve} = ${window - reserve}`,
        ...(capped ? [`window ${window} is what the server has`] : []),
      ],
      ...(fix && { fix }),
    };
    if (room <= 0) report({ ...common, messageId: 'nothing', data: { reserve, window } });
    else if (prompt !== undefined && prompt.low > room) {
      // Seen to answer all the same: compaction finds nothing to summarise until the conversation grows.
      report({
        ...common,
        messageId: 'little',
        severity: 'info',
        data: { reserve, window, room, prompt: prompt.tokens },
      });
    }
  },
});

function roomOf(sides: Sides, traits: ReleaseTraits, config: JsonValue) {
  const { limit: window, window: configured, prompt } = budgetOf(sides, traits);
  const keys = {
    reserveTokens: numberAt(config, 'reserveTokens'),
    reserveTokensFloor: numberAt(config, 'reserveTokensFloor'),
  };
  const reserve = reserveTokens(traits.reserve, window, keys);
  return {
    sides,
    window,
    capped: window < configured,
    reserve,
    room: promptRoom(traits.reserve, window, keys),
    prompt,
  };
}

function fixFor(
  tightest: ReturnType<typeof roomOf>,
  effective: EffectiveConfig,
  traits: ReleaseTraits,
): Fix | undefined {
  const { window, prompt } = tightest;
  if (traits.reserve !== 'floor-20000' && traits.reserve !== 'floor-20000-capped') return undefined;
  const sure = window - (prompt?.high ?? Math.floor(0.75 * window));
  const value = recommendWithin({ likely: prompt === undefined ? sure : window - prompt.tokens, sure }, null);
  if (value === undefined) return undefined;
  const reserve = Math.min(value, 8192);
  const { ref } = tightest.sides.model;
  const others = effective.models.some(
    (model) => model.ref !== ref && model.usedBy.length > 0 && model.contextWindow.value > 4 * window,
  );
  return {
    title: `set compaction.reserveTokens and reserveTokensFloor to ${reserve}`,
    ops: [
      { op: 'set', path: [...compaction, 'reserveTokens'], value: reserve },
      { op: 'set', path: [...compaction, 'reserveTokensFloor'], value: reserve },
    ],
    releases: { before: '2026.8.2' },
    ...(others
      ? { safety: 'unsafe', risk: 'models with a larger window are compacted later too' }
      : { safety: 'safe' }),
  };
}

function numberAt(config: JsonValue, key: string): number | undefined {
  const value = valueAt(config, [...compaction, key]);
  return typeof value === 'number' ? value : undefined;
}

function reservePath(config: JsonValue) {
  const key = ['reserveTokens', 'reserveTokensFloor'].find((name) => numberAt(config, name) !== undefined);
  return key === undefined ? undefined : [...compaction, key];
}
