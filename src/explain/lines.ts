import { isObject, type JsonValue, parseJson } from '../probe/json-fields.js';

/** One line of what was pasted, without what a log writes around a message. */
export interface CleanLine {
  readonly text: string;
  /** JSON that stands in the line: the body of an answer. */
  readonly body?: string;
  /** The clock, as written. */
  readonly at?: string;
}

const longest = 4_000;

/** The text of a line of a log: no escape sequences, no clock, no level, no name of process; messages of JSON logs are taken out. */
export function cleanLine(raw: string): CleanLine {
  const shown = typewritten(withoutEscapes(raw.slice(0, 4 * longest)));
  const trimmed = shown.trim();
  const whole = trimmed.startsWith('{') ? parseJson(trimmed) : undefined;
  if (isObject(whole)) return fromJson(whole, trimmed);
  const { text, at } = withoutHead(shown);
  const plain = unquoted(text).slice(0, longest);
  const body = bodyIn(text);
  return { text: plain, ...(body !== undefined && { body }), ...(at !== undefined && { at }) };
}

const typography: readonly (readonly [RegExp, string])[] = [
  [/[\u201c\u201d\u201e\u00ab\u00bb]|&quot;|&#34;/g, '"'],
  [/[\u2018\u2019\u201a]|&#39;|&apos;/g, "'"],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&amp;/g, '&'],
  [/[\u00a0\u2007\u202f]|&nbsp;/g, ' '],
  [/\u2026/g, '...'],
];

/** What chats and mail programs made of quotes and spaces, as it was typed. */
function typewritten(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (!/[^\u0000-\u007f]|&/.test(text)) return text;
  return typography.reduce((before, [pattern, plain]) => before.replace(pattern, plain), text);
}

/** Numbers that tell one message from another: statuses of HTTP, exit codes, codes of a closed socket. */
const telling = /^(?:[345]\d\d|78|137|100\d|101\d|0|1)$/;

/** The line without what changes from one time to the next: numbers, ids, addresses. */
export function shapeOf(text: string): string {
  return text
    .slice(0, 600)
    .replace(/\b(?=[a-z-]*\d)[\da-z-]{8,}\b/gi, '#')
    .replace(/\d+/g, (number) => (telling.test(number) ? number : '#'));
}

/** Terminal sequences leave nothing behind, other control characters a space. */
export function withoutEscapes(text: string): string {
  return (text.includes('\u001b') ? text.replace(sequences, '') : text).replace(controls, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const sequences = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[[(][0-?]*[ -/]*[@-~]?|\u001b./g;
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const clocks =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|\d\d[-/]\d\d \d\d:\d\d:\d\d(?:[.,]\d+)?|\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)?)\]?:?\s*/;

const heads: readonly RegExp[] = [
  // docker compose, journald, kubectl
  /^[\w.-]+ +\| /,
  /^\S+ [\w.@-]+\[\d+\]: /,
  /^std(?:out|err) [FP] /,
  // vLLM and uvicorn, Python's logging
  /^\([\w ]{1,60} pid=\d+\) /,
  /^(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL|trace|debug|info|warn|error|fatal)\b:?\s+/,
  /^\[[\w./:-]+:\d+\] /,
  // comments and quotations
  /^(?:\/\/|#|>|\*) ?/,
];

function withoutHead(line: string): { text: string; at?: string } {
  let text = line.trim();
  let at: string | undefined;
  for (let round = 0; round < 6; round += 1) {
    const before = text;
    const clock = clocks.exec(text);
    if (clock !== null) {
      at ??= clock[1];
      text = text.slice(clock[0].length);
    }
    for (const head of heads) text = text.replace(head, '');
    if (text === before) break;
  }
  return at === undefined ? { text } : { text, at };
}

/** Quotes that were escaped because the sentence stands inside a JSON string inside another text. */
function unquoted(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\+(["'/`])/g, '$1').replace(/\\+[nt]/g, ' ');
}

function bodyIn(text: string): string | undefined {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end <= start) return undefined;
  const piece = text.slice(start, end + 1);
  if (parseJson(piece) !== undefined) return piece;
  const plain = piece.replaceAll('\\"', '"');
  return parseJson(plain) === undefined ? undefined : plain;
}

const clockKeys = ['time', 'timestamp', 'ts', '@timestamp', 'date'];

function fromJson(value: JsonValue, raw: string): CleanLine {
  const texts: string[] = [];
  collect(value, texts, 0);
  const clock = clockKeys.map((key) => (isObject(value) ? value[key] : undefined)).find((at) => typeof at === 'string');
  const message = texts.map((text) => unquoted(withoutHead(withoutEscapes(text)).text)).join(' ');
  return {
    text: message.slice(0, longest),
    body: texts.map(bodyIn).find((body) => body !== undefined) ?? raw,
    ...(typeof clock === 'string' && { at: clock.slice(0, 40) }),
  };
}

const noise = new Set([
  'level',
  'hostname',
  'pid',
  'stream',
  'logger',
  'name',
  'runtime',
  '_meta',
  'type',
  'param',
  ...clockKeys,
]);

/** Every text in a JSON value but those that only say where and when. */
function collect(value: JsonValue, into: string[], depth: number): void {
  if (depth > 6 || into.length > 50) return;
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, into, depth + 1);
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) if (!noise.has(key)) collect(item, into, depth + 1);
  }
}
