import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { failureOf, usedProviders } from '../sides.js';
import { lostByRestart } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/server-restarted',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server ended and started again while it was asked',
    why: 'A turn that is under way is lost with the process, and what was measured belongs to two of them; a server that restarts under a small test will do so under a real prompt.',
    remedy:
      'read the end of the log of the old process (out of memory, a dead engine, the kernel: dmesg), then ask again; `--wait 300` waits until the model is loaded',
    source: [
      'vLLM 0.10.0 to 0.20.2 with one API process, GET /metrics: process_start_time_seconds of prometheus_client, read',
      'vLLM 0.10.0 to 0.32.0: created in GET /v1/models is the time of the request, and tells nothing, ran',
    ],
    messages: {
      lost: "{host} restarted while it was asked, and a request was lost (provider '{provider}')",
      between: "{host} restarted while it was asked (provider '{provider}')",
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3' }],
        chatFails: { kind: 'cut' },
        restart: { sure: true, proof: ['GET /metrics, process_start_time_seconds: 2026-01-01T10:00:00Z before'] },
      },
    },
    finds: "127.0.0.1:8000 restarted while it was asked, and a request was lost (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    const used = usedProviders(effective);
    const seen = new Set<string>();
    for (const server of servers) {
      const provider = effective.providers.find(({ id }) => id === server.provider);
      if (server.restart === undefined || provider === undefined || seen.has(server.origin)) continue;
      seen.add(server.origin);
      const failure = failureOf(server);
      const lost = failure !== undefined && lostByRestart(server, failure);
      report({
        messageId: lost ? 'lost' : 'between',
        at: { path: provider.baseUrl?.path ?? provider.path },
        data: { provider: provider.id, host: server.origin.replace(/^https?:\/\//, '') },
        proof: server.restart.proof,
        severity: lost && used.some(({ id }) => id === provider.id) ? 'error' : 'warning',
        confidence: server.restart.sure ? 'certain' : 'likely',
      });
    }
  },
});
