import { isObject, valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { nativeOllama, usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'provider/adapter-missing',
    severity: 'error',
    needs: ['config', 'effective', 'release'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'no api is named, and releases differ in what they then use',
    why: 'Releases before 2026.5.2 post to /responses, where self-hosted servers answer 404 or lose tool calls.',
    source: ['OpenClaw 2026.4.22 posts to <baseUrl>/responses; 2026.5.2 to 2026.9.6 to /chat/completions, ran'],
    messages: {
      responses: "provider '{provider}' names no api: OpenClaw {release} then posts to /responses",
      unsaid: "provider '{provider}' names no api; releases before 2026.5.2 would post to /responses",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.4.22' },
    finds: "provider 'vllm' names no api: OpenClaw 2026.4.22 then posts to /responses",
  },
  check({ config, effective, release }, report) {
    for (const { id, path, api } of usedProviders(effective)) {
      // Ollama's plugin speaks its own protocol when nothing else is said.
      if (id === nativeOllama || api.from === 'config' || !isObject(valueAt(config, path))) continue;
      const rows = valueAt(config, [...path, 'models']);
      const everyRowHasOne =
        Array.isArray(rows) && rows.length > 0 && rows.every((row) => isObject(row) && 'api' in row);
      if (everyRowHasOne) continue;
      const fix = {
        title: "set api to 'openai-completions'",
        safety: 'safe' as const,
        ops: [{ op: 'set' as const, path: [...path, 'api'], value: 'openai-completions' }],
      };
      if (release.traits.missingApi === 'openai-responses') {
        report({ messageId: 'responses', at: { path }, data: { provider: id, release: release.version }, fix });
      } else {
        report({ messageId: 'unsaid', severity: 'info', at: { path }, data: { provider: id }, fix });
      }
    }
  },
});
