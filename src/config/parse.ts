import { type AnyNode, parse as parseTree } from '@humanwhocodes/momoa';
import JSON5 from 'json5';
import type { Comment, ConfigDocument, ConfigNode, Member, SourceText } from './document.js';
import type { JsonValue } from './json.js';

export interface ParseFailure {
  /** Where the parser stopped: offset in UTF-16 units of the text as read. */
  readonly offset: number;
  /** Short, lower case: `invalid character '%'`, `unexpected end of file`. */
  readonly problem: string;
}

export type ParseResult =
  | { readonly ok: true; readonly document: ConfigDocument }
  | { readonly ok: false; readonly source: SourceText; readonly failure: ParseFailure };

/** Values come from json5, the parser that OpenClaw uses, so its verdict is final; positions come from momoa's tree. */
export function parseConfig(source: SourceText): ParseResult {
  let value: JsonValue;
  try {
    value = JSON5.parse(source.text);
  } catch (error) {
    return { ok: false, source, failure: readFailure(error, source.text) };
  }
  const { tree, nameOf } = readTree(source.text);
  const convert = (node: AnyNode): ConfigNode => toNode(node, source.file, convert, nameOf);
  return {
    ok: true,
    document: { ...source, value, root: convert(tree.body), comments: readComments(tree.tokens ?? [], source) },
  };
}

function readFailure(error: unknown, text: string): ParseFailure {
  if (!(error instanceof SyntaxError)) throw error;
  const { lineNumber, columnNumber } = error as SyntaxError & { lineNumber?: number; columnNumber?: number };
  const problem = error.message
    .replace(/^JSON5: /, '')
    .replace(/ at \d+:\d+$/, '')
    .replace("'\\\"'", "'\"'")
    .replace('invalid end of input', 'unexpected end of file');
  return { offset: offsetOf(text, lineNumber ?? 1, columnNumber ?? 1), problem };
}

/** json5 counts \n, \r\n, \r, U+2028 and U+2029 as line ends, columns in code points, and points at the character or just before it. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const next = /\r\n|[\n\r\u2028\u2029]/g;
    next.lastIndex = start;
    const match = next.exec(text);
    if (match === null) return text.length;
    start = match.index + match[0].length;
  }
  let offset = start;
  for (const character of text.slice(start)) {
    if (column <= 1) break;
    offset += character.length;
    column -= 1;
  }
  return Math.min(offset, text.length);
}

type Tree = ReturnType<typeof parseTree>;
type NameOf = (start: number, end: number) => string | undefined;

/**
 * momoa 3.3 refuses two kinds of bare key that json5 accepts: the words null, true, false, NaN, Infinity, and letters
 * outside the basic plane. Those are overwritten with a word of the same length, and the real name is read from the text.
 * It also reads a line comment beyond U+2028 and U+2029, where json5 ends it.
 */
function readTree(text: string): { tree: Tree; nameOf: NameOf } {
  let readable = /[\u2028\u2029]/.test(text) ? overwriteSeparators(text) : text;
  for (;;) {
    try {
      const tree = parseTree(readable, { mode: 'json5', ranges: true, tokens: true });
      return { tree, nameOf: readable === text ? () => undefined : (start, end) => bareName(text.slice(start, end)) };
    } catch (error) {
      const next = overwriteBareKeys(readable);
      if (next === readable) throw error;
      readable = next;
    }
  }
}

const skipped = String.raw`"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|//[^\n\r\u2028\u2029]*|/\*[\s\S]*?\*/`;
const bareKey = new RegExp(
  `${skipped}|(?<![\\w$\\p{L}])(?:null|true|false|NaN|Infinity)(?=(?:\\s|//.*[\n\r\u2028\u2029]|/\\*(?:(?!\\*/)[^])*\\*/)*:)|[\\u{10000}-\\u{10ffff}]`,
  'gu',
);

function overwriteBareKeys(text: string): string {
  return text.replace(bareKey, (match) => (/^["'/]/.test(match) ? match : '_'.repeat(match.length)));
}

function overwriteSeparators(text: string): string {
  return text.replace(new RegExp(`${skipped}|[\\u2028\\u2029]`, 'g'), (match) =>
    /^[\u2028\u2029]/.test(match) ? '\n' : match,
  );
}

function bareName(slice: string): string | undefined {
  return Object.keys(JSON5.parse(`{${slice}:0}`))[0];
}

function toNode(node: AnyNode, file: string, convert: (node: AnyNode) => ConfigNode, nameOf: NameOf): ConfigNode {
  const [start, end] = rangeOf(node);
  switch (node.type) {
    case 'Object':
      return { kind: 'object', file, start, end, members: node.members.map((m) => toMember(m, file, convert, nameOf)) };
    case 'Array':
      return { kind: 'array', file, start, end, items: node.elements.map((element) => convert(element.value)) };
    case 'String':
    case 'Number':
    case 'Boolean':
      return { kind: 'scalar', file, start, end, value: node.value };
    case 'Null':
      return { kind: 'scalar', file, start, end, value: null };
    case 'NaN':
      return { kind: 'scalar', file, start, end, value: Number.NaN };
    case 'Infinity':
      return { kind: 'scalar', file, start, end, value: node.sign === '-' ? -Infinity : Infinity };
    default:
      throw new Error(`unexpected ${node.type} in a config tree`);
  }
}

function toMember(
  member: AnyNode & { type: 'Member' },
  file: string,
  convert: (node: AnyNode) => ConfigNode,
  nameOf: NameOf,
): Member {
  const [start, end] = rangeOf(member);
  const [keyStart, keyEnd] = rangeOf(member.name);
  const written = member.name.type === 'Identifier' ? member.name.name : member.name.value;
  const key = member.name.type === 'Identifier' ? (nameOf(keyStart, keyEnd) ?? written) : written;
  return { file, start, end, key, keySpan: { file, start: keyStart, end: keyEnd }, value: convert(member.value) };
}

function readComments(tokens: NonNullable<Tree['tokens']>, { file, text }: SourceText): Comment[] {
  const comments: Comment[] = [];
  for (const token of tokens) {
    if (token.type !== 'LineComment' && token.type !== 'BlockComment') continue;
    const [start, end] = rangeOf(token);
    if (token.type === 'LineComment') comments.push({ kind: 'line', file, start, end });
    // momoa 3.3 ends a block comment too early when it holds \r\n.
    else comments.push({ kind: 'block', file, start, end: text.indexOf('*/', start + 2) + 2 });
  }
  return comments;
}

function rangeOf(node: { range?: readonly number[] | undefined }): [number, number] {
  if (node.range === undefined) throw new Error('the tree was read without ranges');
  return [node.range[0] ?? 0, node.range[1] ?? 0];
}
