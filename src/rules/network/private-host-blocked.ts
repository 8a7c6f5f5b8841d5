import { valueAt } from '../../config/json.js';
import { classOfHost } from '../../effective/hosts.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';
import { baseUrlFix } from './base-url-fix.js';

export default defineRule({
  meta: {
    id: 'network/private-host-blocked',
    severity: 'error',
    needs: ['config', 'effective', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the network guard of this release refuses to call the server',
    why: 'OpenClaw never sends the request and shows "network connection error"; only its log says "Blocked".',
    source: [
      'OpenClaw 2026.5.12: private addresses need request.allowPrivateNetwork, ran; 2026.5.7 and 2026.5.18 do not',
      'OpenClaw 2026.5.12 to 2026.9.6: allowPrivateNetwork: false blocks 127.0.0.1 too, ran',
      'OpenClaw 2026.9.6: a name other than localhost that resolves to 127.0.0.1 is blocked without allowPrivateNetwork, ran',
    ],
    messages: {
      release: "OpenClaw {release} blocks private hosts such as {host} of provider '{provider}'",
      resolved: '{name} is {address}, and OpenClaw {release} blocks names that stand for this machine',
      switched: "request.allowPrivateNetwork is false, so {host} of provider '{provider}' is blocked",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.5.12' },
    finds: "OpenClaw 2026.5.12 blocks private hosts such as 192.168.1.20:8000 of provider 'vllm'",
  },
  check({ config, effective, release, servers }, report) {
    const { guard } = release.traits;
    if (guard === 'none') return;
    for (const provider of usedProviders(effective)) {
      const { id, path, baseUrl, hostClass } = provider;
      if (baseUrl?.path === undefined || !URL.canParse(baseUrl.value)) continue;
      const { host, hostname } = new URL(baseUrl.value);
      // provider/base-url-host tells that one
      if (hostname === '0.0.0.0' || hostname === '[::]') continue;
      const flag = [...path, 'request', 'allowPrivateNetwork'];
      const allowed = valueAt(config, flag);
      const ops = [{ op: 'set' as const, path: flag, value: true }];
      const isPrivate = hostClass === 'private' || hostClass === 'container';
      if (allowed === false && (isPrivate || hostClass === 'loopback')) {
        report({
          messageId: 'switched',
          at: { path: flag },
          data: { host, provider: id },
          fix: {
            title: 'set request.allowPrivateNetwork to true',
            safety: 'unsafe',
            ops,
            risk: 'somebody wrote false there, perhaps with a reason',
          },
        });
      } else if (guard === 'loopback-only' && isPrivate && allowed !== true) {
        report({
          messageId: 'release',
          at: { path: baseUrl.path },
          data: { release: release.version, host, provider: id },
          fix: {
            title: 'set request.allowPrivateNetwork to true',
            safety: 'safe',
            ops,
            releases: { from: '2026.4.12' },
          },
        });
      } else if (guard !== 'loopback-only' && hostClass === 'named' && allowed !== true) {
        const address = servers
          ?.find((row) => row.provider === id)
          ?.resolvesTo?.find((row) => classOfHost(row) === 'loopback');
        if (address === undefined) continue;
        const fix = baseUrlFix(
          provider,
          config,
          (url) => {
            url.hostname = address.includes(':') ? `[${address}]` : address;
          },
          { safety: 'safe' },
        );
        report({
          messageId: 'resolved',
          at: { path: baseUrl.path },
          data: { name: hostname, address, release: release.version },
          ...(fix && { fix }),
        });
      }
    }
  },
});
