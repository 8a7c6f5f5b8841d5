import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { baseUrlFix } from './base-url-fix.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/loopback-in-container',
    severity: 'info',
    needs: ['config', 'effective', 'servers'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'the base URL names the container itself; a server outside of it has another address',
    why: 'In a container 127.0.0.1 and localhost are the container itself, not the machine around it.',
    source: ['Docker 20 and Podman 4: /.dockerenv, /run/.containerenv', 'Node 20: ECONNREFUSED'],
    messages: {
      container: "{host} is this container itself, and nothing listens there (provider '{provider}')",
    },
    example: localModel,
    given: { server: { fails: { kind: 'refused' }, network: { cause: 'loopback-in-container', inContainer: true } } },
    finds: "127.0.0.1:8000 is this container itself, and nothing listens there (provider 'vllm')",
  },
  check({ config, effective, servers }, report) {
    for (const { provider, host, at, proof, cause } of serversIn(['refused'], effective, servers)) {
      if (cause !== 'loopback-in-container') continue;
      const fix = baseUrlFix(
        provider,
        config,
        (url) => {
          url.hostname = 'host.docker.internal';
        },
        {
          safety: 'unsafe',
          risk: 'on Linux the container needs --add-host=host.docker.internal:host-gateway, and the server --host 0.0.0.0; beside another container the name of its service is right',
        },
      );
      report({
        messageId: 'container',
        at,
        data: { provider: provider.id, host },
        proof,
        // That nothing listens is network/refused; a server inside this container may be down just as well.
        confidence: 'likely',
        ...(fix && { fix }),
      });
    }
  },
});
