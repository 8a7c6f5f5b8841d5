import type { EffectiveProvider } from '../../effective/types.js';
import type { ServerReport } from '../../probe/types.js';
import type { Fix } from '../define.js';

/** A server that checks no key needs any text as key: OpenClaw only wants to see one. */
export function placeholderKey(provider: EffectiveProvider, servers: readonly ServerReport[]): Fix {
  const isOpen = servers.some((server) => server.provider === provider.id && server.openWithoutKey === true);
  return {
    title: 'set apiKey to the placeholder "vllm-local"',
    ops: [{ op: 'set', path: [...provider.path, 'apiKey'], value: 'vllm-local' }],
    ...(isOpen
      ? { safety: 'safe' as const }
      : { safety: 'unsafe' as const, risk: 'right only when the server checks no key' }),
  };
}
