/** What a unit gives its process: assignments of its own, and files that hold more. Values are secrets. */
export interface UnitEnvironment {
  readonly values: ReadonlyMap<string, string>;
  /** In the order of the unit, `%h` replaced; each of them wins over `values` (systemd.exec(5)). */
  readonly files: readonly string[];
}

/** Reads the texts of a unit and its drop-ins, in that order: a later assignment wins, an empty one forgets all before it. */
export function unitEnvironment(texts: readonly string[], home: string): UnitEnvironment {
  const values = new Map<string, string>();
  let files: string[] = [];
  for (const line of texts.flatMap(linesOf)) {
    const [, key, rest = ''] = /^(Environment|EnvironmentFile)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key === 'Environment') {
      if (rest === '') values.clear();
      for (const [name, value] of assignmentsIn(rest)) values.set(name, value);
    }
    if (key === 'EnvironmentFile') {
      const file = rest
        .replace(/^-/, '')
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('%h', home);
      files = rest === '' ? [] : [...files, file];
    }
  }
  return { values, files };
}

/** Lines of `[Service]`, those that end with a backslash joined with the next, comments left out. */
function linesOf(text: string): readonly string[] {
  let section = '';
  const lines: string[] = [];
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const trimmed = line.trim();
    if (/^\[.*\]$/.test(trimmed)) section = trimmed;
    else if (section === '[Service]' && !/^[#;]/.test(trimmed)) lines.push(trimmed);
  }
  return lines;
}

/** `A=b "C=d e" 'F=g'` */
function assignmentsIn(text: string): readonly (readonly [string, string])[] {
  const words = text.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"']+(?:"(?:[^"\\]|\\.)*"|'[^']*')?/g) ?? [];
  return words.flatMap((word): [string, string][] => {
    const plain = /^["']/.test(word) ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
    const at = plain.indexOf('=');
    if (at <= 0) return [];
    const value = plain.slice(at + 1).replace(/^(["'])(.*)\1$/, '$2');
    return [[plain.slice(0, at), value.replaceAll('%%', '%')]];
  });
}
