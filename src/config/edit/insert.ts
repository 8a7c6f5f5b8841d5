import type { ConfigDocument } from '../document.js';
import type { JsonValue } from '../json.js';
import type { ConfigPath } from '../path.js';
import type { TextEdit } from './draft.js';
import { type Place, printKey, printValue, takesLines } from './print.js';
import {
  breaksBetween,
  type Container,
  chainTo,
  commaAfter,
  commentsWithin,
  gapAfter,
  hasBreak,
  lineEndNear,
  lineIndent,
  slotsOf,
  startsLine,
  trailingComments,
} from './slots.js';
import { styleAt } from './style.js';

/** What is put into a container. */
export interface Entry {
  /** Comments that stay behind it on its last line. */
  readonly trailing: readonly string[];
  /** It cannot stand between others on one line. */
  readonly needsLine: boolean;
  /** For the choice between one line and several. */
  readonly value: JsonValue;
  /** Comments that stay above it. */
  printLeading(place: Place): readonly string[];
  print(place: Place): string;
}

/** A new key with a value; in an array, `key` is undefined. */
export function newEntry(key: string | undefined, value: JsonValue): Entry {
  const print = (place: Place) => {
    const printed = printValue(value, place);
    return key === undefined ? printed : `${printKey(key, place.style)}${place.style.colon}${printed}`;
  };
  return { trailing: [], needsLine: false, value, printLeading: () => [], print };
}

/** Edits that put `entry` behind slot `after` of the container at the end of `path`; -1 is the front. */
export function insertEdits(
  document: ConfigDocument,
  path: ConfigPath,
  after: number,
  entry: Entry,
): readonly TextEdit[] {
  const chain = chainTo(document.root, path);
  const container = chain[path.length];
  if (container === undefined) throw new Error('no container to insert into');
  const place: Place = {
    style: styleAt(document, chain),
    lineEnd: lineEndNear(document.text, container.start),
    indent: lineIndent(document.text, container.start),
    lines: true,
  };
  if (slotsOf(container).length === 0) return fillEmpty(document, container, ownLine(document, chain), entry, place);
  if (after < 0) return insertFirst(document, container, entry, place);
  return insertBehind(document, container, after, entry, place);
}

/** Whether the innermost container of the chain stands on a line of its own in the one around it. */
function ownLine(document: ConfigDocument, chain: readonly Container[]): boolean {
  const [parent, child] = [chain.at(-2), chain.at(-1)];
  if (parent === undefined) return true;
  return startsLine(
    document,
    parent,
    slotsOf(parent).findIndex((slot) => slot.value === child),
  );
}

function insertBehind(
  document: ConfigDocument,
  container: Container,
  index: number,
  entry: Entry,
  place: Place,
): readonly TextEdit[] {
  const { text } = document;
  const slots = slotsOf(container);
  const slot = slots[index];
  if (slot === undefined) throw new Error('no slot to insert behind');
  const comma = commaAfter(document, slot.end);
  const remarks = trailingComments(document, container, index);
  const at = Math.max(slot.end, comma === undefined ? 0 : comma + 1, ...remarks.map((comment) => comment.end));
  const cramped = remarks.some((comment) => comment.kind === 'line');
  if (startsLine(document, container, index) || cramped || entry.needsLine) {
    const indent = startsLine(document, container, index)
      ? lineIndent(text, slot.start)
      : place.indent + place.style.indentUnit;
    const body = onLines(entry, { ...place, indent }, comma !== undefined);
    const tail = closeLine(
      text,
      at,
      entry.needsLine,
      index === slots.length - 1 ? place.indent : indent,
      place.lineEnd,
    );
    return withComma(slot.end, comma, { start: at, end: at + tail.eaten, text: body + tail.text });
  }
  const body = onOneLine(entry, place);
  if (comma === undefined) return [{ start: at, end: at, text: place.style.comma + body }];
  return [{ start: at, end: at, text: `${place.style.comma.slice(1)}${body},` }];
}

/** The comma goes directly behind the value, before its remarks. */
function withComma(end: number, comma: number | undefined, edit: TextEdit): readonly TextEdit[] {
  if (comma !== undefined) return [edit];
  if (edit.start === end) return [{ ...edit, text: `,${edit.text}` }];
  return [{ start: end, end, text: ',' }, edit];
}

function insertFirst(document: ConfigDocument, container: Container, entry: Entry, place: Place): readonly TextEdit[] {
  const { text } = document;
  const [slot] = slotsOf(container);
  if (slot === undefined) throw new Error('no slot to insert before');
  const inner = commentsWithin(document, container.start, slot.start);
  if (!startsLine(document, container, 0) && !entry.needsLine) {
    const at = inner[0]?.start ?? slot.start;
    return [{ start: at, end: at, text: `${onOneLine(entry, place)}${place.style.comma}` }];
  }
  const indent = startsLine(document, container, 0)
    ? lineIndent(text, slot.start)
    : place.indent + place.style.indentUnit;
  // A comment behind the bracket speaks about the whole list.
  const header = inner.filter((comment) => !breaksBetween(document, container.start, comment.start));
  const at = header.at(-1)?.end ?? container.start + 1;
  const tail = closeLine(text, at, entry.needsLine, indent, place.lineEnd);
  return [{ start: at, end: at + tail.eaten, text: onLines(entry, { ...place, indent }, true) + tail.text }];
}

function fillEmpty(
  document: ConfigDocument,
  container: Container,
  roomy: boolean,
  entry: Entry,
  place: Place,
): readonly TextEdit[] {
  const [start, end] = [container.start + 1, container.end - 1];
  const remarks = commentsWithin(document, start, end);
  const last = remarks.at(-1);
  const broken = breaksBetween(document, start, end);
  const probe: JsonValue = container.kind === 'array' ? [entry.value] : { '': entry.value };
  if (broken || last?.kind === 'line' || entry.needsLine || (roomy && takesLines(probe, place))) {
    const inner = { ...place, indent: place.indent + place.style.indentUnit };
    const at = last?.end ?? start;
    const body = onLines(entry, inner, place.style.trailingComma);
    return [{ start: at, end, text: `${body}${place.lineEnd}${place.indent}` }];
  }
  const pad = container.kind === 'array' ? place.style.arrayPad : place.style.objectPad;
  if (last === undefined) return [{ start, end, text: `${pad}${onOneLine(entry, place)}${pad}` }];
  return [{ start: last.end, end: last.end, text: ` ${onOneLine(entry, place)}` }];
}

/** The entry on lines of its own, with the line break before it. */
function onLines(entry: Entry, place: Place, comma: boolean): string {
  const newLine = place.lineEnd + place.indent;
  const rows = [...entry.printLeading(place), entry.print({ ...place, lines: true })].map((row) => newLine + row);
  return [`${rows.join('')}${comma ? ',' : ''}`, ...entry.trailing].join(' ');
}

function onOneLine(entry: Entry, place: Place): string {
  return [...entry.printLeading(place), entry.print({ ...place, lines: false }), ...entry.trailing].join(' ');
}

/** A `//` comment at the end of new text must not swallow what follows on the line. */
function closeLine(text: string, at: number, needsLine: boolean, indent: string, lineEnd: string) {
  const gap = gapAfter(text, at);
  if (!needsLine || hasBreak(gap)) return { eaten: 0, text: '' };
  return { eaten: gap.length, text: lineEnd + indent };
}
