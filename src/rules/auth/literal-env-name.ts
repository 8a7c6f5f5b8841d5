import { defineRule } from '../define.js';
import { troubleOf } from '../network/trouble.js';
import { usedProviders } from '../sides.js';

export default defineRule({
  meta: {
    id: 'auth/literal-env-name',
    severity: 'error',
    needs: ['effective', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'apiKey is the bare name of a variable',
    why: 'OpenClaw looks up the names that its providers declare (VLLM_API_KEY, OPENAI_API_KEY); any other bare name is sent to the server as the key.',
    source: ['OpenClaw 2026.4.22 to 2026.9.6: VLLM_API_KEY is looked up, MY_KEY is sent as the text MY_KEY, ran'],
    messages: {
      sent: "apiKey of provider '{provider}' is sent as the text '{name}', not as the variable",
      'looked-up': "apiKey of provider '{provider}' is the bare name {name}; OpenClaw {release} looks it up",
    },
    example: `{
  agents: { defaults: { model: { primary: "gpubox/qwen3" } } },
  models: { providers: { gpubox: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "GPUBOX_KEY",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { env: { GPUBOX_KEY: 'a-real-key' } },
    finds: "apiKey of provider 'gpubox' is sent as the text 'GPUBOX_KEY', not as the variable",
  },
  check({ effective, release, servers = [] }, report) {
    for (const provider of usedProviders(effective)) {
      const { key } = provider;
      const server = servers.find((row) => row.provider === provider.id);
      if (key.kind === 'variable' && key.form === 'bare' && key.path !== undefined) {
        report({
          messageId: 'looked-up',
          severity: 'info',
          at: { path: key.path },
          data: { provider: provider.id, name: key.name, release: release.version },
          fix: { ...asTemplate(key.path, key.name), safety: 'safe' },
        });
      }
      if (key.kind !== 'literal' || key.looksLike !== 'unknown-name' || key.name === undefined) continue;
      const refused = server !== undefined && troubleOf(server) === 'key';
      const isSet = key.nameIsSet === true;
      report({
        messageId: 'sent',
        severity: refused ? 'error' : server?.openWithoutKey === true ? 'info' : isSet ? 'error' : 'warning',
        confidence: refused || isSet ? 'certain' : 'possible',
        at: { path: key.path },
        data: { provider: provider.id, name: key.name },
        ...(key.near !== undefined && { label: `${key.near} is set` }),
        fix: isSet
          ? { ...asTemplate(key.path, key.name), safety: 'safe' }
          : key.near !== undefined
            ? misspelt(key.path, key.near, refused)
            : {
                ...asTemplate(key.path, key.name),
                safety: 'unsafe',
                risk: `the variable ${key.name} is not set here; it must be where OpenClaw runs`,
              },
      });
    }
  },
});

/** A text that the server takes may be its key. */
function misspelt(path: readonly (string | number)[], near: string, refused: boolean) {
  const fix = asTemplate(path, near);
  if (refused) return { ...fix, safety: 'safe' as const };
  return { ...fix, safety: 'unsafe' as const, risk: 'right only when the text is the name of a variable' };
}

function asTemplate(path: readonly (string | number)[], name: string) {
  return { title: `write \${${name}}`, ops: [{ op: 'set' as const, path, value: `\${${name}}` }] };
}
