/** A piece of text that may not parse, as far as it can be told apart: good enough to guess what went wrong. */
export interface Token {
  readonly kind: 'string' | 'punctuation' | 'word' | 'comment';
  readonly start: number;
  readonly end: number;
  /** False for a string or a comment that runs into a line end or the end of the text. */
  readonly closed: boolean;
}

const piece =
  /(?<string>"(?:[^"\\\r\n]|\\(?:\r\n|[\s\S]))*"?|'(?:[^'\\\r\n]|\\(?:\r\n|[\s\S]))*'?)|(?<comment>\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<punctuation>[{}[\]:,])|(?<word>[^\s\ufeff{}[\]:,"']+?(?=\/[/*]|[\s\ufeff{}[\]:,"']|$))/g;

/** Never throws; what it skips is blank. */
export function scanTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(piece)) {
    const [found] = match;
    const { string, comment, punctuation } = match.groups ?? {};
    const span = { start: match.index, end: match.index + found.length };
    if (string !== undefined) {
      tokens.push({
        kind: 'string',
        ...span,
        closed: found.length > 1 && found.at(-1) === found[0] && !endsEscaped(found),
      });
    } else if (comment !== undefined) {
      const closed = found.startsWith('//') || (found.length >= 4 && found.endsWith('*/'));
      tokens.push({ kind: 'comment', ...span, closed });
    } else {
      tokens.push({ kind: punctuation === undefined ? 'word' : 'punctuation', ...span, closed: true });
    }
  }
  return tokens;
}

/** Whether the last quote belongs to an escape: `"C:\dir\"` is not closed by it. */
function endsEscaped(literal: string): boolean {
  const backslashes = /\\*$/.exec(literal.slice(0, -1))?.[0].length ?? 0;
  return backslashes % 2 === 1;
}
