import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/refused',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'nothing listens at the base URL',
    why: 'Every run of this provider ends with a connection error after retries of 20 to 90 seconds.',
    remedy: 'start the model server, or correct host and port of baseUrl',
    source: ['OpenClaw 2026.4.22: 12 requests in 20 s; 2026.9.6: 7 requests in 70 s, ran'],
    messages: {
      refused: "{host} refuses the connection of provider '{provider}'",
    },
    example: localModel,
    given: { server: { fails: { kind: 'refused' } } },
    finds: "127.0.0.1:8000 refuses the connection of provider 'vllm'",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, at, proof, used } of serversIn(['refused'], effective, servers)) {
      report({
        messageId: 'refused',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
