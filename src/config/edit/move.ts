import type { ConfigDocument, ConfigNode } from '../document.js';
import { valueAt } from '../json.js';
import type { ConfigPath } from '../path.js';
import type { TextEdit } from './draft.js';
import type { Entry } from './insert.js';
import { printKey } from './print.js';
import { shiftLines } from './shift-lines.js';
import {
  commentsWithin,
  containerAt,
  gapBefore,
  isContainer,
  leadingComments,
  lineIndent,
  slotIndex,
  slotsOf,
  trailingComments,
} from './slots.js';

/** The member or item at `path` as it is written, comments included, ready to be put elsewhere under `key`. */
export function copiedEntry(document: ConfigDocument, path: ConfigPath, key: string | undefined): Entry {
  const { text } = document;
  const parent = containerAt(document.root, path.slice(0, -1));
  const index = parent === undefined ? -1 : slotIndex(parent, path.at(-1) ?? '');
  const slot = parent === undefined ? undefined : slotsOf(parent)[index];
  if (parent === undefined || slot === undefined) throw new Error('no value to copy');
  const { value, member } = slot;
  const from = lineIndent(text, slot.start);
  const between = member === undefined ? [] : commentsWithin(document, member.keySpan.end, value.start);
  const leading = [...leadingComments(document, parent, index), ...between];
  const trailing = trailingComments(document, parent, index);
  const strings = literalSpans(value);
  const isFixed = (offset: number) =>
    strings.some(({ start, end }) => start < offset + value.start && offset + value.start < end);
  return {
    trailing: trailing.map(({ start, end }) => text.slice(start, end)),
    needsLine: [...leading, ...trailing].some((comment) => comment.kind === 'line'),
    value: valueAt(document.value, path) ?? null,
    printLeading: ({ indent }) => leading.map(({ start, end }) => shiftLines(text.slice(start, end), from, indent)),
    print: ({ style, indent }) => {
      const body = shiftLines(text.slice(value.start, value.end), from, indent, isFixed);
      return key === undefined ? body : printKey(key, style) + style.colon + body;
    },
  };
}

/** Edits that take away the comments around the value at `path` that a copy of it has. */
export function copiedCommentEdits(document: ConfigDocument, path: ConfigPath): readonly TextEdit[] {
  const parent = containerAt(document.root, path.slice(0, -1));
  const index = parent === undefined ? -1 : slotIndex(parent, path.at(-1) ?? '');
  const slot = parent === undefined ? undefined : slotsOf(parent)[index];
  if (parent === undefined || slot === undefined) throw new Error('no value to copy');
  const above = leadingComments(document, parent, index)[0];
  const behind = trailingComments(document, parent, index).map(({ start, end }) => ({
    start: start - gapBefore(document, start).length,
    end,
    text: '',
  }));
  return above === undefined ? behind : [{ start: above.start, end: slot.start, text: '' }, ...behind];
}

/** Where line breaks belong to a value, not to the layout. */
function literalSpans(node: ConfigNode): readonly { start: number; end: number }[] {
  if (!isContainer(node)) return [node];
  return slotsOf(node).flatMap((slot) => [
    ...(slot.member === undefined ? [] : [slot.member.keySpan]),
    ...literalSpans(slot.value),
  ]);
}
