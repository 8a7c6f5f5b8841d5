import type { ArrayNode, Comment, ConfigDocument, ConfigNode, Member, ObjectNode } from '../document.js';
import type { ConfigPath } from '../path.js';

export type Container = ObjectNode | ArrayNode;

/** One place in a container: a member of an object, or an item of an array. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  readonly value: ConfigNode;
  readonly member?: Member;
}

export function isContainer(node: ConfigNode | undefined): node is Container {
  return node !== undefined && node.kind !== 'scalar';
}

export function slotsOf(container: Container): readonly Slot[] {
  if (container.kind === 'array')
    return container.items.map((value) => ({ start: value.start, end: value.end, value }));
  return container.members.map((member) => ({ start: member.start, end: member.end, value: member.value, member }));
}

/** Position of the slot that `key` means; the last one when a key is repeated; -1 when there is none. */
export function slotIndex(container: Container, key: string | number): number {
  if (container.kind === 'object') return container.members.findLastIndex((member) => member.key === String(key));
  const index = arrayIndex(key);
  return index !== undefined && index < container.items.length ? index : -1;
}

/** A path step as a position in an array. */
export function arrayIndex(key: string | number): number | undefined {
  return /^\d+$/.test(String(key)) ? Number(key) : undefined;
}

export function slotAt(root: ConfigNode, path: ConfigPath): Slot | undefined {
  const parent = containerAt(root, path.slice(0, -1));
  const key = path.at(-1);
  return parent === undefined || key === undefined ? undefined : slotsOf(parent)[slotIndex(parent, key)];
}

export function containerAt(root: ConfigNode, path: ConfigPath): Container | undefined {
  return chainTo(root, path)[path.length];
}

/** The containers from the root down to `path`, as far as they exist. */
export function chainTo(root: ConfigNode, path: ConfigPath): readonly Container[] {
  const chain: Container[] = [];
  let node: ConfigNode | undefined = root;
  for (const key of [...path, '']) {
    if (!isContainer(node)) break;
    chain.push(node);
    node = slotsOf(node)[slotIndex(node, key)]?.value;
  }
  return chain.slice(0, path.length + 1);
}

/** What ends a line in JSON5, and with it a `//` comment. */
const breakPattern = /\r\n|[\n\r\u2028\u2029]/g;
const breakCharacters = '\n\r\u2028\u2029';

export function hasBreak(text: string): boolean {
  return countBreaks(text) > 0;
}

export function countBreaks(text: string): number {
  return text.match(breakPattern)?.length ?? 0;
}

/** The line end in use just before `offset`, else just after it. */
export function lineEndNear(text: string, offset: number): string {
  for (let at = offset - 1; at >= 0; at -= 1) {
    if (text[at] === '\n') return text[at - 1] === '\r' ? '\r\n' : '\n';
    if (text[at] === '\r') return '\r';
  }
  return /\r\n|[\n\r]/.exec(text.slice(offset))?.[0] ?? '\n';
}

/** Spaces and tabs at the start of the line that holds `offset`. */
export function lineIndent(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && !breakCharacters.includes(text[start - 1] ?? '')) start -= 1;
  if (text[start] === '\ufeff') start += 1;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return text.slice(start, end);
}

/** The white space that ends at `offset`; what a comment or a byte order mark ends with is not part of it. */
export function gapBefore({ text, comments }: ConfigDocument, offset: number): string {
  const floor = comments.findLast((comment) => comment.end <= offset)?.end ?? (text[0] === '\ufeff' ? 1 : 0);
  let start = offset;
  while (start > floor && /\s/.test(text[start - 1] ?? '')) start -= 1;
  return text.slice(start, offset);
}

/** The white space that starts at `offset`. */
export function gapAfter(text: string, offset: number): string {
  let end = offset;
  while (end < text.length && /\s/.test(text[end] ?? '')) end += 1;
  return text.slice(offset, end);
}

export function commentsWithin(document: ConfigDocument, start: number, end: number): readonly Comment[] {
  return document.comments.filter((comment) => comment.start >= start && comment.end <= end);
}

/** Whether a line ends between two offsets; inside a block comment does not count. */
export function breaksBetween(document: ConfigDocument, start: number, end: number): boolean {
  let at = start;
  for (const comment of commentsWithin(document, start, end)) {
    if (hasBreak(document.text.slice(at, comment.start))) return true;
    at = comment.end;
  }
  return hasBreak(document.text.slice(at, end));
}

/** Offset of the comma that follows a value, over space and comments. */
export function commaAfter(document: ConfigDocument, offset: number): number | undefined {
  let at = offset;
  for (;;) {
    at += gapAfter(document.text, at).length;
    const comment = document.comments.find(({ start }) => start === at);
    if (comment === undefined) return document.text[at] === ',' ? at : undefined;
    at = comment.end;
  }
}

/** End of the comma or bracket before slot `index`. */
export function floorOf(document: ConfigDocument, container: Container, index: number): number {
  const previous = slotsOf(container)[index - 1];
  return previous === undefined ? container.start + 1 : (commaAfter(document, previous.end) ?? previous.end) + 1;
}

/** Whether slot `index` is the first of its line. */
export function startsLine(document: ConfigDocument, container: Container, index: number): boolean {
  const slot = slotsOf(container)[index];
  if (slot === undefined) return false;
  return breaksBetween(document, floorOf(document, container, index), slot.start);
}

/** Comments that stand directly above a slot or before it on its line: they speak about it. */
export function leadingComments(document: ConfigDocument, container: Container, index: number): readonly Comment[] {
  const slot = slotsOf(container)[index];
  if (slot === undefined) return [];
  const floor = floorOf(document, container, index);
  const found: Comment[] = [];
  let below = slot.start;
  for (const comment of commentsWithin(document, floor, slot.start).toReversed()) {
    const gap = document.text.slice(comment.end, below);
    const ownLine = hasBreak(gapBefore(document, comment.start));
    const touches = !hasBreak(gap) || (ownLine && countBreaks(gap) === 1);
    // `{ // about the object` and `a: 1, // about a` end with a line break but do not start a line.
    if (!touches || (comment.kind === 'line' && !ownLine)) break;
    found.unshift(comment);
    below = comment.start;
  }
  return found;
}

/** Comments after a slot on its last line; those after the comma belong to the next slot when it is on that line. */
export function trailingComments(document: ConfigDocument, container: Container, index: number): readonly Comment[] {
  const slots = slotsOf(container);
  const [slot, next] = [slots[index], slots[index + 1]];
  if (slot === undefined) return [];
  const comma = commaAfter(document, slot.end);
  const found: Comment[] = [];
  let at = slot.end;
  for (const comment of commentsWithin(document, slot.end, next?.start ?? container.end)) {
    const passesComma = comma !== undefined && comment.start > comma;
    if (hasBreak(document.text.slice(at, comment.start))) break;
    if (passesComma && next !== undefined && !breaksBetween(document, comma, next.start)) break;
    found.push(comment);
    at = comment.end;
  }
  return found;
}
