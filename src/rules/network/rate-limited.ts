import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/rate-limited',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server turns requests away: too many',
    why: 'vLLM itself has no such limit: a proxy in front of it, or another kind of server, is counting.',
    remedy: 'raise the limit of the proxy, or wait',
    source: ['vLLM 0.2.0 to 0.25.1: no 429 and no Retry-After in the source'],
    messages: {
      limited: "{host} answers 429, too many requests (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'http', status: 429 } } },
    finds: "127.0.0.1:8000 answers 429, too many requests (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, at, proof, used } of serversIn(['rate-limited'], effective, servers)) {
      report({
        messageId: 'limited',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
