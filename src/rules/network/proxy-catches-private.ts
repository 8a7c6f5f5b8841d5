import type { EffectiveProvider } from '../../effective/types.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'network/proxy-catches-private',
    severity: 'error',
    needs: ['effective'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'a proxy variable sends the requests for a server of one’s own to a proxy',
    why: 'OpenClaw sends every model call through the proxy of its environment, loopback addresses too, unless NO_PROXY names the host.',
    source: [
      'OpenClaw 2026.9.6: HTTP_PROXY catches 127.0.0.1 and localhost, ALL_PROXY and HTTPS_PROXY do not catch http, ran',
      'OpenClaw 2026.4.22 to 2026.5.2: ranges in NO_PROXY do not count, read; 2026.9.6 takes 127.0.0.0/8, ran',
    ],
    messages: {
      loopback: "requests of '{provider}' for {host} leave this machine for the proxy {proxy}",
      private: "requests of '{provider}' for {host} go through the proxy {proxy}",
    },
    example: localModel,
    given: { env: { HTTP_PROXY: 'http://proxy.lan:3128' } },
    finds: "requests of 'vllm' for 127.0.0.1:8000 leave this machine for the proxy proxy.lan:3128",
  },
  check({ effective }, report) {
    for (const provider of usedProviders(effective)) {
      const { id, path, baseUrl, proxy, hostClass } = provider;
      if (proxy === undefined || baseUrl === undefined || !isOwn(provider)) continue;
      const { host } = new URL(baseUrl.value);
      // A proxy on this machine reaches its loopback addresses, and may be there for a purpose.
      const local = /^(?:localhost|127\.|\[::1\])/.test(proxy.host);
      const lost = hostClass === 'loopback' && !local;
      report({
        messageId: lost ? 'loopback' : 'private',
        severity: lost ? 'error' : 'warning',
        at: { path: baseUrl.path ?? path },
        data: { provider: id, host, proxy: proxy.host },
        proof: [`${proxy.variable} is set (${proxy.source}), and NO_PROXY does not name ${proxy.exempt}`],
        ...(!lost && { confidence: 'possible' as const }),
        fix: {
          title: `add ${proxy.exempt} to NO_PROXY where OpenClaw runs: the shell, ~/.openclaw/.env, or the unit of the service`,
          safety: 'manual',
          ops: [],
        },
      });
    }
  },
});

/** Addresses that no proxy on the internet can reach. */
function isOwn({ hostClass, baseUrl }: EffectiveProvider): boolean {
  if (hostClass === 'loopback' || hostClass === 'private' || hostClass === 'container') return true;
  return hostClass === 'named' && !new URL(baseUrl?.value ?? '').hostname.includes('.');
}
