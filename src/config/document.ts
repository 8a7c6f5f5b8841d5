import type { JsonValue } from './json.js';
import type { ConfigPath } from './path.js';

/** Half-open range of UTF-16 offsets in the text of `file` as read, byte order mark included. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export type ConfigNode = ObjectNode | ArrayNode | ScalarNode;
export interface ObjectNode extends Span {
  readonly kind: 'object';
  /** In source order; a repeated key appears repeatedly, the last one wins (OpenClaw 2026.4.22 and 2026.9.6). */
  readonly members: readonly Member[];
}
export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly items: readonly ConfigNode[];
}
export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}
export interface Member extends Span {
  readonly key: string;
  /** The key as written, quotes included. */
  readonly keySpan: Span;
  readonly value: ConfigNode;
}

export interface Comment extends Span {
  readonly kind: 'line' | 'block';
}

/** One file as text. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A config that parses: what OpenClaw sees (`value`) and where each piece of it stands (`root`). */
export interface ConfigDocument extends SourceText {
  readonly value: JsonValue;
  readonly root: ConfigNode;
  readonly comments: readonly Comment[];
}

export function childOf(node: ConfigNode, key: string | number): ConfigNode | undefined {
  return node.kind === 'array' ? node.items[Number(key)] : memberOf(node, key)?.value;
}

export function memberOf(node: ConfigNode, key: string | number): Member | undefined {
  if (node.kind !== 'object') return undefined;
  return node.members.findLast((member) => member.key === String(key));
}

export function nodeAt(root: ConfigNode, path: ConfigPath): ConfigNode | undefined {
  let node: ConfigNode | undefined = root;
  for (const key of path) {
    if (node === undefined) return undefined;
    node = childOf(node, key);
  }
  return node;
}

/**
 * Where to point for `path`: its value or its key, else the key of the deepest parent that exists.
 * The root object is pointed at by its opening brace alone, so that a frame is one line.
 */
export function spanAt(root: ConfigNode, path: ConfigPath, part: 'key' | 'value' = 'value'): Span {
  let node = root;
  let member: Member | undefined;
  let complete = true;
  for (const key of path) {
    const next = childOf(node, key);
    if (next === undefined) {
      complete = false;
      break;
    }
    member = memberOf(node, key);
    node = next;
  }
  const wantsKey = part === 'key' || !complete || node.kind !== 'scalar';
  if (wantsKey && member !== undefined) return pick(member.keySpan);
  if (node.kind !== 'scalar') return { file: node.file, start: node.start, end: Math.min(node.start + 1, node.end) };
  return pick(node);
}

function pick({ file, start, end }: Span): Span {
  return { file, start, end };
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, a byte order mark not counted. */
  readonly column: number;
}

/** Line ends are \n, \r\n and a lone \r, as editors count. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let i = 0; i < offset && i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const ends = code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10);
    if (ends) {
      line += 1;
      lineStart = i + 1;
    }
  }
  return { line, column: Math.max(0, offset - lineStart) + 1 };
}
