import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/timeout',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server does not answer in time',
    why: 'A connection that hangs is usually a firewall that drops packets, or a server that is still loading its model.',
    remedy: 'look at the log of the server; a longer limit for this check is --timeout',
    source: ['vLLM 0.11: the port opens before the engine is ready, or a proxy holds the request'],
    messages: {
      timeout: "no answer from {host} after {ms} ms (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'timeout' } } },
    finds: "no answer from 127.0.0.1:8000 after 10000 ms (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, ms, at, proof, used } of serversIn(['timeout'], effective, servers)) {
      report({
        messageId: 'timeout',
        at,
        data: { provider: provider.id, host, ms: Math.round(ms) },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
