import { isObject, type JsonValue, valueAt } from '../config/json.js';

/** Answers of servers are checked field by field: these read one, or say undefined. */
type Path = readonly (string | number)[];

export function textAt(value: JsonValue | undefined, path: Path): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** A whole number of at least `least`; some servers send it as text. */
export function countAt(value: JsonValue | undefined, path: Path, least = 0): number | undefined {
  const found = valueAt(value, path);
  const count = typeof found === 'string' && /^\d{1,15}$/.test(found) ? Number(found) : found;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= least ? count : undefined;
}

export function rowsAt(value: JsonValue | undefined, path: Path): readonly JsonValue[] | undefined {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : undefined;
}

/** Undefined when the text is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON.parse gives nothing but JSON values.
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

export { isObject, type JsonValue };
