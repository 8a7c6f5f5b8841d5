import JSON5 from 'json5';
import type { ParseCause, Syntax } from '../facts/types.js';
import type { SourceText } from './document.js';
import { applyEdits, type TextEdit } from './edit/draft.js';
import { parseConfig } from './parse.js';
import { scanTokens, type Token } from './scan.js';

type Failure = NonNullable<Syntax['failure']>;

/** What makes the text parse, or lets the parser read on to the next mistake. */
export interface ParseRepair {
  readonly edits: readonly TextEdit[];
  /** Nothing else can have been meant, and no character that says something is lost. */
  readonly sure: boolean;
}

interface Broken extends SourceText {
  readonly offset: number;
  /** Without comments. */
  readonly tokens: readonly Token[];
}

/** The one obvious repair; undefined when there is none, or when it does not help. */
export function parseRepair(source: SourceText, { offset, cause }: Failure): ParseRepair | undefined {
  if (cause === undefined) return undefined;
  const tokens = scanTokens(source.text).filter(({ kind }) => kind !== 'comment');
  const repair = repairOf({ ...source, offset, tokens }, cause);
  if (repair === undefined) return undefined;
  const after = applyEdits(source.text, repair.edits);
  if (!comments(source.text).every((comment) => after.includes(comment))) return undefined;
  const result = parseConfig({ file: source.file, text: after });
  if (result.ok) return repair;
  const added = repair.edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  return result.failure.offset > offset + Math.max(0, added) ? repair : undefined;
}

function comments(text: string): readonly string[] {
  return scanTokens(text).flatMap(({ kind, start, end }) => (kind === 'comment' ? [text.slice(start, end)] : []));
}

function repairOf(broken: Broken, cause: ParseCause): ParseRepair | undefined {
  switch (cause.kind) {
    case 'missing-comma':
      return commaBefore(broken);
    case 'missing-colon':
      return colonBefore(broken);
    case 'extra-comma':
      return withoutComma(broken);
    case 'markdown-fence':
      return withoutFence(broken);
    case 'smart-quotes':
      return plainQuotes(broken);
    case 'text-before-object':
      return asComment(broken);
    case 'two-documents':
      return withoutRest(broken);
    case 'unclosed':
      return closed(broken, cause.bracket, cause.opened.start);
    case 'url-encoded':
      return decoded(broken);
    case 'windows-path':
      return doubled(broken, cause.literal);
    case 'foreign-token': {
      const { start, end } = cause.token;
      return { edits: [{ start, end, text: cause.meant }], sure: true };
    }
    default:
      return undefined;
  }
}

function commaBefore({ text, offset, tokens }: Broken): ParseRepair | undefined {
  const index = tokens.findIndex(({ start }) => start >= offset);
  const [before, next, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (before === undefined || next === undefined) return undefined;
  const inObject = openBefore(text, tokens, offset).at(-1)?.bracket === '{';
  const isKey = after !== undefined && text[after.start] === ':';
  return { edits: [{ start: before.end, end: before.end, text: ',' }], sure: isKey === inObject };
}

function colonBefore({ offset, tokens }: Broken): ParseRepair | undefined {
  const key = tokens.findLast(({ end }) => end <= offset);
  return key && { edits: [{ start: key.end, end: key.end, text: ':' }], sure: true };
}

function withoutComma({ text, offset, tokens }: Broken): ParseRepair | undefined {
  if (text[offset] !== ',') return undefined;
  // In a list a value may be missing between the two.
  const sure = openBefore(text, tokens, offset).at(-1)?.bracket === '{';
  return { edits: [{ start: offset, end: offset + 1, text: '' }], sure };
}

function withoutFence({ text }: Broken): ParseRepair {
  const edits = [...text.matchAll(/^[ \t]*(?:```|~~~)[\w+-]*[ \t]*(?:\r\n|[\r\n]|$)/gm)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
    text: '',
  }));
  return { edits, sure: true };
}

const opening = '\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02';
const single = '\u2018\u2019\u201a\u201b\uff07';

/** Pairs of the same kind, outside of what stands in plain quotes; what is between them stays. */
function plainQuotes({ text }: Broken): ParseRepair | undefined {
  const pieces = new RegExp(
    `"(?:[^"\\\\\\r\\n]|\\\\.)*"|'(?:[^'\\\\\\r\\n]|\\\\.)*'|//[^\\r\\n]*|/\\*[\\s\\S]*?\\*/|([${opening}])([^"${opening}\\r\\n]*)[${opening}]|([${single}])([^'${single}\\r\\n]*)[${single}]`,
    'g',
  );
  const edits = [...text.matchAll(pieces)].flatMap(({ index, 0: whole, 1: wide, 3: narrow }) => {
    const quote = wide !== undefined ? '"' : narrow !== undefined ? "'" : undefined;
    if (quote === undefined) return [];
    return [index, index + whole.length - 1].map((start) => ({ start, end: start + 1, text: quote }));
  });
  return edits.length === 0 ? undefined : { edits, sure: true };
}

/** What stands before the object is kept, as a comment. */
function asComment({ text, file }: Broken): ParseRepair | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const braces = [...text.matchAll(/\{/g)].slice(0, 20).map(({ index }) => index);
  const object = braces.find((brace) => parseConfig({ file, text: text.slice(brace) }).ok) ?? braces[0];
  if (object === undefined) return undefined;
  const before = text.slice(start, object);
  const lineEnd = /\r\n|[\r\n]/.exec(text)?.[0] ?? '\n';
  const lines = before.split(/\r\n|[\r\n]/).map((line) => (line.trim() === '' ? line : `// ${line.trimEnd()}`));
  const sameLine = (lines.at(-1) ?? '').startsWith('//');
  return {
    edits: [{ start, end: object, text: lines.join(lineEnd) + (sameLine ? lineEnd : '') }],
    sure: true,
  };
}

/** A semicolon behind the object says nothing; a bracket too many may belong elsewhere. */
function withoutRest({ text, offset }: Broken): ParseRepair | undefined {
  const rest = text.slice(offset);
  const said = rest.trimEnd();
  if (!/^[;)\]}\s]+$/.test(said)) return undefined;
  return { edits: [{ start: offset, end: offset + said.length, text: '' }], sure: /^[;\s]+$/.test(said) };
}

