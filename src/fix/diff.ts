/** How the parts of a diff are coloured; the members of a chalk instance fit. */
export interface DiffPalette {
  bold(text: string): string;
  red(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

const plain: DiffPalette = {
  bold: (text) => text,
  red: (text) => text,
  green: (text) => text,
  cyan: (text) => text,
};

export interface DiffOptions {
  /** As the headers show it; `\` becomes `/`. */
  readonly name: string;
  readonly palette?: DiffPalette;
  /** Unchanged lines around a change; 3 unless given. */
  readonly context?: number;
  /** Longer lines are cut, around the change where there is one: for a screen, not for `patch`. */
  readonly width?: number;
}

/**
 * Unified diff, empty when nothing differs. Both texts have to be masked already. Line ends are not shown when all of them
 * are \r\n, else a \r is shown as ␍; control characters become visible, so that a config cannot talk to the terminal. A byte
 * order mark is shown where it goes, as <U+FEFF>.
 */
export async function unifiedDiff(before: string, after: string, options: DiffOptions): Promise<string> {
  if (before === after) return '';
  const { structuredPatch } = await import('diff');
  const { name, palette = plain, context = 3, width } = options;
  const [left, right] = bothUnixLines(before, after);
  const { hunks } = structuredPatch('a', 'b', left, right, undefined, undefined, { context });
  const shown = name.replaceAll('\\', '/').replace(/^\/+/, '');
  const lines = [palette.bold(`--- a/${shown}`), palette.bold(`+++ b/${shown}`)];
  const unmarks = before.startsWith('\ufeff') && !after.startsWith('\ufeff');
  for (const hunk of hunks) {
    const range = `@@ -${span(hunk.oldStart, hunk.oldLines)} +${span(hunk.newStart, hunk.newLines)} @@`;
    const rows = hunk.lines.map((line) => visible(unmarks ? line.replace(/^-\ufeff+/, '-<U+FEFF>') : line));
    const drawn = width === undefined ? rows : clipped(rows, width);
    lines.push(palette.cyan(range), ...drawn.map((line) => paint(line, palette)));
  }
  return `${lines.join('\n')}\n`;
}

const cut = '\u2026';

/** Lines that were replaced one by one show their difference, all others their beginning. */
function clipped(all: readonly string[], width: number): readonly string[] {
  const rows = all.filter((row) => !row.startsWith('\\')); // "no newline at end of file"
  const result: string[] = [];
  for (let at = 0; at < rows.length; ) {
    const removed = runOf(rows, at, '-');
    const added = runOf(rows, at + removed.length, '+');
    if (removed.length === 0 || removed.length !== added.length) {
      result.push(window(rows[at] ?? '', 0, width));
      at += 1;
      continue;
    }
    const starts = removed.map((row, i) => firstShown(row, added[i] ?? '', width));
    result.push(...removed.map((row, i) => window(row, starts[i] ?? 0, width)));
    result.push(...added.map((row, i) => window(row, starts[i] ?? 0, width)));
    at += removed.length + added.length;
  }
  return result;
}

function runOf(rows: readonly string[], from: number, mark: string): readonly string[] {
  let end = from;
  while (rows[end]?.startsWith(mark) === true) end += 1;
  return rows.slice(from, end);
}

/** Where to begin so that the first difference stands in the first third. */
function firstShown(left: string, right: string, width: number): number {
  if (Math.max(left.length, right.length) <= width) return 0;
  let same = 1;
  while (same < left.length && left[same] === right[same]) same += 1;
  return Math.max(0, same - Math.floor(width / 3));
}

/** The mark of the line stays in front. */
function window(row: string, start: number, width: number): string {
  const [mark, text] = [row.slice(0, 1), row.slice(1)];
  const head = start === 0 ? text : `${cut}${text.slice(start)}`;
  return mark + (head.length < width ? head : `${head.slice(0, width - 2)}${cut}`);
}

function span(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

function paint(line: string, palette: DiffPalette): string {
  if (line.startsWith('+')) return palette.green(line);
  return line.startsWith('-') ? palette.red(line) : line;
}

/** Without \r when every line of both ends with \r\n. */
function bothUnixLines(before: string, after: string): [string, string] {
  const onlyWindows = [before, after].every((text) => !/(?<!\r)\n|\r(?!\n)/.test(text));
  return onlyWindows ? [before.replaceAll('\r\n', '\n'), after.replaceAll('\r\n', '\n')] : [before, after];
}

function visible(line: string): string {
  return line.replace(/^([-+ ])\ufeff+/, '$1').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (character === '\t') return character;
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}
