import JSON5 from 'json5';
import type { ParseCause, Syntax } from '../facts/types.js';
import type { SourceText, Span } from './document.js';
import { looksLikeWindowsPath } from './lost-backslashes.js';
import type { ParseFailure } from './parse.js';
import { scanTokens, type Token } from './scan.js';
import { writtenNumber } from './written-number.js';

interface Failed extends SourceText, ParseFailure {
  /** Without comments. */
  readonly tokens: readonly Token[];
}

/** What probably happened to the text, told by what is seen where json5 stopped, or by a repair that makes it parse. */
export function parseCause(source: SourceText, stopped: ParseFailure): NonNullable<Syntax['failure']> {
  const failure = { ...stopped, offset: beforeLineEnd(source.text, stopped) };
  const failed: Failed = {
    ...source,
    ...failure,
    tokens: scanTokens(source.text).filter(({ kind }) => kind !== 'comment'),
  };
  const encoded = urlEncoded(failed);
  if (encoded !== undefined) return { ...failure, ...encoded };
  for (const look of looks) {
    const cause = look(failed);
    if (cause !== undefined) return { ...failure, cause };
  }
  return failure;
}

/** Best evidence first. */
const looks: readonly ((failed: Failed) => ParseCause | undefined)[] = [
  empty,
  fence,
  windowsPath,
  smartQuotes,
  secondDocument,
  textBefore,
  foreignToken,
  missingValue,
  extraComma,
  missingColon,
  missingComma,
  unclosed,
];

/** json5 names a line end inside a string by the place behind it. */
function beforeLineEnd(text: string, { offset, problem }: ParseFailure): number {
  return problem.includes("'\\n'") && text[offset] !== '\n' && text[offset - 1] === '\n' ? offset - 1 : offset;
}

function parses(text: string): boolean {
  try {
    JSON5.parse(text);
    return true;
  } catch {
    return false; // that is the question
  }
}

/** Either json5 stops at `%7D`, or it stops later and the decoded text parses: then the first sequence is where it began. */
function urlEncoded({ text, offset }: Failed): { readonly offset: number; readonly cause: ParseCause } | undefined {
  const sequence = /(?:%[0-9A-Fa-f]{2})+/g;
  sequence.lastIndex = offset;
  let match = text[offset] === '%' ? sequence.exec(text) : null;
  if (match?.index !== offset && parses(decoded(text))) match = /(?:%[0-9A-Fa-f]{2})+/.exec(text);
  if (match === null || (match.index !== offset && text[offset] === '%')) return undefined;
  const example = match[0].slice(0, 3);
  return { offset: match.index, cause: { kind: 'url-encoded', example, decoded: decoded(match[0]).charAt(0) } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % that starts no sequence
  }
}

function empty({ tokens }: Failed): ParseCause | undefined {
  return tokens.length === 0 ? { kind: 'empty' } : undefined;
}

function fence({ text, offset }: Failed): ParseCause | undefined {
  const fenced = /^\s*(?:```|~~~)/m.test(text) && /[`~]/.test(text[offset] ?? '');
  return fenced ? { kind: 'markdown-fence' } : undefined;
}