function closed(broken: Broken, bracket: string, opened: number): ParseRepair | undefined {
  const { text, tokens } = broken;
  if (/["']/.test(bracket)) {
    const end = /[\r\n]|$/.exec(text.slice(opened))?.index ?? 0;
    const line = text.slice(opened, opened + end);
    const at = opened + (/[,\s]*$/.exec(line)?.index ?? line.length);
    return { edits: [{ start: at, end: at, text: bracket }], sure: false };
  }
  const open = openBefore(text, tokens, text.length);
  const last = tokens.at(-1);
  const between = closedBefore(broken, opened);
  if (between !== undefined) return between;
  // What else is missing in the middle shows by the indentation; where it belongs is for the user to say.
  if (last === undefined || open.length === 0 || open[open.length - 1]?.start !== opened) return undefined;
  const lineEnd = /\r\n|[\r\n]/.exec(text)?.[0];
  const closers = open.toReversed().map(({ bracket: which, start }) => {
    const closer = which === '{' ? '}' : ']';
    return lineEnd === undefined ? ` ${closer}` : `${lineEnd}${indentOf(text, start)}${closer}`;
  });
  const end = text.trimEnd().length;
  const complete = /[}\],]/.test(text.charAt(last.start));
  return { edits: [{ start: end, end, text: closers.join('') }], sure: open.length === 1 && complete };
}

/**
 * A bracket of the other kind closes at this place: the one that is open ends before it. Certain when the lines are indented so that the
 * closing bracket stands where an outer one belongs.
 */
function closedBefore({ text, offset, tokens }: Broken, opened: number): ParseRepair | undefined {
  const here = text.charAt(offset);
  const bracket = text.charAt(opened);
  const closer = bracket === '{' ? '}' : ']';
  const before = tokens.findLast(({ end }) => end <= offset);
  const innermost = openBefore(text, tokens, offset).at(-1)?.start === opened;
  if (!/[}\]]/.test(here) || here === closer || before === undefined || !innermost) return undefined;
  const sameLine = !/[\r\n]/.test(text.slice(opened, offset));
  const lineEnd = /\r\n|[\r\n]/.exec(text)?.[0] ?? '\n';
  const [own, lead] = [indentOf(text, offset), indentOf(text, opened)];
  const comma = text.slice(before.start, before.end) === ',' || sameLine ? '' : ',';
  const at = before.end;
  const addition = sameLine ? ` ${closer}` : `${comma}${lineEnd}${lead}${closer},`;
  return { edits: [{ start: at, end: at, text: addition }], sure: !sameLine && own.length < lead.length };
}

function indentOf(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Outside of strings; a text that was encoded as a whole has none. */
function decoded({ text, tokens }: Broken): ParseRepair | undefined {
  const strings = tokens.filter(({ kind }) => kind === 'string');
  const edits: TextEdit[] = [];
  for (const { index, 0: sequence } of text.matchAll(/(?:%[0-9A-Fa-f]{2})+/g)) {
    if (strings.some(({ start, end }) => start < index && index < end)) continue;
    const plain = decodeOrUndefined(sequence);
    if (plain === undefined) return undefined;
    edits.push({ start: index, end: index + sequence.length, text: plain });
  }
  const whole = parseConfig({ file: '', text: applyEdits(text, edits) }).ok;
  return edits.length === 0 ? undefined : { edits, sure: whole };
}

function decodeOrUndefined(sequence: string): string | undefined {
  try {
    return decodeURIComponent(sequence);
  } catch {
    return undefined; // no UTF-8: it was something else
  }
}

/** Each backslash of a path that is not doubled yet. */
function doubled({ text }: Broken, { start, end }: { start: number; end: number }): ParseRepair | undefined {
  const literal = text.slice(start, end);
  const quote = literal[0] ?? '"';
  const inner = literal.slice(1, literal.endsWith(quote) && literal.length > 1 ? -1 : undefined);
  const share = inner.startsWith('\\\\') && !inner.slice(2).includes('\\\\') ? '\\\\' : '';
  const fixed = `${quote}${share}${inner.replace(/\\\\|\\/g, '\\\\')}${quote}`;
  try {
    JSON5.parse(fixed);
  } catch {
    return undefined; // not a string after all
  }
  return { edits: [{ start, end, text: fixed }], sure: true };
}

function openBefore(text: string, tokens: readonly Token[], before: number) {
  const open: { readonly bracket: string; readonly start: number }[] = [];
  for (const { kind, start } of tokens) {
    if (kind !== 'punctuation' || start >= before) continue;
    const bracket = text.charAt(start);
    if (bracket === '{' || bracket === '[') open.push({ bracket, start });
    if (bracket === '}' || bracket === ']') open.pop();
  }
  return open;
}
