import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/server-starting',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server still loads its model',
    why: 'Runs that begin now fail after some retries; loading takes from seconds to many minutes.',
    remedy: 'wait: ovd doctor --wait 10m asks again until the server is ready',
    source: ['llama.cpp: 503 "Loading model"; vLLM opens its port when the model is loaded'],
    messages: {
      starting: "{host} is not ready yet (provider '{provider}')",
    },
    example: localModel,
    given: {
      server: {
        fails: {
          kind: 'http',
          status: 503,
          serverSays: 'Loading model',
          serverError: { id: 'llamacpp.loading', kind: 'not-ready', numbers: {} },
        },
      },
    },
    finds: "127.0.0.1:8000 is not ready yet (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, at, proof, used } of serversIn(['starting'], effective, servers)) {
      report({
        messageId: 'starting',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
