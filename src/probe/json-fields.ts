import { isObject, type JsonValue, jsonOf, valueAt } from '../config/json.js';

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

/** No answer of a server nests half as deep; a megabyte of brackets would cost a hundred in memory. */
const deepest = 500;

/** Undefined when the text is not JSON, or nests too deep to be an answer. */
export function parseJson(text: string): JsonValue | undefined {
  return text.length > deepest && isDeep(text) ? undefined : jsonOf(text);
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (letter === '"') i = endOfText(text, i);
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Place of the quote that closes the one at `start`. */
function endOfText(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

export { isObject, type JsonValue };
