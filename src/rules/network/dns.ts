import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/dns',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the host name of the base URL does not resolve',
    why: 'OpenClaw reports a plain network error and never names the host that it could not find.',
    remedy: 'correct the host in baseUrl, or write its address',
    source: ['Node 20: ENOTFOUND, EAI_AGAIN'],
    messages: {
      dns: "the name of {host} does not resolve (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'dns' } } },
    finds: "the name of 127.0.0.1:8000 does not resolve (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, at, proof, used } of serversIn(['dns'], effective, servers)) {
      report({
        messageId: 'dns',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
