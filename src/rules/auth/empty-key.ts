import { valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';
import { placeholderKey } from './placeholder-key.js';

export default defineRule({
  meta: {
    id: 'auth/empty-key',
    severity: 'error',
    needs: ['config', 'effective', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'apiKey is an empty text, which counts as no key, and this release wants one',
    why: 'OpenClaw stops with "No API key found" before it sends anything.',
    source: ['OpenClaw 2026.4.22: an empty apiKey is a missing one; without a key only loopback hosts are called, ran'],
    messages: { empty: "provider '{provider}' has an empty apiKey, and OpenClaw {release} wants one" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.4.22' },
    finds: "provider 'vllm' has an empty apiKey, and OpenClaw 2026.4.22 wants one",
  },
  check({ config, effective, release, servers = [] }, report) {
    for (const provider of usedProviders(effective)) {
      const path = [...provider.path, 'apiKey'];
      if (provider.key.kind !== 'refused' || valueAt(config, path) !== '') continue;
      report({
        messageId: 'empty',
        at: { path },
        data: { provider: provider.id, release: release.version },
        fix: placeholderKey(provider, servers),
      });
    }
  },
});
