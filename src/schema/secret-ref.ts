import { isObject, type JsonValue } from '../config/json.js';

export interface SecretRef {
  readonly source: string;
  readonly provider: string;
  readonly id: string;
}

const sources = ['env', 'file', 'exec', 'store'];

/** An object that points at a secret; `provider` may be missing in old files (coerceSecretRef of 2026.4.22). */
export function isSecretRef(value: JsonValue | undefined): boolean {
  if (!isObject(value)) return false;
  const { source, provider, id } = value;
  if (typeof source !== 'string' || !sources.includes(source) || typeof id !== 'string' || id.trim() === '')
    return false;
  if (provider === undefined) return true;
  return Object.keys(value).length === 3 && typeof provider === 'string' && provider.trim() !== '';
}

/** The same with all three fields. */
export function readSecretRef(value: JsonValue | undefined): SecretRef | undefined {
  if (!isObject(value) || !isSecretRef(value)) return undefined;
  const { source, provider, id } = value;
  if (typeof source !== 'string' || typeof provider !== 'string' || typeof id !== 'string') return undefined;
  return { source, provider, id };
}
