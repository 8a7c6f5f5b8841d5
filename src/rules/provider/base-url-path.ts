import { type JsonValue, valueAt } from '../../config/json.js';
import type { EffectiveConfig, EffectiveProvider } from '../../effective/types.js';
import type { ServerReport } from '../../probe/types.js';
import { defineRule, type Fix } from '../define.js';
import { troubleOf } from '../network/trouble.js';
import { nativeOllama, usedProviders } from '../sides.js';
import { baseUrlSlip } from './base-url.js';

export default defineRule({
  meta: {
    id: 'provider/base-url-path',
    severity: 'error',
    needs: ['config', 'effective'],
    wants: ['servers', 'release'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'requests to the base URL miss the routes of the server',
    why: 'OpenClaw appends /chat/completions to baseUrl and nothing else; a 404 of the path is shown as "the selected model was not found".',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: /v1 is never added, a full endpoint is doubled, ran',
      'OpenClaw 2026.4.22 posts to /v1?key=1/chat/completions, 2026.9.6 to /v1/chat/completions?key=1, ran',
      'vLLM 0.2.0 to 0.25.1: routes stand under /v1, other paths answer 404 {"detail":"Not Found"}',
    ],
    messages: {
      proved: '{url} has no model routes, {works} has them',
      'no-scheme': "baseUrl '{url}' has no http:// or https:// in front",
      'no-version': "baseUrl '{url}' has no /v1 at its end",
      'doubled-version': "baseUrl '{url}' has /v1 twice",
      'full-endpoint': "baseUrl '{url}' names an endpoint; OpenClaw appends that itself",
      'not-a-url': "baseUrl '{url}' is no URL",
      query: "baseUrl '{url}' has a query or fragment, and OpenClaw appends a path to it",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      server: { fails: { kind: 'http', status: 404 }, workingBaseUrl: 'http://127.0.0.1:8000/v1' },
    },
    finds: 'http://127.0.0.1:8000 has no model routes, http://127.0.0.1:8000/v1 has them',
  },
  check({ config, effective, servers, release }, report) {
    for (const provider of callableProviders(effective)) {
      if (provider.baseUrl?.path === undefined || !provider.api.value.startsWith('openai-')) continue;
      if (provider.id === nativeOllama && provider.api.from !== 'config') continue;
      // Its own protocol, whatever `api` says: another path is put behind.
      if (effective.models.some(({ provider: id, api }) => id === provider.id && api.value === 'ollama')) continue;
      const at = { path: provider.baseUrl.path };
      const url = provider.baseUrl.value;
      const server = servers?.find((row) => row.provider === provider.id);
      const slip = baseUrlSlip(url);
      if (server?.workingBaseUrl !== undefined && troubleOf(server) === 'wrong-path') {
        const works = server.workingBaseUrl;
        const fix = fixFor(provider, config, works, 'safe');
        report({ messageId: 'proved', at, data: { url, works }, proof: proofOf(server, works), ...(fix && { fix }) });
        continue;
      }
      if (slip === undefined && provider.hostClass === 'invalid' && !url.includes('${')) {
        report({ messageId: 'not-a-url', at, data: { url } });
      }
      if (slip?.kind === 'query' && release?.traits.baseUrlQuery === 'at-the-end' && !url.includes('#')) continue;
      if (slip?.kind === 'no-version' && answersWithoutVersion.test(`${provider.id} ${url}`)) continue;
      // A server that answers proves that the path is right; one that is down is told by its own rule.
      if (
        slip === undefined ||
        (server !== undefined && troubleOf(server) !== 'wrong-path' && slip.kind !== 'no-scheme')
      )
        continue;
      const fix = fixFor(provider, config, slip.meant, slip.kind === 'no-scheme' ? 'safe' : 'unsafe');
      report({
        messageId: slip.kind,
        severity: server !== undefined || slip.kind === 'no-scheme' ? 'error' : 'warning',
        confidence: 'likely',
        at,
        data: { url },
        ...(fix && { fix }),
      });
    }
  },
});

/** LiteLLM and llama.cpp have their routes with and without /v1. */
const answersWithoutVersion = /litellm|llama[-_.]?cpp|llama[-_]?server/i;

/** Those in use, and those whose base URL names no host that could be classed. */
function callableProviders(effective: EffectiveConfig): readonly EffectiveProvider[] {
  const invalid = effective.providers.filter(
    ({ id, hostClass }) =>
      hostClass === 'invalid' && effective.models.some((model) => model.provider === id && model.usedBy.length > 0),
  );
  return [...usedProviders(effective), ...invalid];
}

function proofOf(server: ServerReport, works: string): readonly string[] {
  const failed = server.models.ok ? [] : [`${server.models.failure.route}: ${server.models.failure.message}`];
  return [...failed, `GET ${works}/models: answered`];
}

function fixFor(
  provider: EffectiveProvider,
  config: JsonValue,
  url: string,
  safety: 'safe' | 'unsafe',
): Fix | undefined {
  const path = provider.baseUrl?.path;
  if (path === undefined) return undefined;
  const written = valueAt(config, path);
  const title = `set baseUrl to ${url}`;
  // The address comes out of a variable: the text to change stands elsewhere.
  if (typeof written === 'string' && written.includes('${')) return { title, safety: 'manual', ops: [] };
  const risk = 'no server was there to prove it';
  return { title, safety, ops: [{ op: 'set', path, value: url }], ...(safety === 'unsafe' && { risk }) };
}
