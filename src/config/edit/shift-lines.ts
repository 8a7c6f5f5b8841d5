/**
 * Moves the lines of a text, but not its first, from one indentation to another; lines that are indented less stay.
 * `fixed` tells which line starts (offsets in `text`) must not be touched, because they lie in a string.
 */
export function shiftLines(text: string, from: string, to: string, fixed: (offset: number) => boolean = () => false) {
  if (from === to) return text;
  return text.replace(/(\r\n|[\n\r\u2028\u2029])([ \t]*)/g, (match, lineEnd: string, indent: string, offset: number) =>
    indent.startsWith(from) && !fixed(offset + lineEnd.length) ? lineEnd + to + indent.slice(from.length) : match,
  );
}
