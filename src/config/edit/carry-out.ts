import type { ConfigDocument } from '../document.js';
import { isObject, type JsonValue, valueAt } from '../json.js';
import { type ConfigPath, formatPath } from '../path.js';
import { advance, type Draft, Refusal, type TextEdit } from './draft.js';
import { type Entry, insertEdits, newEntry } from './insert.js';
import { copiedCommentEdits, copiedEntry } from './move.js';
import type { Phases } from './phases.js';
import { sameValue } from './plain.js';
import { removeEdits } from './remove.js';
import { renameEdits, replaceEdits } from './replace.js';
import { arrayIndex, containerAt, isContainer, slotAt, slotIndex, slotsOf } from './slots.js';

/** Each step is one small edit of a text that parses. Throws a Refusal when a step has no place. */
export function carryOut(start: Draft, phases: Phases): Draft {
  let draft = start;
  for (const { path, value } of phases.sets) draft = setValue(draft, path, value);
  for (const path of phases.innerRemoves) draft = remove(draft, path, false);
  for (const { path, key } of phases.innerRenames) draft = rename(draft, path, key);
  for (const { path, to } of phases.copies) draft = copy(draft, path, to);
  for (const { path, copied } of phases.deletes) draft = remove(draft, path, copied);
  for (const { path, key } of phases.renames) draft = rename(draft, path, key);
  return draft;
}

function setValue(draft: Draft, path: ConfigPath, value: JsonValue): Draft {
  const { document } = draft;
  const old = valueAtPath(document, path);
  if (old === undefined) {
    const ready = withParents(draft, path);
    return advance(
      ready,
      insertAt(ready.document, path, (key) => newEntry(key, value)),
    );
  }
  if (sameValue(old, value)) return draft;
  if (isObject(old) && isObject(value)) return setMembers(draft, path, old, value);
  if (Array.isArray(old) && Array.isArray(value)) return setItems(draft, path, old, value);
  return advance(draft, replaceEdits(document, path, value));
}

function valueAtPath(document: ConfigDocument, path: ConfigPath): JsonValue | undefined {
  if (path.length === 0) return document.value;
  return slotAt(document.root, path) === undefined ? undefined : valueAt(document.value, path);
}

type Members = { readonly [key: string]: JsonValue };

function setMembers(start: Draft, path: ConfigPath, old: Members, value: Members): Draft {
  let draft = start;
  for (const [key, item] of Object.entries(value)) draft = setValue(draft, [...path, key], item);
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(value, key));
  for (const key of gone.toReversed()) draft = remove(draft, [...path, key], false);
  return draft;
}

/** Items that are equal at both ends stay as they are written. */
function setItems(start: Draft, path: ConfigPath, old: readonly JsonValue[], value: readonly JsonValue[]): Draft {
  let draft = start;
  const shorter = Math.min(old.length, value.length);
  const equal = (a: JsonValue | undefined, b: JsonValue | undefined) =>
    a !== undefined && b !== undefined && sameValue(a, b);
  let head = 0;
  while (head < shorter && equal(old[head], value[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && equal(old.at(-1 - tail), value.at(-1 - tail))) tail += 1;
  const [oldEnd, newEnd] = [old.length - tail, value.length - tail];
  const paired = Math.min(oldEnd, newEnd);
  for (let i = head; i < newEnd; i += 1) {
    const item = value[i] ?? null;
    if (i < paired) draft = setValue(draft, [...path, i], item);
    else draft = advance(draft, insertEdits(draft.document, path, i - 1, newEntry(undefined, item)));
  }
  for (let i = oldEnd - 1; i >= paired; i -= 1) draft = remove(draft, [...path, i], false);
  return draft;
}

/** Creates the containers above `path` that do not exist. */
function withParents(start: Draft, path: ConfigPath): Draft {
  let draft = start;
  for (let depth = 0; depth < path.length; depth += 1) {
    const above = path.slice(0, depth);
    const { document } = draft;
    const node = depth === 0 ? document.root : slotAt(document.root, above)?.value;
    if (isContainer(node)) continue;
    if (node !== undefined) throw new Refusal(`${formatPath(above)} is neither an object nor an array`);
    const empty: JsonValue = typeof path[depth] === 'number' ? [] : {};
    draft = advance(
      draft,
      insertAt(document, above, (key) => newEntry(key, empty)),
    );
  }
  return draft;
}

function insertAt(
  document: ConfigDocument,
  path: ConfigPath,
  entryFor: (key: string | undefined) => Entry,
): readonly TextEdit[] {
  const above = path.slice(0, -1);
  const container = containerAt(document.root, above);
  const key = path.at(-1);
  if (container === undefined || key === undefined) throw new Refusal(`${formatPath(path)} has no place`);
  const last = slotsOf(container).length - 1;
  if (container.kind === 'array' && arrayIndex(key) !== last + 1) {
    throw new Refusal(`${formatPath(above)} has ${last + 1} items, so ${formatPath(path)} has no place`);
  }
  return insertEdits(document, above, last, entryFor(container.kind === 'array' ? undefined : String(key)));
}

function copy(start: Draft, path: ConfigPath, to: ConfigPath): Draft {
  requireSlot(start, path);
  return bringTo(advance(start, copiedCommentEdits(start.document, path)), to, { document: start.document, path });
}

/** Writes what stands at `path` of another document at `to`, with its comments. */
export function bringTo(
  start: Draft,
  to: ConfigPath,
  { document: original, path }: { readonly document: ConfigDocument; readonly path: ConfigPath },
): Draft {
  const draft = withParents(start, to);
  const { document } = draft;
  if (slotAt(document.root, to) !== undefined) throw new Refusal(`${formatPath(to)} is set already`);
  const edits = insertAt(document, to, (key) => copiedEntry(original, path, key));
  return advance(draft, edits);
}

/** Takes away what was brought elsewhere, and its comments. */
export function takeAway(start: Draft, path: ConfigPath): Draft {
  requireSlot(start, path);
  return remove(advance(start, copiedCommentEdits(start.document, path)), path, true);
}

function remove(start: Draft, path: ConfigPath, copied: boolean): Draft {
  requireSlot(start, path);
  const above = path.slice(0, -1);
  let draft = start;
  for (;;) {
    const container = containerAt(draft.document.root, above);
    const index = container === undefined ? -1 : slotIndex(container, path.at(-1) ?? '');
    if (container === undefined || index < 0) return draft;
    draft = advance(draft, removeEdits(draft.document, above, index, copied && draft === start));
    if (container.kind === 'array') return draft;
  }
}

function rename(draft: Draft, path: ConfigPath, key: string): Draft {
  requireSlot(draft, path);
  const { root } = draft.document;
  const above = path.slice(0, -1);
  if (containerAt(root, above)?.kind !== 'object') throw new Refusal(`${formatPath(path)} has no key`);
  if (slotAt(root, [...above, key]) !== undefined) throw new Refusal(`${formatPath([...above, key])} is set already`);
  return advance(draft, renameEdits(draft.document, path, key));
}

function requireSlot(draft: Draft, path: ConfigPath): void {
  if (slotAt(draft.document.root, path) === undefined) throw new Refusal(`${formatPath(path)} is not in this file`);
}
