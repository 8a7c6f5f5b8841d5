import { isPublicName } from '../../effective/hosts.js';
import type { KeyPrediction } from '../../effective/types.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'provider/plain-http-public',
    severity: 'warning',
    needs: ['effective'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'prompts go over the internet without encryption',
    why: 'Whoever stands on the way reads every prompt and file that the agent sends, and the key beside them.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: http:// is called as it is written, wherever the host is, ran on loopback',
    ],
    messages: {
      withKey: "provider '{provider}' sends its key and every prompt to {host} as plain http",
      open: "provider '{provider}' sends every prompt to {host} as plain http",
    },
    example: `{
  agents: { defaults: { model: { primary: "gpubox/qwen3" } } },
  models: { providers: { gpubox: {
    baseUrl: "http://llm.example.com/v1", api: "openai-completions", apiKey: "\${GPUBOX_API_KEY}",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { env: { GPUBOX_API_KEY: 'fake-key-of-nobody' } },
    finds: "provider 'gpubox' sends its key and every prompt to llm.example.com as plain http",
  },
  check({ effective }, report) {
    for (const { id, baseUrl, hostClass, key } of usedProviders(effective)) {
      if (baseUrl === undefined || hostClass !== 'named' || !isPlain(baseUrl.value)) continue;
      const { host, hostname } = new URL(baseUrl.value);
      if (!isPublicName(hostname)) continue;
      report({
        messageId: opens(key) ? 'withKey' : 'open',
        at: { path: baseUrl.path ?? ['models', 'providers', id] },
        data: { provider: id, host },
        confidence: 'likely',
        fix: {
          title: 'put TLS before the server and write https://, or reach it through a VPN or an SSH tunnel',
          safety: 'manual',
          ops: [],
        },
      });
    }
  },
});

function isPlain(url: string): boolean {
  return /^http:/i.test(url) && URL.canParse(url);
}

function opens(key: KeyPrediction): boolean {
  if (key.kind === 'literal') return key.looksLike === 'secret';
  return key.kind !== 'none' && key.kind !== 'refused';
}
