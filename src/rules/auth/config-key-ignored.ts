import { valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { troubleOf } from '../network/trouble.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'auth/config-key-ignored',
    severity: 'info',
    needs: ['config', 'effective'],
    wants: ['servers'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'the environment holds another key, and that one is sent instead of the config’s',
    why: 'For the provider id vllm, VLLM_API_KEY of the environment beats a literal apiKey; only auth: "api-key" turns that round.',
    source: ['OpenClaw 2026.4.22 to 2026.9.6: ran, all eight releases'],
    messages: {
      ignored: "apiKey of provider '{provider}' is not used: {name} of the environment wins",
      refused: "the server refuses {name} of the environment, which wins over apiKey of '{provider}'",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "my-own-key",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { env: { VLLM_API_KEY: 'another-key' } },
    finds: "apiKey of provider 'vllm' is not used: VLLM_API_KEY of the environment wins",
  },
  check({ config, effective, servers = [] }, report) {
    for (const provider of usedProviders(effective)) {
      const { key } = provider;
      if (key.kind !== 'variable' || key.overrides === undefined) continue;
      const refused = servers.some((server) => server.provider === provider.id && troubleOf(server) === 'key');
      report({
        messageId: refused ? 'refused' : 'ignored',
        severity: refused ? 'error' : 'info',
        at: { path: key.overrides },
        data: { provider: provider.id, name: key.name },
        // A SecretRef gives way to the environment whatever auth says.
        ...(typeof valueAt(config, key.overrides) === 'string' && {
          fix: {
            title: 'set auth to "api-key", so that apiKey is sent',
            safety: 'unsafe',
            ops: [{ op: 'set', path: [...provider.path, 'auth'], value: 'api-key' }],
            risk: `${key.name} of the environment is no longer sent to this server`,
          },
        }),
      });
    }
  },
});
