import { type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { KeyPrediction } from '../../effective/types.js';
import { defineRule } from '../define.js';
import { meantVariable } from '../env/meant-variable.js';
import { nativeOllama, usedProviders } from '../sides.js';
import { placeholderKey } from './placeholder-key.js';

export default defineRule({
  meta: {
    id: 'auth/no-key',
    severity: 'error',
    needs: ['config', 'effective', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'no key is found for the provider, and nothing is sent',
    why: 'Every run of this provider ends with "No API key found"; a server that needs no key still needs a placeholder.',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: a known variable name without a value, ran',
      'OpenClaw 2026.9.6: auth.order.<provider>: [] or a login that is gone; with auth "api-key" the key of the config, ran',
      'OpenClaw 2026.4.22: no key and a private address; 2026.5.2 and later: no key and a host name, ran',
    ],
    messages: {
      none: "provider '{provider}' has no key, and OpenClaw {release} wants one for this host",
      unset: "provider '{provider}' takes its key from {name}, which is not set",
      order: "auth.order leaves no login for '{provider}', and OpenClaw {release} sends nothing then",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "VLLM_API_KEY",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "provider 'vllm' takes its key from VLLM_API_KEY, which is not set",
  },
  check({ config, effective, release, servers = [] }, report) {
    for (const provider of usedProviders(effective)) {
      const { key } = provider;
      if (provider.id === nativeOllama) continue;
      // auth/empty-key and state/auth-profiles-leftover tell those
      if (key.kind !== 'refused' || valueAt(config, [...provider.path, 'apiKey']) === '') continue;
      if (key.blockedBy === 'auth-profiles.json') continue;
      const common = {
        at: { path: key.path ?? provider.path },
        proof: [key.reason],
        fix: placeholderKey(provider, servers),
      };
      if (key.blockedBy === 'auth.order') {
        report({
          messageId: 'order',
          at: common.at,
          proof: common.proof,
          data: { provider: provider.id, release: release.version },
          ...keyOfConfig(config, provider.path),
        });
      } else if (key.name === undefined) {
        report({ ...common, messageId: 'none', data: { provider: provider.id, release: release.version } });
      } else {
        report({
          ...common,
          messageId: 'unset',
          data: { provider: provider.id, name: key.name },
          confidence: 'likely',
          label: key.near === undefined ? nowhere : `${key.near} is set`,
          fix: misspelt(config, key) ?? overwritten(placeholderKey(provider, servers), provider.id, key.name),
        });
      }
    }
  },
});

/** An order without logins was how older releases were told to take the key of the config. */
function keyOfConfig(config: JsonValue, path: ConfigPath) {
  const why = 'An order of logins is taken at its word: neither the key of the config nor the environment is tried.';
  if (valueAt(config, [...path, 'apiKey']) === undefined) return { why, remedy: 'take the provider out of auth.order' };
  const ops = [{ op: 'set' as const, path: [...path, 'auth'], value: 'api-key' }];
  return { why, fix: { title: 'set auth to "api-key", so that apiKey is sent', safety: 'safe' as const, ops } };
}

const nowhere = 'not in this environment, nor in a .env file that OpenClaw reads';

function misspelt(config: JsonValue, { path, name, near }: Extract<KeyPrediction, { kind: 'refused' }>) {
  return path && name && near ? meantVariable(config, path, name, near) : undefined;
}

/** For the id `vllm` the environment beats a literal key, so the variable still works once it is set; elsewhere it would not. */
function overwritten(fix: ReturnType<typeof placeholderKey>, providerId: string, name: string) {
  if (fix.safety !== 'safe' || (providerId === 'vllm' && name === 'VLLM_API_KEY')) return fix;
  return { ...fix, safety: 'unsafe' as const, risk: `${name} is no longer used, should it be set some day` };
}
