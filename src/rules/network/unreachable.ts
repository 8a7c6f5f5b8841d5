import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/unreachable',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'there is no route to the host of the base URL',
    why: 'The packet never arrives: wrong address, network down, or a firewall that says so.',
    remedy: 'check the address, the network and the VPN on the machine that runs OpenClaw',
    source: ['Node 20: EHOSTUNREACH, ENETUNREACH'],
    messages: {
      unreachable: "no route to {host}, the server of provider '{provider}'",
    },
    example: localModel,
    given: { server: { fails: { kind: 'unreachable' } } },
    finds: "no route to 127.0.0.1:8000, the server of provider 'vllm'",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, at, proof, used } of serversIn(['unreachable'], effective, servers)) {
      report({
        messageId: 'unreachable',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
