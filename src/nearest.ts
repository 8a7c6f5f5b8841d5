/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Those of `words` that somebody may have meant by `word`, nearest first, at most three; case and separators hardly count. */
export function nearest(word: string, words: readonly string[]): readonly string[] {
  const plain = (text: string) => text.toLowerCase().replace(/[-_./\s]/g, '');
  const size = plain(word).length;
  const limit = Math.max(1, Math.floor(size / 3));
  return words
    .filter((candidate) => Math.abs(plain(candidate).length - size) <= limit)
    .map((candidate) => ({ candidate, distance: editDistance(plain(word), plain(candidate)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** One edit in a word of some length: nothing else can have been meant, when `meant` is the only one near. */
export function isSlip(word: string, meant: string): boolean {
  return Math.min(word.length, meant.length) >= 5 && editDistance(word.toLowerCase(), meant.toLowerCase()) === 1;
}
