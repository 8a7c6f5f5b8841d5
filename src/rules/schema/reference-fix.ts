import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { Fix } from '../define.js';

/** The provider that a secret reference lacks (`{ source, provider, id }`), when the rest of the config leaves no choice. */
export function referenceFix(config: JsonValue, path: ConfigPath): Fix | undefined {
  const reference = path.slice(0, -1);
  const [source, id] = ['source', 'id'].map((key) => valueAt(config, [...reference, key]));
  if (path.at(-1) !== 'provider' || typeof id !== 'string' || typeof source !== 'string') return undefined;
  const provider = providerOf(config, source);
  if (provider === undefined) return undefined;
  return { title: `add provider: '${provider}'`, safety: 'safe', ops: [{ op: 'set', path, value: provider }] };
}

/** Variables need no entry in `secrets.providers`: OpenClaw 2026.4.22 and 2026.9.6 have a provider `default` for them. */
function providerOf(config: JsonValue, source: string): string | undefined {
  const named = valueAt(config, ['secrets', 'defaults', source]);
  if (typeof named === 'string') return named;
  if (source === 'env') return 'default';
  const providers = valueAt(config, ['secrets', 'providers']);
  const fitting = Object.entries(isObject(providers) ? providers : {}).filter(
    ([, entry]) => valueAt(entry, ['source']) === source,
  );
  return fitting.length === 1 ? fitting[0]?.[0] : undefined;
}
