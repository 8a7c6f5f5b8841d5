import { valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

const anyAddress = /^(https?:\/\/)(?:0\.0\.0\.0|\[::\])(?=[:/]|$)/i;

export default defineRule({
  meta: {
    id: 'provider/base-url-host',
    severity: 'error',
    needs: ['config', 'effective', 'release'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the base URL names 0.0.0.0, an address to listen on and not to call',
    why: 'The network guard of some releases blocks it, and the user sees a plain "network connection error" after up to 90 seconds.',
    source: [
      'OpenClaw 2026.5.12, 2026.6.35 and 2026.8.2 to 2026.9.6 block 0.0.0.0, ran',
      'OpenClaw 2026.4.22, 2026.5.2, 2026.6.11 and 2026.7.1 reach it, ran',
    ],
    messages: {
      blocked: "OpenClaw {release} blocks requests to {host}, the host of provider '{provider}'",
      odd: "provider '{provider}' calls {host}, which other releases block",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://0.0.0.0:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.9.6' },
    finds: "OpenClaw 2026.9.6 blocks requests to 0.0.0.0:8000, the host of provider 'vllm'",
  },
  check({ config, effective, release }, report) {
    const { guard } = release.traits;
    const blocks = guard === 'loopback-only' || guard === 'configured-origin-but-0.0.0.0';
    for (const { id, path, baseUrl } of usedProviders(effective)) {
      if (baseUrl?.path === undefined || !anyAddress.test(baseUrl.value)) continue;
      if (valueAt(config, [...path, 'request', 'allowPrivateNetwork']) === true) continue;
      const written = valueAt(config, baseUrl.path);
      const meant = typeof written === 'string' ? written.replace(anyAddress, '$1127.0.0.1') : undefined;
      const host = URL.canParse(baseUrl.value) ? new URL(baseUrl.value).host : '0.0.0.0';
      const at = { path: baseUrl.path };
      const fix =
        meant === undefined || meant === written
          ? { title: 'write 127.0.0.1 instead', safety: 'manual' as const, ops: [] }
          : {
              title: `set baseUrl to ${meant}`,
              safety: 'safe' as const,
              ops: [{ op: 'set' as const, path: baseUrl.path, value: meant }],
            };
      if (blocks) report({ messageId: 'blocked', at, data: { release: release.version, host, provider: id }, fix });
      else report({ messageId: 'odd', severity: 'info', at, data: { host, provider: id }, fix });
    }
  },
});
