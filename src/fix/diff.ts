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
}

/**
 * Unified diff, empty when nothing differs. Both texts have to be masked already. Line ends are not shown when all of them
 * are \r\n, else a \r is shown as ␍; control characters become visible, so that a config cannot talk to the terminal.
 */
export async function unifiedDiff(before: string, after: string, options: DiffOptions): Promise<string> {
  if (before === after) return '';
  const { structuredPatch } = await import('diff');
  const { name, palette = plain, context = 3 } = options;
  const [left, right] = bothUnixLines(before, after);
  const { hunks } = structuredPatch('a', 'b', left, right, undefined, undefined, { context });
  const shown = name.replaceAll('\\', '/').replace(/^\/+/, '');
  const lines = [palette.bold(`--- a/${shown}`), palette.bold(`+++ b/${shown}`)];
  for (const hunk of hunks) {
    const range = `@@ -${span(hunk.oldStart, hunk.oldLines)} +${span(hunk.newStart, hunk.newLines)} @@`;
    lines.push(palette.cyan(range), ...hunk.lines.map((line) => paint(visible(line), palette)));
  }
  return `${lines.join('\n')}\n`;
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
  return line.replace(/^([-+ ])\ufeff/, '$1').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (character === '\t') return character;
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}
