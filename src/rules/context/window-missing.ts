import { valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { usedModels } from '../sides.js';

export default defineRule({
  meta: {
    id: 'context/window-missing',
    severity: 'warning',
    needs: ['effective'],
    wants: ['servers', 'config'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'no context window is written, and the assumed one is larger than most servers have',
    why: 'OpenClaw fills up to the assumed window; a server with less refuses the long conversations.',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: 200000 is assumed, ran 2026.9.6, read 2026.4.22'],
    messages: {
      missing: "model '{model}' has no contextWindow; OpenClaw assumes {assumed}",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", maxTokens: 4096 }],
  } } },
}`,
    finds: "model 'qwen3' has no contextWindow; OpenClaw assumes 200000",
  },
  check({ effective, servers, config = {} }, report) {
    for (const { model, provider, served } of usedModels({ effective, servers })) {
      const { from, value: assumed } = model.contextWindow;
      const limit = served?.maxModelLen;
      // A served window that is smaller is told by context/window-exceeds-served.
      // Told by context/model-not-listed.
      if (!model.listed) continue;
      // A text is told by schema/wrong-type or env/number-from-variable.
      if (typeof valueAt(config, [...model.path, 'contextWindow']) === 'string') continue;
      if (from === 'config' || from === 'state' || (limit !== undefined && limit < assumed)) continue;
      // Behind a host name there may be a proxy to a model of any size.
      const doubtful = limit === undefined && provider.hostClass !== 'named';
      report({
        messageId: 'missing',
        severity: doubtful ? 'warning' : 'info',
        confidence: limit === undefined ? 'likely' : 'certain',
        at: { path: model.path },
        data: { model: model.id, assumed },
        fix: {
          title: `write contextWindow${limit === undefined ? ': the max_model_len that GET /v1/models shows' : ` ${limit}`}`,
          safety: 'manual',
          ops: [],
        },
      });
    }
  },
});
