import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedModels } from '../sides.js';

const nearlyFull = 0.9;

export default defineRule({
  meta: {
    id: 'network/kv-pressure',
    severity: 'warning',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the KV cache of the server is nearly full, so that long prompts wait or are computed again',
    why: 'Without free blocks the server puts new requests off and throws running ones out to begin them anew: first tokens come late, and answers stop for a while.',
    remedy:
      'look who else asks this server; give it more memory (--gpu-memory-utilization), fewer at once (--max-num-seqs) or a smaller --max-model-len',
    source: [
      'vLLM 0.6.0 to 0.25.1, GET /metrics: gpu_cache_usage_perc, from 0.9.2 on kv_cache_usage_perc; SGLang token_usage, read',
    ],
    messages: { full: "{host} has {percent} % of its KV cache in use (provider '{provider}')" },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3' }],
        found: [{ name: 'server-load', verdict: 'yes', marks: { running: 12, waiting: 3, cacheUsage: 0.97 } }],
      },
    },
    finds: "127.0.0.1:8000 has 97 % of its KV cache in use (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    const seen = new Set<string>();
    for (const { provider, server } of usedModels({ effective, servers })) {
      const load = server?.capabilities?.find(({ name }) => name === 'server-load');
      const { cacheUsage, running, waiting } = load?.marks ?? {};
      if (server === undefined || typeof cacheUsage !== 'number' || cacheUsage < nearlyFull) continue;
      if (seen.has(server.origin)) continue;
      seen.add(server.origin);
      report({
        messageId: 'full',
        at: { path: provider.baseUrl?.path ?? provider.path },
        data: {
          host: server.origin.replace(/^https?:\/\//, ''),
          percent: Math.round(100 * cacheUsage),
          provider: provider.id,
        },
        proof: [`GET /metrics: ${running ?? 0} running, ${waiting ?? 0} waiting`],
        confidence: 'likely',
      });
    }
  },
});
