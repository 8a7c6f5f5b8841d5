import type { ConfigDocument } from '../document.js';
import { parseConfig } from '../parse.js';

/** Replaces the half-open range of UTF-16 offsets by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a change cannot be made; caught at the border of the editor and handed back as a reason. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Applies edits whose offsets all refer to `text`. Throws a RangeError when two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) throw new RangeError('edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** A kept range of the text as it was, or new text. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

/** A document under change, one small step after the other, that remembers which bytes are still the user's. */
export interface Draft {
  readonly document: ConfigDocument;
  readonly pieces: readonly Piece[];
}

export function startDraft(document: ConfigDocument): Draft {
  return { document, pieces: [{ start: 0, end: document.text.length }] };
}

/** Throws a Refusal when the changed text does not parse. */
export function advance(draft: Draft, edits: readonly TextEdit[]): Draft {
  const changes = edits.filter((edit) => draft.document.text.slice(edit.start, edit.end) !== edit.text);
  if (changes.length === 0) return draft;
  const { file } = draft.document;
  const parsed = parseConfig({ file, text: applyEdits(draft.document.text, changes) });
  if (!parsed.ok) throw new Refusal('the changed text would not parse');
  return { document: parsed.document, pieces: inOrder(changes).toReversed().reduce(cut, draft.pieces) };
}

/** Edits come last first, so that the offsets of those that follow stay right. */
function cut(pieces: readonly Piece[], { start, end, text }: TextEdit): readonly Piece[] {
  const before: Piece[] = [];
  const after: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const head = Math.min(Math.max(start - at, 0), length);
    const tail = Math.min(Math.max(end - at, 0), length);
    if (head > 0) before.push(part(piece, 0, head));
    if (tail < length) after.push(part(piece, tail, length));
    at += length;
  }
  return [...before, { text }, ...after];
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.end - piece.start;
}

function part(piece: Piece, from: number, to: number): Piece {
  if ('text' in piece) return { text: piece.text.slice(from, to) };
  return { start: piece.start + from, end: piece.start + to };
}

/** What was changed, as the smallest edits of the original text, in order. */
export function draftEdits(original: ConfigDocument, { pieces }: Draft): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let text = '';
  const end = { start: original.text.length, end: original.text.length };
  for (const piece of [...pieces, end]) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    if (piece.start > at || text !== '') edits.push(shrink(original.text, { start: at, end: piece.start, text }));
    at = piece.end;
    text = '';
  }
  return edits.filter((edit) => edit.start < edit.end || edit.text !== '');
}

function shrink(original: string, { start, end, text }: TextEdit): TextEdit {
  const limit = Math.min(end - start, text.length);
  let head = 0;
  while (head < limit && original[start + head] === text[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && original[end - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}
