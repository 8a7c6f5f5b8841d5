import { type JsonValue, valueAt } from '../../config/json.js';
import { type ModelChain, modelChains } from '../../effective/chains.js';
import type { EffectiveConfig, EffectiveModel } from '../../effective/types.js';
import { defineRule, type Fix } from '../define.js';
import { hostReached, isStranger, type ReachedHost } from './reached-host.js';

export default defineRule({
  meta: {
    id: 'provider/no-fallback',
    severity: 'info',
    needs: ['config', 'effective', 'release'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'a second server is configured, and no run falls back on it',
    why: 'When the server of the primary is down or busy, runs fail although another one could answer. An empty list of fallbacks, written on purpose, is taken as it is.',
    source: [
      'OpenClaw 2026.9.6, ran: a refused primary with a fallback on another port is answered by that, without one the run fails',
      'OpenClaw 2026.9.6, ran (2026.4.29 to 2026.9.6, read): an agent with a model of its own has no fallback of agents.defaults',
    ],
    messages: {
      none: "'{primary}' has no fallback, though {provider} at {host} could be one",
      'not-inherited': "agent '{agent}' names its own model, and so loses the fallbacks of agents.defaults",
    },
    example: `{
  agents: { defaults: { model: "gpu1/qwen3" } },
  models: { providers: {
    gpu1: {
      baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "vllm-local",
      models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
    },
    gpu2: {
      baseUrl: "http://192.168.1.21:8000/v1", api: "openai-completions", apiKey: "vllm-local",
      models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
    },
  } },
}`,
    finds: "'gpu1/qwen3' has no fallback, though gpu2 at 192.168.1.21 could be one",
  },
  check({ config, effective, release }, report) {
    const chains = modelChains(config, effective.references, release.traits);
    const told = new Set<string>();
    for (const chain of chains) {
      const { primary, agent, fallbacksOf } = chain;
      const own = hostReached(primary, effective);
      if (fallbacksOf !== 'nobody' || primary.implied === true || own?.provider.selfHosted !== true) continue;
      if (isStranger(own)) continue;
      const lost = inherited(chain, config, effective);
      if (lost.length > 0) {
        report({
          messageId: 'not-inherited',
          at: { path: primary.path },
          data: { agent },
          fix: fallBackOn(lost, chain, config, 'its prompts go to their hosts when its own server fails'),
        });
        continue;
      }
      const other = otherServer(own, effective, release.traits.windowFloor.block);
      if (other === undefined || told.has(own.origin)) continue;
      told.add(own.origin);
      const { model, reached } = other;
      report({
        messageId: 'none',
        at: { path: primary.path },
        data: { primary: primary.resolved ?? primary.text, provider: reached.provider.id, host: reached.host },
        fix: isStranger(reached)
          ? { title: `fall back on ${model.ref}, if prompts may go there`, safety: 'manual', ops: [] }
          : fallBackOn([model.ref], chain, config, `prompts go to ${reached.host} when ${own.host} fails`),
      });
    }
  },
});

/** What `agents.defaults` falls back on and this agent does not, as far as it stands on another server. */
function inherited({ agent, primary }: ModelChain, config: JsonValue, effective: EffectiveConfig): readonly string[] {
  const written = valueAt(config, ['agents', 'defaults', 'model', 'fallbacks']);
  if (agent === 'defaults' || !Array.isArray(written)) return [];
  const own = hostReached(primary, effective)?.origin;
  const rows = effective.references.filter(({ role, agent: of }) => role === 'fallback' && of === 'defaults');
  const elsewhere = rows.some((row) => row.resolved !== undefined && hostReached(row, effective)?.origin !== own);
  return elsewhere ? written.filter((text): text is string => typeof text === 'string') : [];
}

/** A model for chats on another host than the primary; one of one's own before one of a stranger. */
function otherServer(own: ReachedHost, effective: EffectiveConfig, leastWindow: number) {
  const others = effective.models.flatMap((model): readonly Other[] => {
    const reached = hostReached({ resolved: model.ref }, effective);
    if (reached === undefined || reached.host === own.host || !model.listed || !answersChats(model)) return [];
    const { key, hostClass } = reached.provider;
    const fits = model.contextWindow.value >= leastWindow;
    return fits && key.kind !== 'refused' && hostClass !== 'invalid' ? [{ model, reached }] : [];
  });
  return others.find(({ reached }) => !isStranger(reached)) ?? others[0];
}

interface Other {
  readonly model: EffectiveModel;
  readonly reached: ReachedHost;
}

/** By its name: lists hold models for other work too. */
function answersChats({ id }: EffectiveModel): boolean {
  return !/embed|rerank|\bbge\b|whisper|parakeet|\b(?:tts|stt|asr|ocr)\b|speech|voice|audio|kokoro|image|diffusion|sdxl|flux|guard/i.test(
    id,
  );
}

function fallBackOn(refs: readonly string[], { path }: ModelChain, config: JsonValue, risk: string): Fix {
  const at = [...path, 'model'];
  const written = valueAt(config, at);
  return {
    title: `fall back on ${refs.join(', ')}`,
    safety: 'unsafe',
    ops: [
      typeof written === 'string'
        ? { op: 'set', path: at, value: { primary: written, fallbacks: [...refs] } }
        : { op: 'set', path: [...at, 'fallbacks'], value: [...refs] },
    ],
    risk,
  };
}
