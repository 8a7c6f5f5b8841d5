import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedModels } from '../sides.js';

/** Of one request of ours, sent alone: a server with room to spare begins at once. */
const longMs = 1_000;

export default defineRule({
  meta: {
    id: 'network/queue-deep',
    severity: 'warning',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'requests wait in the queue of the server before it begins with them',
    why: 'OpenClaw counts that time into the wait for the first token, and vLLM refuses nobody: under load runs end at the idle limit, with no error of the server.',
    remedy:
      'look who else asks this server; allow more at once (--max-num-seqs, memory for the KV cache), or add a server',
    source: ['vLLM 0.6.0 to 0.25.1, GET /metrics: vllm:request_queue_time_seconds; no limit of the queue, read'],
    messages: { waits: "{host} lets a request wait {seconds} s before it begins (provider '{provider}')" },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3' }],
        speed: { fixedMs: 80, queueMs: 6400, prefillTokensPerSecond: 900, samples: [] },
      },
    },
    finds: "127.0.0.1:8000 lets a request wait 6.4 s before it begins (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    const seen = new Set<string>();
    for (const { provider, server } of usedModels({ effective, servers })) {
      const queueMs = server?.speed.ok ? (server.speed.value.queueMs ?? 0) : 0;
      if (server === undefined || queueMs < longMs || seen.has(server.origin)) continue;
      seen.add(server.origin);
      report({
        messageId: 'waits',
        at: { path: provider.baseUrl?.path ?? provider.path },
        data: {
          host: server.origin.replace(/^https?:\/\//, ''),
          seconds: Math.round(queueMs / 100) / 10,
          provider: provider.id,
        },
        proof: [`GET /metrics before and after our requests: ${queueMs} ms in the queue on average`],
      });
    }
  },
});
