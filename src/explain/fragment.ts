interface Sentence {
  readonly id: string;
  /** Places for names and numbers stand in braces. */
  readonly wording: string;
}

/** A sentence of which the line holds a piece. */
export interface Fragment {
  readonly id: string;
  /** Words in a row that both have. */
  readonly words: number;
}

const fewest = 4;
/** Shorter pieces count where they are nearly the whole line. */
const fewestOfAll = 3;

/**
 * The one known sentence that shares the longest run of words with a line that was cut short or pasted in part; undefined when no
 * run is long enough, or several sentences share it.
 */
export function findFragment(line: string, sentences: readonly Sentence[]): Fragment | undefined {
  const said = wordsOf(line);
  if (said.length < fewestOfAll || said.length > 200) return undefined;
  const runs = sentences.map(({ id, wording }) => ({ id, words: longestRun(said, wordsOf(wording)) }));
  const words = Math.max(0, ...runs.map((run) => run.words));
  const best = runs.filter((run) => run.words === words);
  const enough = words >= fewest || (words >= fewestOfAll && words >= 0.8 * said.length);
  return enough && best.length === 1 ? best[0] : undefined;
}

/** Words, with every number and every place for one as `#`; what a line has before its message counts as words, and does no harm. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replace(/\{\w+\}/g, '#')
      .match(/--[a-z][\w-]*|[a-z_][\w'-]*|#|\d[\d.,]*/g) ?? []
  ).map((word) => (/^\d/.test(word) ? '#' : word));
}

/** Runs of words that are the same; a word cut off at the end of the line counts as whole. `#` alone adds nothing. */
function longestRun(line: readonly string[], sentence: readonly string[]): number {
  let best = 0;
  for (let i = 0; i < line.length; i += 1) {
    for (let j = 0; j < sentence.length; j += 1) {
      let words = 0;
      for (let k = 0; same(line, i + k, sentence[j + k]); k += 1) if (line[i + k] !== '#') words += 1;
      best = Math.max(best, words);
    }
  }
  return best;
}

function same(line: readonly string[], at: number, word: string | undefined): boolean {
  const own = line[at];
  if (own === undefined || word === undefined) return false;
  return own === word || (at === line.length - 1 && own.length >= 3 && word.startsWith(own));
}
