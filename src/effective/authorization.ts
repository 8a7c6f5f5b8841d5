import type { Environment } from '../config/environment.js';
import { type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { isPlainHeader } from '../config/secrets.js';
import { headerMarker, otherHeaders } from './auth-header.js';
import { normalizeKey } from './key-text.js';
import type { EffectiveModel, EffectiveProvider } from './types.js';

export interface AuthorizationSecrets {
  /** The config after substitution. */
  readonly substituted: JsonValue;
  readonly environment: Pick<Environment, 'secretOf'>;
}

/**
 * The Authorization header that OpenClaw would send, for probes: a secret, never for facts. Undefined when it sends none, and
 * when the key is where we do not look (auth profiles, files and commands of SecretRefs).
 */
export function authorizationFor(
  { key }: Pick<EffectiveProvider, 'key'>,
  { substituted, environment }: AuthorizationSecrets,
): string | undefined {
  const secret = (text: unknown) => {
    const value = typeof text === 'string' ? normalizeKey(text) : '';
    return value === '' ? undefined : `Bearer ${value}`;
  };
  switch (key.kind) {
    case 'literal': {
      const written = valueAt(substituted, key.path);
      const value = headerMarker(written) ?? written;
      return isWholeHeader(key.path) && typeof value === 'string'
        ? `${prefixOf(substituted, key.path)}${value.trim()}`
        : secret(value);
    }
    case 'variable':
      return secret(environment.secretOf(key.name));
    case 'secret-ref': {
      const name = valueAt(substituted, [...key.path, 'id']);
      const value = key.source === 'env' && typeof name === 'string' ? environment.secretOf(name.trim()) : undefined;
      return isWholeHeader(key.path) && value !== undefined
        ? `${prefixOf(substituted, key.path)}${value.trim()}`
        : secret(value);
    }
    case 'profile':
    case 'none':
    case 'refused':
      return undefined;
  }
}

/** The text is the header itself and not a key: `headers.Authorization`, `request.auth.value`. */
function isWholeHeader(path: ConfigPath): boolean {
  return /^authorization$/i.test(String(path.at(-1))) || (path.at(-1) === 'value' && path.at(-2) === 'auth');
}

function prefixOf(substituted: JsonValue, path: ConfigPath): string {
  const prefix = path.at(-1) === 'value' ? valueAt(substituted, [...path.slice(0, -1), 'prefix']) : undefined;
  return typeof prefix === 'string' ? prefix.trim() : '';
}

/**
 * All headers that say who asks, for probes of one model: those of its row win over those of the provider. `secrets` are the texts to
 * black out wherever they appear.
 */
export function headersFor(
  provider: Pick<EffectiveProvider, 'key' | 'path'>,
  model: Pick<EffectiveModel, 'key' | 'path' | 'listed'>,
  secrets: AuthorizationSecrets,
): { readonly headers: Readonly<Record<string, string>>; readonly secrets: readonly string[] } {
  const authorization = authorizationFor({ key: model.key ?? provider.key }, secrets);
  const row = model.listed ? model.path : undefined;
  const others = otherHeaders(secrets.substituted, { path: provider.path, row });
  const headers = { ...others, ...(authorization !== undefined && { authorization }) };
  const bare = authorization?.replace(/^\S+\s+/, '');
  const texts = [
    ...Object.entries(others).flatMap(([name, text]) => (isPlainHeader(name) ? [] : [text])),
    authorization,
    bare,
  ];
  return { headers, secrets: texts.filter((text): text is string => text !== undefined && text !== '') };
}
