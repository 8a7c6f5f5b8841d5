import type { HostClass } from '../../effective/types.js';
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
      silent: "no name server answers for {host} (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'dns' } } },
    finds: "the name of 127.0.0.1:8000 does not resolve (provider 'vllm')",
  },
  check({ effective, servers }, report) {
    for (const { provider, server, host, cause, at, proof, used } of serversIn(['dns'], effective, servers)) {
      const remedy = remedyFor(host.replace(/:\d+$/, ''), server.network?.inContainer === true, provider.hostClass);
      report({
        messageId: cause === 'resolver-silent' ? 'silent' : 'dns',
        at,
        data: { provider: provider.id, host },
        proof,
        severity: used ? 'error' : 'warning',
        ...(remedy !== undefined && { remedy }),
      });
    }
  },
});

/** Names that only some machines know. */
function remedyFor(name: string, inContainer: boolean, hostClass: HostClass): string | undefined {
  if (hostClass === 'container') {
    return inContainer
      ? 'start the container with --add-host=host.docker.internal:host-gateway (Docker on Linux does not add it by itself)'
      : 'outside a container write 127.0.0.1: this name exists inside containers only';
  }
  if (name.endsWith('.local')) {
    return 'write the address: .local names come by multicast, which containers and many Linux services do not ask';
  }
  if (/^[a-z0-9-]+$/i.test(name)) {
    return inContainer
      ? 'put both containers on one network, or write the address: service names are known inside it only'
      : 'write the address, or a name that this machine knows: names of compose services are known inside their network only';
  }
  return undefined;
}
