/**
 * Texts of which at least one stands in whatever the pattern matches, lower case; undefined when the pattern promises none. A search
 * for plain texts is many times faster than two hundred patterns, and most lines of a log hold none of them.
 */
export function needlesOf({ source }: RegExp): readonly string[] | undefined {
  const found = ofAlternatives(source);
  return found?.map((needle) => needle.toLowerCase());
}

/** Tells for a text which patterns are worth trying on it. */
export function createGate(patterns: readonly RegExp[]): (text: string) => (pattern: RegExp) => boolean {
  const needles = new Map(patterns.map((pattern) => [pattern, needlesOf(pattern)]));
  return (text) => {
    const lower = text.toLowerCase();
    return (pattern) => needles.get(pattern)?.some((needle) => lower.includes(needle)) ?? true;
  };
}

const shortest = 3;

function ofAlternatives(source: string): readonly string[] | undefined {
  const found: string[] = [];
  for (const alternative of split(source)) {
    const own = ofSequence(alternative);
    if (own === undefined) return undefined;
    found.push(...own);
  }
  return found;
}

/** The longest plain text that the sequence cannot do without; else what one of its groups cannot do without. */
function ofSequence(source: string): readonly string[] | undefined {
  const texts: string[] = [];
  const groups: string[] = [];
  let text = '';
  const flush = () => {
    texts.push(text);
    text = '';
  };
  for (const { kind, body, optional } of atomsOf(source)) {
    if (kind === 'letter' && !optional) text += body;
    else {
      flush();
      if (kind === 'group' && !optional) groups.push(body);
    }
  }
  flush();
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest.length >= shortest) return [longest];
  return groups.map(ofAlternatives).find((needles) => needles !== undefined);
}

interface Atom {
  readonly kind: 'letter' | 'group' | 'other';
  /** The letter, or what stands in the group. */
  readonly body: string;
  readonly optional: boolean;
}

function* atomsOf(source: string): Generator<Atom> {
  for (let i = 0; i < source.length; ) {
    const end = endOfAtom(source, i);
    const [quantifier = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(end)) ?? [];
    const optional = /^(?:[*?]|\{0)/.test(quantifier);
    const atom = source.slice(i, end);
    const group = /^\((?:\?:|\?<[A-Za-z]\w*>)?(?!\?)([\s\S]*)\)$/.exec(atom)?.[1];
    if (group !== undefined) yield { kind: 'group', body: group, optional };
    else if (/^[\w ,:;"'`<>=/@#%&!~-]$/.test(atom)) {
      yield { kind: 'letter', body: atom, optional };
      // `a+` is at least one a, and what follows may be another.
      if (quantifier !== '' && !optional) yield { kind: 'other', body: '', optional };
    } else if (/^\\[^\w]$/.test(atom)) yield { kind: 'letter', body: atom.slice(1), optional };
    // An assertion takes nothing from the text, so what stands on both sides of it is one text: but it may stop the match, no more.
    else if (!/^(?:\\[bB]|[\^$]|\(\?[=!])/.test(atom)) yield { kind: 'other', body: '', optional };
    i = end + quantifier.length;
  }
}

function endOfAtom(source: string, start: number): number {
  const first = source[start];
  if (first === '\\') {
    const [long = source.slice(start, start + 2)] =
      /^\\(?:u[\da-f]{4}|x[\da-f]{2}|k<\w+>|p\{\w+\})/i.exec(source.slice(start)) ?? [];
    return start + long.length;
  }
  if (first === '[') return endOfClass(source, start);
  if (first !== '(') return start + 1;
  let depth = 0;
  for (let i = start; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '[') i = endOfClass(source, i) - 1;
    else if (source[i] === '(') depth += 1;
    else if (source[i] === ')') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return source.length;
}

function endOfClass(source: string, start: number): number {
  for (let i = start + 1; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === ']') return i + 1;
  }
  return source.length;
}

/** At the bars that stand in no group. */
function split(source: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < source.length; ) {
    if (source[i] === '|') {
      parts.push(source.slice(start, i));
      start = i + 1;
      i += 1;
    } else i = endOfAtom(source, i);
  }
  return [...parts, source.slice(start)];
}
