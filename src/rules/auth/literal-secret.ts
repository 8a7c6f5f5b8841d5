import { formatPath, startsWith } from '../../config/path.js';
import type { EffectiveConfig } from '../../effective/types.js';
import type { VariableView } from '../../facts/types.js';
import { defineRule, type Fix } from '../define.js';

type Literal = VariableView['literals'][number];

export default defineRule({
  meta: {
    id: 'auth/literal-secret',
    severity: 'info',
    needs: ['secrets'],
    wants: ['effective'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a secret stands in the config as it is',
    why: 'Whoever gets the file gets the key: backups, repositories and pasted reports keep what a variable would keep out.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: ${NAME} is replaced in every value, from the process and from .env, ran',
    ],
    messages: {
      same: "'{key}' holds a secret that the gateway has as {name} too",
      shell: "'{key}' holds a secret that this shell has as {name}",
      written: "'{key}' holds a secret",
    },
    example: `{
  env: { vars: { GPU_KEY: "fake-key-of-nobody-1" } },
  models: { providers: { gpubox: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "fake-key-of-nobody-1",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "'apiKey' holds a secret that the gateway has as GPU_KEY too",
  },
  check({ secrets, effective }, report) {
    for (const literal of secrets.literals) {
      const { path, variable, seenBy } = literal;
      if (variable === undefined && !(literal.givenOut && leavesHome(path, effective))) continue;
      const key = String(path.at(-1));
      report({
        ...(variable === undefined
          ? { messageId: 'written', data: { key } }
          : { messageId: seenBy === 'gateway' ? 'same' : 'shell', data: { key, name: variable } }),
        at: { path },
        confidence: seenBy === 'gateway' ? 'certain' : 'possible',
        fix: fixFor(literal, secrets),
      });
    }
  },
});

/**
 * OpenClaw's own setup writes the tokens of the gateway and of channels into the config, and a key for a server at home opens nothing
 * else: without a variable at hand only the key of a service on the internet is worth a word.
 */
function leavesHome(path: Literal['path'], effective: EffectiveConfig | undefined): boolean {
  const provider = effective?.providers.find((one) => startsWith(path, one.path));
  return provider?.hostClass === 'named' || provider?.hostClass === 'vendor';
}

/** The gateway must have the variable before the config names it: the line for its file is shown, never written. */
function fixFor({ path, variable, seenBy }: Literal, { service, envFile }: VariableView): Fix {
  const name = variable ?? nameFor(path);
  const title = `write \${${name}}`;
  const ops = [{ op: 'set' as const, path, value: `\${${name}}` }];
  if (seenBy === 'gateway') return { title, safety: 'safe', ops };
  if (seenBy === 'shell' && service === undefined) {
    return {
      title,
      safety: 'unsafe',
      ops,
      risk: `the gateway must be started from a shell that has ${name}, or ${envFile} must`,
    };
  }
  const why = service === undefined ? '' : `, which ${service} lacks`;
  return { title: `add '${name}=<the secret>' to ${envFile}${why}; then ${title}`, safety: 'manual', ops: [] };
}

/** `models.providers.gpu-box.apiKey` is GPU_BOX_API_KEY. */
function nameFor(path: readonly (string | number)[]): string {
  const [root, , id] = path;
  const words =
    root === 'models' && id !== undefined
      ? [id, path.at(-1)]
      : path.filter((step) => typeof step === 'string').slice(-2);
  const name = words
    .join('_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
  return /^[A-Z_]/.test(name) ? name : `OPENCLAW_${formatPath([name])}`;
}
