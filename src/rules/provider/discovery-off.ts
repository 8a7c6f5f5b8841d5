import { type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { ReleaseTraits } from '../../release/traits.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'provider/discovery-off',
    severity: 'warning',
    needs: ['config', 'effective', 'release'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'a model is to be found by discovery, and the config turns discovery off',
    why: 'With its key in the environment (VLLM_API_KEY), OpenClaw asks the usual port of this machine what is served. Without that and without an entry of its own the provider does not exist: "Unknown model", no request.',
    source: [
      'OpenClaw 2026.4.22, ran: found by discovery, also with models.mode "replace"; not with plugins.entries.vllm.enabled false',
      'OpenClaw 2026.9.6, ran through the gateway: found, but not with models.mode "replace" nor with the plugin off or denied',
      'OpenClaw 2026.7.1 to 2026.9.3, read: models.mode "replace" leaves only what models.providers says',
    ],
    messages: { off: "'{model}' can only be discovered, and '{key}' turns that off" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { mode: "replace", providers: { other: {
    baseUrl: "http://127.0.0.1:8001/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "m", name: "M", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { env: { VLLM_API_KEY: 'fake-key-of-nobody' } },
    finds: "'vllm/qwen3' can only be discovered, and 'models.mode' turns that off",
  },
  check({ config, effective, release }, report) {
    const told = new Set<string>();
    for (const { resolved, path } of effective.references) {
      const provider = resolved?.slice(0, resolved.indexOf('/')) ?? '';
      if (resolved === undefined || !discovered.has(provider) || told.has(provider)) continue;
      const off = switchOff(provider, config, release.traits);
      if (off === undefined || effective.providers.some(({ id }) => id === provider)) continue;
      told.add(provider);
      report({
        messageId: 'off',
        at: { path },
        data: { model: resolved, key: off.join('.') },
        related: [{ at: { path: off }, note: 'no discovery' }],
        confidence: 'likely', // a models.json of earlier days may still hold the provider
        fix: { title: `list the server and its models under models.providers.${provider}`, safety: 'manual', ops: [] },
      });
    }
  },
});

/** Providers of bundled plugins that have no catalogue: what they know, a server on this machine told. */
const discovered: ReadonlySet<string> = new Set(['vllm', 'sglang']);

/** The key that keeps the plugin from asking; plugin and provider have one id. */
function switchOff(id: string, config: JsonValue, { discovery }: ReleaseTraits): ConfigPath | undefined {
  const entry = ['plugins', 'entries', id, 'enabled'];
  if (valueAt(config, entry) === false) return entry;
  const deny = valueAt(config, ['plugins', 'deny']);
  const denied = Array.isArray(deny) ? deny.indexOf(id) : -1;
  if (denied >= 0) return ['plugins', 'deny', denied];
  if (discovery.needsPlugins && valueAt(config, ['plugins', 'enabled']) === false) return ['plugins', 'enabled'];
  return discovery.needsMerge && valueAt(config, ['models', 'mode']) === 'replace' ? ['models', 'mode'] : undefined;
}
