import type { ConfigDocument, SourceText, Span } from './document.js';

const mark = 0xfeff;

/** The marks that files begin with; some programs write one before another. */
export function byteOrderMarks(sources: readonly SourceText[]): readonly Span[] {
  return sources.flatMap(({ file, text }) => {
    let end = 0;
    while (text.charCodeAt(end) === mark) end += 1;
    return end === 0 ? [] : [{ file, start: 0, end }];
  });
}

export function isByteOrderMark({ file, text }: ConfigDocument, at: Span): boolean {
  return byteOrderMarks([{ file, text }]).some((span) => at.start === span.start && at.end <= span.end);
}
