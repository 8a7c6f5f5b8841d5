import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/stale-tunnel',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'what listens at the base URL closes every connection before a word is said',
    why: 'A server waits for the request. A tunnel (ssh -L, kubectl port-forward, a published port of Docker) whose far end is gone takes the connection and closes it.',
    remedy:
      'open the tunnel anew; where Docker publishes the port, the server inside the container must listen on 0.0.0.0 (--host 0.0.0.0)',
    source: ['OpenSSH, Docker: read; Node 20: end of the connection before a byte was written, ran'],
    messages: {
      closes: "{host} takes the connection and closes it at once (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'cut' }, network: { cause: 'closes-at-once', closesAtOnce: true } } },
    finds: "127.0.0.1:8000 takes the connection and closes it at once (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, at, proof, used } of serversIn(['stale-tunnel'], effective, servers)) {
      report({
        messageId: 'closes',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
        confidence: 'likely',
      });
    }
  },
});
