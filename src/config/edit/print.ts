import { isObject, type JsonValue } from '../json.js';
import { canBeBare, type Style } from './style.js';

export interface Place {
  readonly style: Style;
  readonly lineEnd: string;
  /** Indentation of the line on which the text starts. */
  readonly indent: string;
  /** Whether the text may take several lines. */
  readonly lines: boolean;
}

/** JSON5 text of a value, in the style of its surroundings. */
export function printValue(value: JsonValue, place: Place): string {
  if (typeof value === 'string') return printString(value, place.style.quote);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isObject(value)) {
    const print =
      ([key, item]: [string, JsonValue]) =>
      (inner: Place) =>
        `${printKey(key, inner.style)}${inner.style.colon}${printValue(item, inner)}`;
    return printContainer('{}', Object.entries(value).map(print), place, takesLines(value, place));
  }
  const print = (item: JsonValue) => (inner: Place) => printValue(item, inner);
  return printContainer('[]', value.map(print), place, takesLines(value, place));
}

function printContainer(
  brackets: '{}' | '[]',
  entries: readonly ((place: Place) => string)[],
  place: Place,
  lines: boolean,
): string {
  const [open, close] = [brackets[0], brackets[1]];
  const { style, lineEnd, indent } = place;
  if (entries.length === 0) return brackets;
  if (!lines) {
    const pad = brackets === '{}' ? style.objectPad : style.arrayPad;
    const inner = { ...place, lines: false };
    return `${open}${pad}${entries.map((print) => print(inner)).join(style.comma)}${pad}${close}`;
  }
  const inner = { ...place, indent: indent + style.indentUnit };
  const rows = entries.map((print) => `${lineEnd}${inner.indent}${print(inner)}`);
  return `${open}${rows.join(',')}${style.trailingComma ? ',' : ''}${lineEnd}${indent}${close}`;
}

const longestInline = 80;

/** Whether a container is spread over lines: the custom of the file decides for those that hold scalars only. */
export function takesLines(value: JsonValue, place: Place): boolean {
  if (!place.lines) return false;
  const items = isObject(value) ? Object.values(value) : Array.isArray(value) ? value : [];
  const flat = items.every((item) => typeof item !== 'object' || item === null);
  const custom = isObject(value) ? place.style.flatObjects : place.style.flatArrays;
  return !flat || custom === 'lines' || JSON.stringify(value).length > longestInline;
}

export function printKey(key: string, style: Style): string {
  if (style.keyQuote === '' && canBeBare(key)) return key;
  return printString(key, style.keyQuote === '' ? style.forcedKeyQuote : style.keyQuote);
}

export function printString(text: string, quote: '"' | "'"): string {
  // U+2028 and U+2029 are legal in JSON5 strings, but its parser warns about them on the console (json5 2.2.3).
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return quote === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
