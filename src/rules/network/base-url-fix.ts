import { type JsonValue, valueAt } from '../../config/json.js';
import type { EffectiveProvider } from '../../effective/types.js';
import type { Fix } from '../define.js';

/** Another scheme or host in `baseUrl`, the rest as written; by hand where the address comes out of a variable. */
export function baseUrlFix(
  provider: EffectiveProvider,
  config: JsonValue,
  change: (url: URL) => void,
  { safety, risk }: { readonly safety: 'safe' | 'unsafe'; readonly risk?: string },
): Fix | undefined {
  const { baseUrl } = provider;
  if (baseUrl?.path === undefined || !URL.canParse(baseUrl.value)) return undefined;
  const written = valueAt(config, baseUrl.path);
  const url = new URL(baseUrl.value);
  const port = url.port;
  change(url);
  // A change of scheme must not lose a port that was the default of the other one.
  if (url.port !== port) url.port = port;
  const value = baseUrl.value.endsWith('/') ? url.href : url.href.replace(/\/$/, '');
  const title = `set baseUrl to ${value}`;
  if (typeof written !== 'string' || written.trim() !== baseUrl.value) return { title, safety: 'manual', ops: [] };
  return { title, safety, ops: [{ op: 'set', path: baseUrl.path, value }], ...(risk !== undefined && { risk }) };
}
