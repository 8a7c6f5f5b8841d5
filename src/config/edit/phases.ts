import type { ConfigOp } from '../../rules/define.js';
import { isByteOrderMark } from '../byte-order-mark.js';
import type { ConfigDocument } from '../document.js';
import type { JsonValue } from '../json.js';
import { type ConfigPath, formatPath, samePath, startsWith } from '../path.js';
import { conflictBetween, keyOf, literalAt, literalValue } from './claims.js';
import { Refusal, type TextEdit } from './draft.js';
import { arrayIndex } from './slots.js';

type Set = { readonly path: ConfigPath; readonly value: JsonValue };
type Rename = { readonly path: ConfigPath; readonly key: string };
type Copy = { readonly path: ConfigPath; readonly to: ConfigPath };

/**
 * Operations in the order in which they can be carried out one after the other although all their paths mean the document
 * before the change: nothing moves a place that a later phase still names.
 */
export interface Phases {
  readonly sets: readonly Set[];
  /** Inside a value that is then moved. */
  readonly innerRemoves: readonly ConfigPath[];
  readonly innerRenames: readonly Rename[];
  readonly copies: readonly Copy[];
  /** Removed values and sources of copies; last array items first. */
  readonly deletes: readonly { readonly path: ConfigPath; readonly copied: boolean }[];
  /** Innermost first. */
  readonly renames: readonly Rename[];
}

/** Throws a Refusal when operations contradict each other. */
export function inPhases(document: ConfigDocument, ops: readonly ConfigOp[]): Phases {
  const distinct = withoutRepeats(ops);
  refuseConflicts(document, distinct);
  const copies = distinct.filter((op) => op.op === 'move');
  const moves = (path: ConfigPath) =>
    copies.some((copy) => path.length > copy.path.length && startsWith(path, copy.path));
  const removes = distinct.filter((op) => op.op === 'remove').map((op) => op.path);
  const renames = distinct.filter((op) => op.op === 'rename').toSorted((a, b) => lastFirst(a.path, b.path));
  return {
    sets: distinct.filter((op) => op.op === 'set'),
    innerRemoves: removes.filter(moves).toSorted(lastFirst),
    innerRenames: renames.filter((op) => moves(op.path)),
    copies,
    deletes: [
      ...copies.map(({ path }) => ({ path, copied: true })),
      ...removes.filter((path) => !moves(path)).map((path) => ({ path, copied: false })),
    ].toSorted((a, b) => lastFirst(a.path, b.path)),
    renames: renames.filter((op) => !moves(op.path)),
  };
}

/** Higher positions before lower ones, children before parents. */
function lastFirst(a: ConfigPath, b: ConfigPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [left, right] = [a[i] ?? '', b[i] ?? ''];
    if (String(left) === String(right)) continue;
    const [l, r] = [arrayIndex(left), arrayIndex(right)];
    return l !== undefined && r !== undefined ? r - l : String(left) < String(right) ? 1 : -1;
  }
  return b.length - a.length;
}

function withoutRepeats(ops: readonly ConfigOp[]): readonly ConfigOp[] {
  return [...new Map(ops.map((op) => [opKey(op), op])).values()];
}

/** Equal for operations that do the same. */
export function opKey(op: ConfigOp): string {
  if (op.op === 'rewrite') return JSON.stringify([op.op, op.at.file, op.at.start, op.at.end, op.text]);
  const path = op.path.map(String);
  switch (op.op) {
    case 'set':
      return JSON.stringify([op.op, path, op.path.map((key) => typeof key), op.value]);
    case 'remove':
      return JSON.stringify([op.op, path]);
    case 'rename':
      return JSON.stringify([op.op, path, op.key]);
    case 'move':
      return JSON.stringify([op.op, path, op.to.map(String)]);
  }
}

function refuseConflicts(document: ConfigDocument, ops: readonly ConfigOp[]): void {
  ops.forEach((op, i) => {
    refuseAlone(op);
    for (const other of ops.slice(0, i)) {
      const at = conflictBetween(document, other, op);
      if (at !== undefined) throw new Refusal(`two changes at ${at} contradict each other`);
    }
  });
}

function refuseAlone(op: ConfigOp): void {
  if (op.op === 'rewrite') return;
  if (op.path.length === 0 && op.op !== 'set') throw new Refusal('the whole config cannot be removed or renamed');
  if (op.op === 'move' && (startsWith(op.to, op.path) || startsWith(op.path, op.to))) {
    throw new Refusal(`${formatPath(op.path)} cannot move into itself`);
  }
  if (op.op === 'rename' && samePath(op.path, [...op.path.slice(0, -1), op.key])) {
    throw new Refusal(`${formatPath(op.path)} has that name already`);
  }
}

/** The edit of each `rewrite`, and what it means as an operation on values (nothing when a later key hides it). */
export function rewrites(document: ConfigDocument, ops: readonly ConfigOp[]) {
  const edits: TextEdit[] = [];
  const meaning: ConfigOp[] = [];
  for (const op of withoutRepeats(ops)) {
    if (op.op !== 'rewrite') continue;
    if (op.text === '' && isByteOrderMark(document, op.at)) {
      edits.push({ start: op.at.start, end: op.at.end, text: '' });
      continue;
    }
    const literal = op.at.file === document.file ? literalAt(document.root, op.at) : undefined;
    if (literal === undefined) throw new Refusal('no key or value stands at the place to rewrite');
    const { path, part, live } = literal;
    edits.push({ start: op.at.start, end: op.at.end, text: op.text });
    if (part === 'value') {
      const { start, end } = literal;
      const around = [document.text.slice(start, op.at.start), document.text.slice(op.at.end, end)];
      const value = literalValue(around.join(op.text));
      if (value === undefined) throw new Refusal(`the new text of ${formatPath(path)} is not a value`);
      if (live) meaning.push({ op: 'set', path, value });
    } else {
      const key = keyOf(op.text);
      if (key === undefined) throw new Refusal(`the new text of ${formatPath(path)} is not a key`);
      if (live && key !== path.at(-1)) meaning.push({ op: 'rename', path, key });
    }
  }
  return { edits, meaning };
}
