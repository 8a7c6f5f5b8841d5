import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/not-an-openai-server',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'what answers at the base URL does not speak the OpenAI protocol',
    why: 'Another program may hold the port, or a proxy or a login page stands in front of the server.',
    remedy: 'open the URL in a browser to see what answers, then correct baseUrl',
    source: ['vLLM, GET /v1/models: {object: "list", data: [...]}'],
    messages: {
      other: '{url} does not answer like a model server: {reason}',
    },
    example: localModel,
    given: { server: { fails: { kind: 'not-json' } } },
    finds: 'http://127.0.0.1:8000/v1 does not answer like a model server: not-json',
  },
  check({ effective, servers }, report) {
    for (const { server, failure, at, proof, used } of serversIn(['not-openai'], effective, servers)) {
      report({
        messageId: 'other',
        at,
        data: { url: server.baseUrl, reason: failure.message },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
