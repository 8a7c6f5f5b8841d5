import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { KeyQuestion } from './key.js';
import type { KeyPrediction } from './types.js';

/**
 * An Authorization that the config writes out replaces the one made of the key; without any key it is dropped on local hosts
 * (ran 2026.4.22 and 2026.9.6 with `headers` and `request.auth`, 2026.9.6 with `request.headers`; their order among each other was not measured).
 */
export function writtenAuthorization(question: KeyQuestion): KeyPrediction | undefined {
  const { value, path } = question;
  const auth = [...path, 'request', 'auth'];
  if (valueAt(value, [...auth, 'mode']) === 'authorization-bearer') {
    const token = predictText(question, [...auth, 'token'], /^\$\{([A-Z_][A-Z0-9_]*)\}$/);
    if (token !== undefined) return token;
  }
  for (const headers of [
    [...path, 'request', 'headers'],
    [...path, 'headers'],
  ]) {
    const name = authorizationKey(valueAt(value, headers));
    const found = name && predictText(question, [...headers, name], /^Bearer\s+\$\{([A-Z_][A-Z0-9_]*)\}$/i);
    if (found) return found;
  }
  return undefined;
}

function authorizationKey(headers: JsonValue | undefined): string | undefined {
  return Object.keys(isObject(headers) ? headers : {}).find((name) => name.toLowerCase() === 'authorization');
}

function predictText(
  { written, value, environment }: KeyQuestion,
  path: ConfigPath,
  template: RegExp,
): KeyPrediction | undefined {
  const [text, filled] = [valueAt(written, path), valueAt(value, path)];
  if (typeof text !== 'string' || typeof filled !== 'string' || filled.trim() === '') return undefined;
  const name = template.exec(text.trim())?.[1];
  if (name === undefined) return { kind: 'literal', path, looksLike: 'secret' };
  if (environment.secretOf(name)) return { kind: 'variable', name, path, form: 'template' };
  return { kind: 'literal', path, looksLike: 'unresolved-template', name, nameIsSet: false };
}

/** Headers of a provider as they are sent, Authorization left out; substituted, so they may hold secrets. */
export function otherHeaders(substituted: JsonValue, provider: ConfigPath): Readonly<Record<string, string>> {
  const blocks = [['headers'], ['request', 'headers']].map((keys) => valueAt(substituted, [...provider, ...keys]));
  const merged: JsonObject = Object.assign({}, ...blocks.filter(isObject));
  return Object.fromEntries(
    Object.entries(merged).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0].toLowerCase() !== 'authorization',
    ),
  );
}
