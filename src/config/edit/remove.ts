import type { Comment, ConfigDocument } from '../document.js';
import type { ConfigPath } from '../path.js';
import type { TextEdit } from './draft.js';
import { shiftLines } from './shift-lines.js';
import {
  type Container,
  commaAfter,
  commentsWithin,
  containerAt,
  countBreaks,
  gapAfter,
  gapBefore,
  hasBreak,
  lineEndNear,
  lineIndent,
  slotsOf,
  startsLine,
} from './slots.js';

/**
 * Edits that take slot `index` out of the container at the end of `path`, with one comma, and close the gap.
 * Comments stay where it was; with `copied`, those inside the value go, because they stand elsewhere already.
 */
export function removeEdits(
  document: ConfigDocument,
  path: ConfigPath,
  index: number,
  copied = false,
): readonly TextEdit[] {
  const container = containerAt(document.root, path);
  const slot = container === undefined ? undefined : slotsOf(container)[index];
  if (container === undefined || slot === undefined) throw new Error('nothing to remove');
  const goes = (comment: Comment) => copied && slot.start <= comment.start && comment.end <= slot.end;
  const comments = commentsWithin(document, container.start, container.end).filter((comment) => !goes(comment));
  if (slotsOf(container).length === 1 && comments.length === 0) {
    return [{ start: container.start + 1, end: container.end - 1, text: '' }];
  }
  const extent = extentOf(document, container, index, copied);
  const kept = comments.filter((comment) => extent.start <= comment.start && comment.end <= extent.end);
  const gap = closeGap(document, container, extent, kept, startsLine(document, container, index));
  return extent.comma === undefined ? [gap] : [{ start: extent.comma, end: extent.comma + 1, text: '' }, gap];
}

interface Extent {
  readonly start: number;
  readonly end: number;
  /** A comma that goes too but lies apart, because comments stand between. */
  readonly comma?: number;
}

function extentOf(document: ConfigDocument, container: Container, index: number, copied: boolean): Extent {
  const slots = slotsOf(container);
  const [previous, slot] = [slots[index - 1], slots[index]];
  if (slot === undefined) throw new Error('no slot to remove');
  const { start, end } = slot;
  const own = commaAfter(document, end);
  const before = previous === undefined ? undefined : commaAfter(document, previous.end);
  if (own !== undefined && !(before !== undefined && commaLeads(document, before, start, end, own))) {
    return { start, end: own + 1 };
  }
  if (before === undefined) return { start, end };
  const alone = gapAfter(document.text, before + 1).length === start - before - 1;
  const keepsInner = !copied && commentsWithin(document, start, end).length > 0;
  return alone && !keepsInner ? { start: before, end } : { start, end, comma: before };
}

/** Lines that begin with their comma. */
function commaLeads({ text }: ConfigDocument, before: number, start: number, end: number, own: number): boolean {
  return !hasBreak(text.slice(before, start)) && hasBreak(text.slice(end, own));
}

function closeGap(
  document: ConfigDocument,
  container: Container,
  extent: Extent,
  kept: readonly Comment[],
  ownLine: boolean,
): TextEdit {
  const { text } = document;
  const [before, after] = [gapBefore(document, extent.start), gapAfter(text, extent.end)];
  const [start, end] = [extent.start - before.length, extent.end + after.length];
  const closes = end === container.end - 1;
  const previous = document.comments.find((comment) => comment.end === start);
  if (kept.length === 0) {
    const closed = joinGaps(before, after, start === container.start + 1, closes);
    // A `//` comment before the gap ends with the first line break after it, which must stay.
    return { start, end, text: previous?.kind === 'line' && !hasBreak(closed) ? before : closed };
  }
  const lineEnd = lineEndNear(text, extent.start);
  const closing = lineIndent(text, container.start);
  const indent = ownLine ? lineIndent(text, extent.start) : `${closing}  `;
  const newLine = (at: string) => lineEnd + at;
  let body = before;
  kept.forEach((comment, i) => {
    const breaks = ownLine || kept[i - 1]?.kind === 'line';
    if (i > 0) body += breaks ? newLine(indent) : ' ';
    body += shiftLines(text.slice(comment.start, comment.end), lineIndent(text, comment.start), indent);
  });
  if (hasBreak(after) || kept.at(-1)?.kind !== 'line') return { start, end, text: body + (after || spaceFor(closes)) };
  return { start, end, text: body + newLine(closes ? closing : indent) };
}

function spaceFor(closes: boolean): string {
  return closes ? '' : ' ';
}

function joinGaps(before: string, after: string, opens: boolean, closes: boolean): string {
  const [above, below] = [countBreaks(before), countBreaks(after)];
  if (above > 0 && below > 0) {
    // Of two runs of empty lines the longer one stays, next to a bracket the shorter one.
    const keepsAbove = opens || closes ? above <= below : above >= below;
    const rows = keepsAbove ? before : after;
    return rows.slice(0, lastBreakEnd(rows)) + after.slice(lastBreakEnd(after));
  }
  if (below > 0 || closes) return after;
  return before;
}

function lastBreakEnd(gap: string): number {
  return Math.max(...['\n', '\r', '\u2028', '\u2029'].map((character) => gap.lastIndexOf(character))) + 1;
}
