import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';

/**
 * The value after the operations of one step, one after the other. Undefined when one of them has no place: its source is missing,
 * its target is taken, or something above it is neither an object nor an array. Plans are made on plain values; texts are
 * changed by config/edit.ts.
 */
export function changeValue(value: JsonObject, ops: readonly ConfigOp[]): JsonObject | undefined {
  let now: JsonValue | undefined = value;
  for (const op of ops) now = now === undefined ? undefined : changeOnce(now, op);
  return isObject(now) ? now : undefined;
}

function changeOnce(value: JsonValue, op: ConfigOp): JsonValue | undefined {
  switch (op.op) {
    case 'set':
      return put(value, op.path, op.value);
    case 'remove':
      return valueAt(value, op.path) === undefined ? undefined : drop(value, op.path);
    case 'rename':
      return rename(value, op.path, op.key);
    case 'move': {
      const moved = valueAt(value, op.path);
      if (moved === undefined || valueAt(value, op.to) !== undefined) return undefined;
      return put(drop(value, op.path), op.to, moved);
    }
    case 'rewrite':
      return undefined;
  }
}

function put(value: JsonValue | undefined, path: ConfigPath, leaf: JsonValue): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  const here = value === undefined ? (typeof key === 'number' ? [] : {}) : value;
  if (Array.isArray(here)) {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > here.length) return undefined;
    const child = put(here[index], rest, leaf);
    return child === undefined ? undefined : Object.assign([...here], { [index]: child });
  }
  if (!isObject(here)) return undefined;
  const child = put(ownMember(here, String(key)), rest, leaf);
  return child === undefined ? undefined : withMember(here, String(key), child);
}

function drop(value: JsonValue, path: ConfigPath): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item: JsonValue, i) =>
      i !== Number(key) ? [item] : rest.length === 0 ? [] : [drop(item, rest)],
    );
  }
  if (!isObject(value)) return value;
  const child = ownMember(value, String(key));
  if (child === undefined) return value;
  if (rest.length > 0) return withMember(value, String(key), drop(child, rest));
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== String(key)));
}

function rename(value: JsonValue, path: ConfigPath, name: string): JsonValue | undefined {
  const above = path.slice(0, -1);
  const holder = valueAt(value, above);
  const old = String(path.at(-1));
  if (!isObject(holder) || !Object.hasOwn(holder, old) || Object.hasOwn(holder, name)) return undefined;
  return put(
    value,
    above,
    Object.fromEntries(Object.entries(holder).map(([key, item]) => [key === old ? name : key, item])),
  );
}

function ownMember(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** `Object.fromEntries` keeps a member called `__proto__` a member. */
function withMember(object: JsonObject, key: string, value: JsonValue): JsonObject {
  const entries = new Map(Object.entries(object));
  entries.set(key, value);
  return Object.fromEntries(entries);
}
