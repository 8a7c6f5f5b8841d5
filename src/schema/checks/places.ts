import { isObject, type JsonObject, type JsonValue } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';

export interface Place<T extends JsonValue = JsonValue> {
  readonly path: ConfigPath;
  readonly value: T;
}

const parsed = new Map<string, readonly (readonly string[])[]>();

/**
 * Every value that a pattern reaches: `agents.{defaults,list.*,entries.*}.heartbeat.every`. `*` stands for any key or position,
 * `{a,b.c}` for one of several ways.
 */
export function placesOf(root: JsonValue, pattern: string): readonly Place[] {
  const known = parsed.get(pattern) ?? expand(pattern).map((way) => way.split('.'));
  parsed.set(pattern, known);
  return known.flatMap((steps) => walk({ path: [], value: root }, steps));
}

export function objectsAt(root: JsonValue, pattern: string): readonly Place<JsonObject>[] {
  return placesOf(root, pattern).flatMap(({ path, value }) => (isObject(value) ? [{ path, value }] : []));
}

export function stringsAt(root: JsonValue, pattern: string): readonly Place<string>[] {
  return placesOf(root, pattern).flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, value }] : []));
}

/** Keys with their values, or positions with their items; `__proto__` never occurs here. */
export function childrenOf({ path, value }: Place): readonly Place[] {
  if (Array.isArray(value)) return value.map((item: JsonValue, index) => ({ path: [...path, index], value: item }));
  return isObject(value) ? Object.entries(value).map(([key, child]) => ({ path: [...path, key], value: child })) : [];
}

function walk(place: Place, steps: readonly string[]): readonly Place[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [place];
  if (step === '*') return childrenOf(place).flatMap((child) => walk(child, rest));
  if (!isObject(place.value)) return [];
  const child = Object.hasOwn(place.value, step) ? place.value[step] : undefined;
  return child === undefined ? [] : walk({ path: [...place.path, step], value: child }, rest);
}

function expand(pattern: string): readonly string[] {
  const match = /\{([^{}]*)\}/.exec(pattern);
  if (match === null) return [pattern];
  const [group, ways = ''] = match;
  // A group inside a way of another one leads to the ways beside it several times.
  return [...new Set(ways.split(',').flatMap((way) => expand(pattern.replace(group, way))))];
}