/** `"C:\users"` stops at an escape without digits; `"C:\dir\"` runs on, because its last quote is escaped. */
function windowsPath({ text, file, offset, tokens }: Failed): ParseCause | undefined {
  const inside = tokens.find(({ kind, start, end }) => kind === 'string' && start < offset && offset <= end);
  if (
    inside !== undefined &&
    looksLikeWindowsPath(text.slice(inside.start + 1, inside.end - (inside.closed ? 1 : 0)))
  ) {
    return { kind: 'windows-path', literal: { file, start: inside.start, end: inside.end } };
  }
  for (const match of text.matchAll(/(["'])((?:[A-Za-z]:\\|\\\\\w)[^"'\r\n]*)\\\1/g)) {
    const end = match.index + match[0].length;
    const sameLine = !/[\r\n]/.test(text.slice(match.index, offset));
    if (match.index < offset && sameLine && looksLikeWindowsPath(match[2] ?? '')) {
      return { kind: 'windows-path', literal: { file, start: match.index, end } };
    }
  }
  return undefined;
}

const smart = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b\uff02\uff07]/g;

function smartQuotes({ text, offset }: Failed): ParseCause | undefined {
  const here = text.charAt(offset).search(smart) === 0;
  const repaired = () => text.replace(smart, (quote) => (/[\u2018\u2019\u201a\u201b\uff07]/.test(quote) ? "'" : '"'));
  return here || (text.search(smart) !== -1 && parses(repaired())) ? { kind: 'smart-quotes' } : undefined;
}

/** A log line, a prompt, `module.exports =`; but not `"key":`, where only the outer brace is missing. */
function textBefore({ text, offset }: Failed): ParseCause | undefined {
  const starts = [...text.matchAll(/\{/g)].slice(0, 20).map(({ index }) => index);
  const object = starts.find((start) => parses(text.slice(start))) ?? starts[0];
  if (object === undefined || offset > object + 1) return undefined;
  const before = text
    .slice(0, object)
    .replace(/^\ufeff/, '')
    .trim();
  const isKey = /^(?:"[^"]*"|'[^']*'|[\w$]+)\s*:$/.test(before);
  return before === '' || isKey || before === '[' ? undefined : { kind: 'text-before-object' };
}

function secondDocument({ offset, tokens, text }: Failed): ParseCause | undefined {
  const ended = endOfRoot(tokens, text);
  return ended !== undefined && offset >= ended && offset < text.length ? { kind: 'two-documents' } : undefined;
}

/** Offset behind the root object or array, when it is closed. */
function endOfRoot(tokens: readonly Token[], text: string): number | undefined {
  let depth = 0;
  for (const { kind, start, end } of tokens) {
    const what = kind === 'punctuation' ? text[start] : '';
    if (what === '{' || what === '[') depth += 1;
    else if (what === '}' || what === ']') depth -= 1;
    if (depth <= 0) return what === '}' || what === ']' ? end : undefined;
  }
  return undefined;
}

function missingValue({ text, offset, tokens }: Failed): ParseCause | undefined {
  const [left, here] = [textBeforeToken(text, tokens, offset), text[offset] ?? ''];
  const afterColon = left === ':' && /[,}\]]/.test(here);
  return afterColon || (/^[[,]$/.test(left) && here === ',' && insideArray(text, tokens, offset))
    ? { kind: 'missing-value' }
    : undefined;
}

/** A comma where a key or a value is expected, or behind nothing. */
function extraComma({ text, offset, tokens }: Failed): ParseCause | undefined {
  const left = textBeforeToken(text, tokens, offset);
  return text[offset] === ',' && /^[{,]$/.test(left) ? { kind: 'extra-comma' } : undefined;
}

function insideArray(text: string, tokens: readonly Token[], offset: number): boolean {
  return openBrackets(text, tokens, offset).at(-1)?.bracket === '[';
}

const foreignWords: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  nil: 'null',
  undefined: 'null',
};

/** `key = 1`, `key => 1`, `1;`, `# remark`, `True`, and texts in backticks. */
function foreignToken({ text, file, offset, tokens }: Failed): ParseCause | undefined {
  const found = (written: string, meant: string, start = offset): ParseCause => ({
    kind: 'foreign-token',
    token: { file, start, end: start + written.length },
    written,
    meant,
  });
  const rest = text.slice(offset);
  const behindValue = /[^\s{[:,]\s*$/.test(text.slice(0, offset));
  const [equals] = /^=>?/.exec(rest) ?? [];
  if (equals !== undefined && behindValue) return found(equals, ':');
  if (rest.startsWith(';') && behindValue) return found(';', ',');
  const [hashes] = /^#+(?=[ \t!])/.exec(rest) ?? [];
  if (hashes !== undefined) return found(hashes, '//');
  const [quoted] = /^`[^`"\\\r\n]*`/.exec(rest) ?? [];
  if (quoted !== undefined) return found(quoted, `"${quoted.slice(1, -1)}"`);
  const number = foreignNumber({ text, offset, tokens });
  if (number !== undefined) return found(number.written, String(number.meant), number.start);
  // json5 stops inside of `None`, which begins like NaN.
  const at = tokens.find(({ kind, start, end }) => kind === 'word' && start <= offset && offset < end);
  const word = at === undefined ? '' : text.slice(at.start, at.end);
  const meant = Object.hasOwn(foreignWords, word) ? foreignWords[word] : undefined;
  return meant === undefined ? undefined : found(word, meant, at?.start);
}

/** `64k`, `65_536`, and `65,536`, where json5 stops behind the comma; as the value of a key alone. */
function foreignNumber({ text, offset, tokens }: Pick<Failed, 'text' | 'offset' | 'tokens'>) {
  const colon = tokens.findLast(({ start, end }) => end <= offset && text[start] === ':');
  const index = colon === undefined ? -1 : tokens.indexOf(colon);
  const [key, value] = [tokens[index - 1], tokens[index + 1]];
  if (key === undefined || value?.kind !== 'word') return undefined;
  const number = /^(?:\d{1,3}(?:[, ]\d{3})+(?=\s*[,}\r\n])|[\d._]+ ?\w*)/.exec(text.slice(value.start));
  const written = number?.[0].trimEnd() ?? '';
  if (offset >= value.start + written.length) return undefined;
  const meant = writtenNumber(written, textOf(text, key).replace(/^["']|["']$/g, ''));
  if (meant === undefined || String(meant) === written) return undefined;
  return { written, meant, start: value.start };
}

/** `key 1`, `key { … }`: a key and a value, and nothing between them. */
function missingColon({ text, offset, tokens }: Failed): ParseCause | undefined {
  const index = tokens.findIndex(({ start }) => start === offset);
  const [before, key, value, after] = [tokens[index - 2], tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || key === undefined || value === undefined || !/^[{,]$/.test(textOf(text, before)))
    return undefined;
  const isKey = key.kind !== 'punctuation' && openBrackets(text, tokens, offset).at(-1)?.bracket === '{';
  const isValue = /^(?:[{[]|["'].*|[-+.\d].*|true|false|null)$/s.test(textOf(text, value));
  if (!isKey || !isValue || (after !== undefined && text[after.start] === ':')) return undefined;
  const next = failureOffset(`${text.slice(0, key.end)}:${text.slice(key.end)}`);
  return next === undefined || next > offset + 1 ? { kind: 'missing-colon' } : undefined;
}

function textOf(text: string, { start, end }: Token): string {
  return text.slice(start, end);
}

/** A comma at this place lets json5 read on. */
function missingComma({ text, offset, tokens }: Failed): ParseCause | undefined {
  if (/^(?:[{[:,]|)$/.test(textBeforeToken(text, tokens, offset))) return undefined;
  if (!/["'\w$\-+.{[]/.test(text[offset] ?? '')) return undefined;
  const repaired = `${text.slice(0, offset)},${text.slice(offset)}`;
  const next = failureOffset(repaired);
  return next === undefined || next > offset + 1 ? { kind: 'missing-comma' } : undefined;
}

/** Code units before the place where json5 stops; undefined when it does not. Coarse: lines are cut at \n. */
function failureOffset(text: string): number | undefined {
  try {
    JSON5.parse(text);
    return undefined;
  } catch (error) {
    const { lineNumber = 1, columnNumber = 1 } = error as { lineNumber?: number; columnNumber?: number };
    const lines = text.split('\n').slice(0, lineNumber - 1);
    return lines.reduce((sum, line) => sum + line.length + 1, 0) + columnNumber - 1;
  }
}

/** The text ends, or a line ends inside a string, or a bracket of the other kind closes. */
function unclosed({ text, file, offset, tokens }: Failed): ParseCause | undefined {
  const string = tokens.find(({ kind, closed, start }) => kind === 'string' && !closed && start < offset);
  if (string !== undefined && (offset >= text.length || /[\r\n]/.test(text[offset] ?? '') || offset <= string.end)) {
    return {
      kind: 'unclosed',
      opened: { file, start: string.start, end: string.start + 1 },
      bracket: text.charAt(string.start),
    };
  }
  const comment = scanTokens(text).find(({ kind, closed }) => kind === 'comment' && !closed);
  if (comment !== undefined && offset >= text.length) {
    return { kind: 'unclosed', opened: { file, start: comment.start, end: comment.start + 2 }, bracket: '/*' };
  }
  const open = openBrackets(text, tokens, offset);
  const last = open.at(-1);
  const atEnd = text.slice(offset).trim() === '';
  if (last === undefined) return undefined;
  const here = text.charAt(offset);
  const crossed = /[}\]]/.test(here) && here !== closerOf(last.bracket);
  const insteadOfKey =
    /[{[]/.test(here) && last.bracket === '{' && /^[{,]$/.test(textBeforeToken(text, tokens, offset));
  if (!(atEnd || crossed || insteadOfKey)) return undefined;
  const { bracket, start } = (atEnd ? badlyIndented(text, tokens) : undefined) ?? last;
  const opened: Span = { file, start, end: start + 1 };
  return { kind: 'unclosed', opened, bracket };
}

function textBeforeToken(text: string, tokens: readonly Token[], offset: number): string {
  const before = tokens.findLast(({ end }) => end <= offset);
  return before === undefined ? '' : text.slice(before.start, before.end);
}

interface OpenBracket {
  readonly bracket: string;
  readonly start: number;
}

function closerOf(bracket: string): string {
  return bracket === '{' ? '}' : ']';
}

function openBrackets(text: string, tokens: readonly Token[], before: number): readonly OpenBracket[] {
  const open: OpenBracket[] = [];
  for (const { kind, start } of tokens) {
    if (kind !== 'punctuation' || start >= before) continue;
    const bracket = text.charAt(start);
    if (bracket === '{' || bracket === '[') open.push({ bracket, start });
    else if (open.at(-1) !== undefined && closerOf(open.at(-1)?.bracket ?? '') === bracket) open.pop();
  }
  return open;
}

/**
 * With a brace missing in the middle, the bracket left over at the end is the outermost. In an indented text the first
 * closing bracket that stands further left than the line of its opening one tells which was meant.
 */
function badlyIndented(text: string, tokens: readonly Token[]): OpenBracket | undefined {
  const open: OpenBracket[] = [];
  for (const { kind, start } of tokens) {
    if (kind !== 'punctuation') continue;
    const bracket = text.charAt(start);
    if (bracket === '{' || bracket === '[') open.push({ bracket, start });
    if (bracket !== '}' && bracket !== ']') continue;
    const opened = open.pop();
    if (opened === undefined) return undefined;
    const [own, lead] = [indentAt(text, start), indentAt(text, opened.start)];
    if (own.first && own.width < lead.width) return opened;
  }
  return undefined;
}

/** Width of the blanks that begin the line; `first`: only blanks stand before the offset. */
function indentAt(text: string, offset: number): { readonly width: number; readonly first: boolean } {
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1, offset);
  const width = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return { width, first: width === line.length };
}
