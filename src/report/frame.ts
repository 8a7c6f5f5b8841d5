import { positionAt, type Span } from '../config/document.js';
import { displayWidth, printable } from './text.js';

export interface FrameLine {
  /** Undefined on the caret line. */
  readonly number?: number;
  readonly text: string;
  /** The caret line: columns before the carets, how many, and what is written after them. */
  readonly mark?: { readonly before: number; readonly length: number; readonly label: string };
}

interface Cut {
  readonly text: string;
  /** UTF-16 units removed from the front of the raw line. */
  readonly skipped: number;
  readonly prefix: string;
}

/**
 * The line that `span` begins on, one line above and one below, carets under the span alone. Lines longer than `width`
 * columns are shown around the carets, with `ellipsis` where something is left out.
 */
export function frameOf(text: string, span: Span, width: number, label: string, ellipsis = '…'): readonly FrameLine[] {
  const lines = text.split(/\r\n|[\n\r]/);
  const { line } = positionAt(text, span.start);
  const start = span.start - lineStart(text, line);
  const raw = lines[line - 1] ?? '';
  const end = Math.max(start + 1, Math.min(raw.length, start + (span.end - span.start)));
  const cut = cutLine(raw, start, end, width, ellipsis);
  const before = cut.prefix + expand(raw.slice(cut.skipped, start));
  const marked = expand(raw.slice(start, Math.min(end, cut.skipped + cut.text.length)));
  const frame: FrameLine[] = [];
  const around = (number: number) => {
    const neighbour = lines[number - 1];
    if (neighbour === undefined || (number === lines.length && neighbour === '')) return;
    frame.push({ number, text: shorten(expand(neighbour.replace(/^\ufeff/, '')), width, ellipsis) });
  };
  around(line - 1);
  const body = cut.prefix + expand(raw.slice(cut.skipped, cut.skipped + cut.text.length));
  const goesOn = cut.skipped + cut.text.length < raw.length;
  frame.push({ number: line, text: goesOn ? body + ellipsis : body });
  frame.push({ text: '', mark: { before: displayWidth(before), length: Math.max(1, displayWidth(marked)), label } });
  around(line + 1);
  return frame;
}

function lineStart(text: string, line: number): number {
  const ends = /\r\n|[\n\r]/g;
  for (let n = 1; n < line; n += 1) ends.exec(text);
  return ends.lastIndex;
}

/** Keeps a window of the line that holds the span, with more room before it than after. */
function cutLine(raw: string, start: number, end: number, width: number, ellipsis: string): Cut {
  const bom = raw.startsWith('\ufeff') ? 1 : 0;
  if (displayWidth(expand(raw)) <= width) return { text: raw.slice(bom), skipped: bom, prefix: '' };
  const room = Math.max(10, width - 2 * ellipsis.length);
  const wanted = Math.min(end - start, Math.floor(room / 2));
  const lead = Math.floor((room - wanted) * 0.6);
  const from = Math.max(bom, Math.min(start - lead, raw.length - room));
  const first = Math.max(bom, safeCut(raw, from));
  return { text: raw.slice(first, safeCut(raw, first + room)), skipped: first, prefix: first > bom ? ellipsis : '' };
}

/** Not between the two halves of a surrogate pair. */
function safeCut(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function expand(text: string): string {
  return printable(text.replaceAll('\t', '  '));
}

export function shorten(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > width - ellipsis.length) break;
    kept += character;
  }
  return kept + ellipsis;
}
