import type { JsonValue } from '../../config/json.js';
import type { EffectiveModel } from '../../effective/types.js';
import { defineRule, type Fix } from '../define.js';
import { limitSource, selfHostedModels } from '../sides.js';
import { listingOf, windowPath } from './places.js';

export default defineRule({
  meta: {
    id: 'context/window-exceeds-served',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    wants: ['config'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the context window of the config is larger than the one that the server has',
    why: 'OpenClaw believes the config and fills the window; the server refuses every request that passes its own limit.',
    remedy: 'start the server with a larger --max-model-len, if its memory allows',
    source: [
      'vLLM 0.5.0 and later, GET /v1/models: data[].max_model_len',
      'OpenClaw 2026.4.22 and 2026.9.6: contextWindow is never compared with the server, ran',
    ],
    messages: {
      exceeds: "model '{model}' declares {configured} tokens, the server accepts {served}",
      assumed: "model '{model}' has no contextWindow: {configured} is assumed, the server accepts {served}",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 131072, maxTokens: 4096 }],
  } } },
}`,
    given: { server: { served: [{ id: 'qwen3', maxModelLen: 32768 }] } },
    finds: "model 'qwen3' declares 131072 tokens, the server accepts 32768",
  },
  check({ effective, servers, release, config }, report) {
    for (const { model, served } of selfHostedModels({ effective, servers })) {
      const limit = served?.maxModelLen;
      const { value: configured, from, path } = model.contextWindow;
      if (served === undefined || limit === undefined || configured <= limit) continue;
      const used = model.usedBy.length > 0;
      report({
        messageId: from === 'release' ? 'assumed' : 'exceeds',
        severity: used ? 'error' : 'warning',
        at: { path: path ?? model.path },
        label: `served: ${limit} (${limitSource(served)})`,
        data: { model: model.id, configured, served: limit },
        proof: [`configured ${configured} > ${limit} served`],
        observed: configured,
        expected: limit,
        fix: fixFor(model, { limit, floor: release.traits.windowFloor.block, config }),
      });
    }
  },
});

interface Served {
  readonly limit: number;
  readonly floor: number;
  readonly config: JsonValue | undefined;
}

function fixFor(model: EffectiveModel, { limit, floor, config }: Served): Fix {
  if (limit < floor) {
    return {
      title: `serve at least ${floor} tokens (--max-model-len): below that this release runs no agent`,
      safety: 'manual',
      ops: [],
    };
  }
  const path = windowPath(model);
  if (path === undefined) {
    const ops = listingOf(model, config, limit);
    return { title: `list the model, with contextWindow ${limit}`, safety: ops ? 'safe' : 'manual', ops: ops ?? [] };
  }
  return { title: `set ${path.at(-1)} to ${limit}`, safety: 'safe', ops: [{ op: 'set', path, value: limit }] };
}
