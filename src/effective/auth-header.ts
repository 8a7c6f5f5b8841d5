import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { KeyQuestion } from './key.js';
import type { KeyPrediction } from './types.js';

/**
 * An Authorization that the config writes out replaces the one made of the key; without any key it is dropped on local hosts.
 * `request.auth` first, then the headers of the request, of the row, of the provider; in one block the last spelling counts. With
 * `request.auth` of mode `header` no other Authorization is left (`resolveProviderRequestPolicyConfig`, equal in 2026.4.22 and
 * 2026.9.6; ran 2026.4.22 and 2026.9.6 with `headers` and `request.auth`).
 */
export function writtenAuthorization(question: KeyQuestion): KeyPrediction | undefined {
  const { value, path, row } = question;
  const auth = [...path, 'request', 'auth'];
  const mode = valueAt(value, [...auth, 'mode']);
  if (mode === 'authorization-bearer') {
    const token = predictText(question, [...auth, 'token'], /^\$\{([A-Z_][A-Z0-9_]*)\}$/);
    if (token !== undefined) return token;
  }
  if (mode === 'header') {
    const name = String(valueAt(value, [...auth, 'headerName']) ?? '');
    const own = predictText(question, [...auth, 'value'], never);
    if (own !== undefined && name.trim() !== '') return isAuthorization(name) ? own : undefined;
  }
  for (const headers of [
    [...path, 'request', 'headers'],
    ...(row === undefined ? [] : [[...row, 'headers']]),
    [...path, 'headers'],
  ]) {
    const name = authorizationKey(valueAt(value, headers));
    const found = name && predictText(question, [...headers, name], /^Bearer\s+\$\{([A-Z_][A-Z0-9_]*)\}$/i);
    if (found) return found;
  }
  return undefined;
}

/** What stands there goes out as it is, so no variable is the whole of it. */
const never = /(?!)/;

function isAuthorization(name: string): boolean {
  return name.trim().toLowerCase() === 'authorization';
}

function authorizationKey(headers: JsonValue | undefined): string | undefined {
  return Object.keys(isObject(headers) ? headers : {}).findLast(isAuthorization);
}

export function hasAuthorization(headers: JsonValue | undefined): boolean {
  return authorizationKey(headers) !== undefined;
}

function predictText(
  { written, value, environment, traits }: KeyQuestion,
  path: ConfigPath,
  template: RegExp,
): KeyPrediction | undefined {
  const [text, filled] = [valueAt(written, path), valueAt(value, path)];
  const source = valueAt(text, ['source']);
  if (typeof source === 'string') {
    if (traits.headerSecretRefs === 'resolved' || path.includes('request')) return { kind: 'secret-ref', path, source };
    return { kind: 'literal', path, looksLike: 'unresolved-template' };
  }
  if (typeof text !== 'string' || typeof filled !== 'string' || filled.trim() === '') return undefined;
  const name = template.exec(text.trim())?.[1];
  if (name === undefined) return { kind: 'literal', path, looksLike: 'secret' };
  if (environment.secretOf(name)) return { kind: 'variable', name, path, form: 'template' };
  return { kind: 'literal', path, looksLike: 'unresolved-template', name, nameIsSet: false };
}

/** What 2026.4.22 sends in the place of a secret reference in `headers`: no secret. */
export function headerMarker(reference: JsonValue | undefined): string | undefined {
  const [source, id] = [valueAt(reference, ['source']), valueAt(reference, ['id'])];
  if (typeof source !== 'string') return undefined;
  return source === 'env' && typeof id === 'string' ? `secretref-env:${id.trim()}` : 'secretref-managed';
}

/** Headers of a provider and of one of its rows as they are sent, Authorization left out; substituted, so they may hold secrets. */
export function otherHeaders(
  substituted: JsonValue,
  { path, row }: { readonly path: ConfigPath; readonly row?: ConfigPath | undefined },
): Readonly<Record<string, string>> {
  const paths = [
    [...path, 'headers'],
    ...(row === undefined ? [] : [[...row, 'headers']]),
    [...path, 'request', 'headers'],
  ];
  const blocks = paths.map((block) => valueAt(substituted, block));
  const merged: JsonObject = Object.assign({}, ...blocks.filter(isObject));
  return Object.fromEntries(
    Object.entries(merged).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0].toLowerCase() !== 'authorization',
    ),
  );
}
