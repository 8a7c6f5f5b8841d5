import type { Environment } from '../config/environment.js';
import { type JsonValue, valueAt } from '../config/json.js';
import { normalizeKey } from './key-text.js';
import type { EffectiveProvider } from './types.js';

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
    case 'literal':
      return secret(valueAt(substituted, key.path));
    case 'variable':
      return secret(environment.secretOf(key.name));
    case 'secret-ref': {
      const name = valueAt(substituted, [...key.path, 'id']);
      return key.source === 'env' && typeof name === 'string' ? secret(environment.secretOf(name.trim())) : undefined;
    }
    case 'profile':
    case 'none':
    case 'refused':
      return undefined;
  }
}
