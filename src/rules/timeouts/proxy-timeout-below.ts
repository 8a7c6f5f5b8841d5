import type { ServerReport } from '../../probe/types.js';
import { outsideLimits } from '../../timeouts/outside.js';
import { paceOf } from '../../timeouts/pace.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'timeouts/proxy-timeout-below',
    severity: 'error',
    needs: ['effective', 'servers'],
    wants: ['prompts'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'a proxy in front of the server gives up before the first token comes',
    why: 'The proxy closes the request while the server still reads the prompt; no key of OpenClaw can make it wait.',
    remedy: 'raise the limit of the proxy, switch its buffering off, or give OpenClaw the address of the server itself',
    source: [
      'HTTP 504: a gateway gave up; 524: Cloudflare, after 100 s unless Enterprise raises it',
      'nginx 60 s, Apache 60 s, Debian’s haproxy.cfg 50 s, AWS load balancer 60 s, LiteLLM 6000 s: their manuals',
    ],
    messages: {
      seen: 'a proxy gave up on a test completion after {seconds} s with status {status}',
      shorter: 'the first token comes after {seconds} s, and {proxy} waits {limit} s unless told otherwise',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "https://llm.example.net/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      release: '2026.9.6',
      server: { served: [{ id: 'qwen3', maxModelLen: 32768 }], chatFails: { kind: 'http', status: 504 } },
    },
    finds: 'a proxy gave up on a test completion after 0 s with status 504',
  },
  check({ effective, servers, prompts }, report) {
    const paces = paceOf({ effective, servers, prompts });
    for (const provider of usedProviders(effective)) {
      const server = servers.find((row) => row.provider === provider.id);
      if (server === undefined) continue;
      const at = { path: provider.baseUrl?.path ?? provider.path };
      const gaveUp = failureOfProxy(server);
      if (gaveUp !== undefined) {
        const { status, seconds } = gaveUp;
        report({
          messageId: 'seen',
          at,
          data: { seconds, status },
          observed: status,
          fix: advice(status === 524 ? 'cloudflare' : 'nginx', 300),
        });
        continue;
      }
      const proxy = outsideLimits.find(({ id }) => id === 'litellm' && server.family?.startsWith('LiteLLM') === true);
      const pace = paces.find((row) => row.provider === provider.id);
      if (proxy?.seconds == null || pace === undefined || pace.firstToken <= proxy.seconds) continue;
      const seconds = Math.round(pace.firstToken);
      report({
        messageId: 'shorter',
        severity: 'warning',
        confidence: 'possible',
        at,
        data: { seconds, proxy: proxy.what, limit: proxy.seconds },
        proof: [pace.proof, `${proxy.key}: ${proxy.source}`],
        fix: advice(proxy.id, Math.ceil((1.5 * pace.fullWindow) / 30) * 30),
      });
    }
  },
});

/** Gateways answer 504 and 524 for a server that is too slow, never for one that refuses. */
function failureOfProxy({
  chat,
  stream,
}: ServerReport): { readonly status: number; readonly seconds: number } | undefined {
  for (const answer of [chat, stream]) {
    if (answer.ok) continue;
    const { http_status: status } = answer.failure;
    if (status === 504 || status === 524) return { status, seconds: Math.round(answer.ms / 1000) };
  }
  return undefined;
}

function advice(id: string, seconds: number) {
  const limit = outsideLimits.find((row) => row.id === id);
  const line = limit?.raise?.(seconds);
  const title = line === undefined ? `go around ${limit?.what ?? 'the proxy'}` : `in ${limit?.what}: ${line}`;
  return { title, safety: 'manual', ops: [] } as const;
}
