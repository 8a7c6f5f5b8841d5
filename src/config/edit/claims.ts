import JSON5 from 'json5';
import type { ConfigOp } from '../../rules/define.js';
import type { ConfigDocument, ConfigNode } from '../document.js';
import type { JsonValue } from '../json.js';
import { type ConfigPath, formatPath, samePath, startsWith } from '../path.js';
import { isContainer, slotsOf } from './slots.js';

/** What an operation does at a path: writes a value, names a key, removes, renames, or takes the value elsewhere. */
interface Claim {
  readonly does: 'write' | 'name' | 'remove' | 'rename' | 'take';
  readonly path: ConfigPath;
}

/**
 * Why two operations cannot be part of one change, or undefined. Paths of both mean the document before any change, so what one
 * writes the other cannot address.
 */
export function conflictBetween(document: ConfigDocument, a: ConfigOp, b: ConfigOp): string | undefined {
  for (const left of claimsOf(document, a)) {
    for (const right of claimsOf(document, b)) {
      const [outer, inner] = left.path.length <= right.path.length ? [left, right] : [right, left];
      if (startsWith(inner.path, outer.path) && !compatible(outer, inner)) return formatPath(inner.path);
    }
  }
  return undefined;
}

function compatible(outer: Claim, inner: Claim): boolean {
  if (samePath(outer.path, inner.path)) {
    return (outer.does === 'remove' && inner.does === 'name') || (outer.does === 'name' && inner.does === 'remove');
  }
  switch (outer.does) {
    case 'rename':
      return true;
    case 'take':
      return inner.does === 'remove' || inner.does === 'rename' || inner.does === 'name';
    case 'remove':
      return inner.does === 'take' || inner.does === 'remove';
    default:
      return false;
  }
}

function claimsOf(document: ConfigDocument, op: ConfigOp): readonly Claim[] {
  switch (op.op) {
    case 'set':
      return [{ does: 'write', path: op.path }];
    case 'remove':
      return [{ does: 'remove', path: op.path }];
    case 'rename':
      return renameClaims(op.path, op.key);
    case 'move':
      return [
        { does: 'take', path: op.path },
        { does: 'write', path: op.to },
      ];
    case 'rewrite': {
      const literal = literalAt(document.root, op.at);
      if (literal === undefined) return [];
      if (literal.part === 'value') return [{ does: 'write', path: literal.path }];
      return renameClaims(literal.path, keyOf(op.text) ?? '');
    }
  }
}

function renameClaims(path: ConfigPath, key: string): readonly Claim[] {
  return [
    { does: 'rename', path },
    { does: 'name', path: [...path.slice(0, -1), key] },
  ];
}

export interface Literal {
  readonly path: ConfigPath;
  readonly part: 'key' | 'value';
  /** False when a later key of the same name hides it. */
  readonly live: boolean;
  readonly start: number;
  readonly end: number;
}

/** The key that stands exactly at these offsets, or the scalar that holds them. */
export function literalAt(root: ConfigNode, at: { start: number; end: number }): Literal | undefined {
  let node = root;
  let path: ConfigPath = [];
  let live = true;
  while (isContainer(node)) {
    const slots = slotsOf(node);
    const index = slots.findIndex((slot) => slot.start <= at.start && at.end <= slot.end);
    const slot = slots[index];
    if (slot === undefined) return undefined;
    path = [...path, slot.member?.key ?? index];
    live &&= !slots
      .slice(index + 1)
      .some((later) => slot.member !== undefined && later.member?.key === slot.member.key);
    const key = slot.member?.keySpan;
    if (key?.start === at.start && key.end === at.end) return { path, part: 'key', live, ...at };
    node = slot.value;
  }
  const { start, end } = node;
  return start <= at.start && at.end <= end ? { path, part: 'value', live, start, end } : undefined;
}

/** The value that a literal means; undefined when the text is not one JSON5 value. */
export function literalValue(literal: string): JsonValue | undefined {
  return readOrUndefined(() => JSON5.parse<JsonValue>(literal));
}

/** The name that the text of a key means; undefined when it is not one key. */
export function keyOf(text: string): string | undefined {
  const keys = readOrUndefined(() => Object.keys(JSON5.parse<Record<string, JsonValue>>(`{${text}:0}`)));
  return keys?.length === 1 ? keys[0] : undefined;
}

function readOrUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
