import type { EffectiveProvider } from '../../effective/types.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from '../network/trouble.js';

export default defineRule({
  meta: {
    id: 'auth/server-refuses-key',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the server does not accept the key that OpenClaw sends',
    why: 'OpenClaw gives up after one request and says that the token may have expired.',
    remedy: 'give OpenClaw the key that the server was started with (vllm serve --api-key, or VLLM_API_KEY there)',
    source: [
      'vLLM 0.3.0 to 0.25.1: 401 {"error":"Unauthorized"} on paths under /v1',
      'OpenClaw 2026.4.22 and 2026.9.6: one request, no retry, ran',
    ],
    messages: {
      refused: "{host} answers {status} to the key of provider '{provider}'",
      wanted: "{host} answers {status}: it wants a key, and provider '{provider}' sends none",
    },
    example: localModel,
    given: { server: { fails: { kind: 'http', status: 401 }, chatFails: { kind: 'http', status: 401 } } },
    finds: "127.0.0.1:8000 answers 401 to the key of provider 'vllm'",
  },
  check({ effective, servers }, report) {
    for (const { provider, host, failure, proof, used } of serversIn(['key'], effective, servers)) {
      if (hasOwnRule(provider)) continue;
      const { key } = provider;
      const path = 'path' in key && key.path !== undefined ? key.path : provider.path;
      const label = sender(provider);
      report({
        messageId: key.kind === 'none' ? 'wanted' : 'refused',
        at: { path },
        data: { host, status: failure.http_status ?? 0, provider: provider.id },
        proof,
        severity: used ? 'error' : 'warning',
        ...(label !== undefined && { label }),
      });
    }
  },
});

/** A wrong key whose cause can be named is told by the rule for that cause. */
function hasOwnRule({ key }: EffectiveProvider): boolean {
  if (key.kind === 'literal') return key.looksLike === 'unknown-name' || key.looksLike === 'unresolved-template';
  return (key.kind === 'variable' && key.overrides !== undefined) || key.kind === 'refused';
}

function sender({ key }: EffectiveProvider): string | undefined {
  if (key.kind === 'variable') return `value of ${key.name}`;
  if (key.kind === 'profile') return `key of the auth profile ${key.name}`;
  return key.kind === 'literal' ? 'sent as it stands here' : undefined;
}
