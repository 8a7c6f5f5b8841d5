import type { Environment } from '../config/environment.js';
import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { normalizeKey } from '../effective/key-text.js';
import type { KeyText } from './profiles-file.js';

type Variables = Pick<Environment, 'secretOf'>;

/**
 * Whether a stored key is the one that the config means for `provider`: the same text, or the same variable. Undefined when the
 * config names no key, or one that cannot be looked up here.
 */
export function isConfigKey(
  provider: string,
  stored: KeyText,
  value: JsonValue,
  environment: Variables,
): boolean | undefined {
  const providers = valueAt(value, ['models', 'providers']);
  const own = Object.entries(isObject(providers) ? providers : {}).find(([id]) => id.toLowerCase() === provider)?.[1];
  const configured = keyText(valueAt(own, ['apiKey']));
  if (configured === undefined) return undefined;
  if ('variable' in configured && 'variable' in stored && configured.variable === stored.variable) return true;
  const [ours, theirs] = [textOf(configured, environment), textOf(stored, environment)];
  return ours === undefined || theirs === undefined ? undefined : ours === theirs;
}

function keyText(apiKey: JsonValue | undefined): KeyText | undefined {
  if (typeof apiKey === 'string') {
    const text = normalizeKey(apiKey);
    if (text === '') return undefined;
    return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) ? { variable: text } : { text };
  }
  if (!isObject(apiKey) || apiKey['source'] !== 'env' || typeof apiKey['id'] !== 'string') return undefined;
  return { variable: apiKey['id'].trim() };
}

function textOf(key: KeyText, environment: Variables): string | undefined {
  const text = normalizeKey('text' in key ? key.text : (environment.secretOf(key.variable.trim()) ?? ''));
  return text === '' ? undefined : text;
}
