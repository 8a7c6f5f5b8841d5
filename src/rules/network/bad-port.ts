import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';
import { forbiddenPorts } from './forbidden-ports.js';

export default defineRule({
  meta: {
    id: 'network/bad-port',
    severity: 'error',
    needs: ['effective'],
    fix: 'none',
    since: '0.1.0',
    summary: 'fetch refuses the port of the base URL, whatever listens there',
    why: 'The fetch standard forbids ports of other protocols. OpenClaw sends nothing and shows a connection error.',
    remedy: 'let the server listen on another port, such as 8000, and write that into baseUrl',
    source: ['fetch standard, "port blocking"; Node 20 and undici 7.30: TypeError, cause "bad port", ran'],
    messages: {
      forbidden: "requests to port {port} of provider '{provider}' are never sent",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:6000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "requests to port 6000 of provider 'vllm' are never sent",
  },
  check({ effective }, report) {
    for (const { id, path, baseUrl } of usedProviders(effective)) {
      if (baseUrl === undefined || !URL.canParse(baseUrl.value)) continue;
      const port = Number(new URL(baseUrl.value).port);
      if (forbiddenPorts.has(port)) {
        report({ messageId: 'forbidden', at: { path: baseUrl.path ?? path }, data: { port, provider: id } });
      }
    }
  },
});
