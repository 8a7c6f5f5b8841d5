interface Wording {
  readonly id: string;
  readonly wording: string;
}

/** Known wordings that share their rare words with one of the lines, best first, at most three; none when nothing is alike. */
export function nearestWordings(lines: readonly string[], known: readonly Wording[]): readonly Wording[] {
  const rows = known.map((row) => ({ row, words: wordsOf(row.wording) }));
  const rarity = new Map<string, number>();
  for (const { words } of rows) for (const word of words) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  const weigh = (word: string) => 1 / (rarity.get(word) ?? 1);
  const best = new Map<Wording, number>();
  for (const line of lines.slice(-200)) {
    const said = wordsOf(line);
    for (const { row, words } of rows) {
      const shared = [...words].filter((word) => said.has(word));
      const score = shared.reduce((sum, word) => sum + weigh(word), 0) / Math.sqrt(words.size * Math.max(1, said.size));
      if (shared.length >= 2 && score > (best.get(row) ?? 0)) best.set(row, score);
    }
  }
  return [...best]
    .filter(([, score]) => score > 0.08)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([row]) => row);
}

const common = new Set([
  'the',
  'a',
  'is',
  'to',
  'of',
  'and',
  'or',
  'in',
  'for',
  'be',
  'not',
  'it',
  'was',
  'with',
  'at',
  'on',
  'this',
  'error',
  'failed',
]);

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[a-z][a-z_-]{2,}/g) ?? [];
  return new Set(words.filter((word) => !common.has(word)));
}
