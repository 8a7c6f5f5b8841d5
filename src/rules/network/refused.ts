import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { baseUrlFix } from './base-url-fix.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/refused',
    severity: 'error',
    needs: ['config', 'effective', 'servers'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'nothing listens at the base URL',
    why: 'Every run of this provider ends with a connection error after retries of 20 to 90 seconds.',
    remedy: 'start the model server, or correct host and port of baseUrl',
    source: ['OpenClaw 2026.4.22: 12 requests in 20 s; 2026.9.6: 7 requests in 70 s, ran'],
    messages: {
      refused: "{host} refuses the connection of provider '{provider}'",
      elsewhere: "{host} refuses the connection of provider '{provider}'; on this machine {address} takes it",
    },
    example: localModel,
    given: { server: { fails: { kind: 'refused' } } },
    finds: "127.0.0.1:8000 refuses the connection of provider 'vllm'",
  },
  check({ config, effective, servers }, report) {
    for (const { provider, server, host, at, proof, used } of serversIn(['refused'], effective, servers)) {
      const common = { at, proof, severity: used ? 'error' : 'warning' } as const;
      const data = { provider: provider.id, host };
      const address = server.network?.listensAt;
      if (address === undefined) {
        report({ ...common, messageId: 'refused', data });
        continue;
      }
      const shown = address.includes(':') ? `[${address}]` : address;
      const fix = baseUrlFix(provider, config, withHost(address), {
        safety: 'unsafe',
        risk: 'something listens there; whether it is the server was not asked. Else start it with --host 0.0.0.0',
      });
      report({ ...common, messageId: 'elsewhere', data: { ...data, address: shown }, ...(fix && { fix }) });
    }
  },
});

function withHost(address: string) {
  return (url: URL) => {
    url.hostname = address.includes(':') ? `[${address}]` : address;
  };
}
