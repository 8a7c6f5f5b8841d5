import { classOfHost, hostOf, isPublicName } from '../../effective/hosts.js';
import type { ServerReport } from '../../probe/types.js';
import { defineRule, type Fix } from '../define.js';

export default defineRule({
  meta: {
    id: 'auth/server-open',
    severity: 'warning',
    needs: ['effective', 'servers'],
    fix: 'manual',
    since: '0.2.0',
    summary: 'the server answers anybody without a key, at an address that others reach',
    why: 'Whoever reaches the port uses the model, and slows your own runs down. Without a key the network is the only lock.',
    source: [
      'vLLM 0.31.0 and llama.cpp b11549, recorded: without --api-key everybody is answered; with it, list and completions want the key',
    ],
    messages: {
      internet: '{host} answers without a key, to everybody on the internet who finds it',
      network: '{host} answers without a key, to everybody in its network',
    },
    example: `{
  agents: { defaults: { model: { primary: "gpubox/qwen3" } } },
  models: { providers: { gpubox: {
    baseUrl: "https://llm.example.com/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { server: { served: [{ id: 'qwen3', maxModelLen: 32768 }], openWithoutKey: true } },
    finds: 'llm.example.com answers without a key, to everybody on the internet who finds it',
  },
  check({ effective, servers }, report) {
    const told = new Set<string>();
    for (const server of servers) {
      const provider = effective.providers.find(({ id }) => id === server.provider);
      const reach = reachOf(server);
      if (provider === undefined || reach === undefined || !isOpen(server) || told.has(server.origin)) continue;
      told.add(server.origin);
      const isVendor = provider.hostClass === 'vendor';
      if (isVendor) continue;
      report({
        messageId: reach,
        severity: reach === 'internet' ? 'warning' : 'info',
        at: { path: provider.baseUrl?.path ?? provider.path },
        data: { host: new URL(server.origin).host },
        fix: lockFor(server),
      });
    }
  },
});

/** The list came without a key, and the model works: what else guards it would have refused one of the two. */
function isOpen({ openWithoutKey, models, chat }: ServerReport): boolean {
  return openWithoutKey === true && models.ok && chat.ok;
}

/**
 * Who reaches the address besides this machine; undefined where that is nobody, or where it cannot be known: a name without a dot is a
 * service of a container network as often as a machine at home.
 */
function reachOf({ baseUrl, resolvesTo = [] }: ServerReport): 'internet' | 'network' | undefined {
  const host = hostOf(baseUrl);
  if (host === undefined) return undefined;
  const classes = [host, ...resolvesTo].map((name) => classOfHost(name));
  if (classes.includes('loopback') || classes.includes('container')) return undefined;
  if (/^[^.:]+$|\.(?:svc|internal|cluster\.local|test|invalid)\.?$/i.test(host)) return undefined;
  return isPublicName(host) && !classes.includes('private') ? 'internet' : 'network';
}

/** How each server is told to want a key; from the name that the probe gives it. */
const locks: readonly { readonly family: RegExp; readonly title: string }[] = [
  { family: /^vLLM/, title: 'start vllm serve with --api-key' },
  { family: /^SGLang/, title: 'start the server with --api-key' },
  { family: /^llama\.cpp/, title: 'start llama-server with --api-key' },
  { family: /^LiteLLM/, title: 'set general_settings.master_key of the proxy' },
];

function lockFor({ family = '' }: ServerReport): Fix {
  const lock = locks.find((row) => row.family.test(family))?.title ?? 'put a proxy that wants a key before it';
  return {
    title: `${lock} and name that key as apiKey, or let it listen on loopback and reach it through a tunnel`,
    safety: 'manual',
    ops: [],
  };
}
