import { isObject, type JsonValue } from '../json.js';
import type { ConfigPath } from '../path.js';
import { Refusal } from './draft.js';
import type { Phases } from './phases.js';
import { arrayIndex } from './slots.js';

/** The same change made to the plain value: what the edited text has to mean. Shares no code with the text edits. */
export function changeValue(value: JsonValue, phases: Phases): JsonValue {
  let next = value;
  for (const { path, value } of phases.sets) next = put(next, path, value);
  for (const path of phases.innerRemoves) next = drop(next, path);
  for (const { path, key } of phases.innerRenames) next = rekey(next, path, key);
  for (const { path, to } of phases.copies) next = put(next, to, get(next, path));
  for (const { path } of phases.deletes) next = drop(next, path);
  for (const { path, key } of phases.renames) next = rekey(next, path, key);
  return next;
}

function get(value: JsonValue, path: ConfigPath): JsonValue {
  let here: JsonValue | undefined = value;
  for (const key of path) {
    const at: JsonValue | undefined = here;
    here = isObject(at)
      ? Object.hasOwn(at, key)
        ? at[key]
        : undefined
      : Array.isArray(at)
        ? at[Number(key)]
        : undefined;
  }
  if (here === undefined) throw new Refusal('the value is not there');
  return here;
}

function put(value: JsonValue | undefined, path: ConfigPath, leaf: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  const here = value ?? (typeof key === 'number' ? [] : {});
  if (isObject(here)) {
    const entries = new Map(Object.entries(here));
    entries.set(String(key), put(entries.get(String(key)), rest, leaf));
    return Object.fromEntries(entries);
  }
  const index = arrayIndex(key);
  if (!Array.isArray(here) || index === undefined || index > here.length) throw new Refusal('no place to put a value');
  return Object.assign([...here], { [index]: put(here[index], rest, leaf) });
}

function drop(value: JsonValue, path: ConfigPath): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) throw new Refusal('the whole config cannot be removed');
  if (isObject(value)) {
    const entries = new Map(Object.entries(value));
    const child = entries.get(String(key));
    if (rest.length === 0 || child === undefined) entries.delete(String(key));
    else entries.set(String(key), drop(child, rest));
    return Object.fromEntries(entries);
  }
  const index = arrayIndex(key);
  if (!Array.isArray(value) || index === undefined) throw new Refusal('nothing to remove');
  return value.flatMap((item: JsonValue, i) => (i !== index ? [item] : rest.length === 0 ? [] : [drop(item, rest)]));
}

function rekey(value: JsonValue, path: ConfigPath, key: string): JsonValue {
  return put(drop(value, path), [...path.slice(0, -1), key], get(value, path));
}

/** Equal as OpenClaw reads it: the order of keys does not matter, NaN equals itself. */
export function sameValue(a: JsonValue, b: JsonValue): boolean {
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => sameAt(a[key], own(b, key)));
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameAt(item, b[i]));
  return Object.is(a, b);
}

function own(object: { readonly [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function sameAt(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a !== undefined && b !== undefined && sameValue(a, b);
}
