import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'provider/wrong-adapter',
    severity: 'warning',
    needs: ['effective'],
    wants: ['servers'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'the Responses API is used against a server that loses tool calls and reasoning there',
    why: 'vLLM applies --tool-call-parser and --reasoning-parser on /v1/chat/completions; over /v1/responses tool calls arrive as raw text.',
    source: [
      'vLLM 0.17.1: parser flags act on chat completions only, reported by users of self-hosted setups',
      'vLLM before 0.10.0 has no /v1/responses at all',
    ],
    messages: {
      responses: "provider '{provider}' uses api 'openai-responses'; {server} wants 'openai-completions'",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-responses", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "provider 'vllm' uses api 'openai-responses'; vLLM wants 'openai-completions'",
  },
  check({ effective, servers = [] }, report) {
    for (const { id, path, api } of usedProviders(effective)) {
      if (api.value !== 'openai-responses' || api.from !== 'config') continue;
      const server = servers.find((row) => row.provider === id);
      const isVllm = server?.family?.startsWith('vLLM') ?? (server === undefined && /^vllm(?:-|$)/.test(id));
      report({
        messageId: 'responses',
        severity: isVllm ? 'warning' : 'info',
        confidence: isVllm ? 'likely' : 'possible',
        at: { path: api.path ?? path },
        data: { provider: id, server: isVllm ? 'vLLM' : 'a server like vLLM' },
        fix: {
          title: "set api to 'openai-completions'",
          safety: 'unsafe',
          ops: [{ op: 'set', path: api.path ?? [...path, 'api'], value: 'openai-completions' }],
          risk: 'requests go to /chat/completions instead of /responses',
        },
      });
    }
  },
});
