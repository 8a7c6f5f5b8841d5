import { Chalk, type ChalkInstance } from 'chalk';

export interface Terminal {
  readonly colour: ChalkInstance;
  readonly symbols: Symbols;
  /** Characters a line may take: 40 to 100. */
  readonly width: number;
}

export interface Symbols {
  readonly ok: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  readonly skipped: string;
  readonly crashed: string;
  readonly gutter: string;
  readonly caret: string;
  readonly dot: string;
  readonly cut: string;
  readonly full: string;
  readonly empty: string;
  readonly middle: string;
}

const unicode: Symbols = {
  ok: '✔',
  error: '✖',
  warning: '▲',
  info: '•',
  skipped: '–',
  crashed: '☠',
  gutter: '│',
  caret: '^',
  dot: '·',
  cut: '…',
  full: '█',
  empty: '░',
  middle: '▒',
};

const ascii: Symbols = {
  ok: '+',
  error: 'x',
  warning: '!',
  info: 'i',
  skipped: '-',
  crashed: '#',
  gutter: '|',
  caret: '^',
  dot: '-',
  cut: '...',
  full: '#',
  empty: '.',
  middle: '=',
};

type Env = Readonly<Record<string, string | undefined>>;

export interface TerminalOptions {
  /** `--color` / `--no-color`; undefined when neither was given. */
  readonly color?: boolean | undefined;
  readonly ascii?: boolean | undefined;
}

/** Decides colour, symbols and width once, for the stream that the report goes to. */
export function terminalFor(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Env,
  platform: string,
  options: TerminalOptions = {},
): Terminal {
  return {
    colour: new Chalk({ level: colourLevel(stream, env, options.color) }),
    symbols: options.ascii === true || !speaksUnicode(env, platform) ? ascii : unicode,
    width: Math.max(40, Math.min(100, stream.columns || Number(env.COLUMNS) || 80)),
  };
}

/** `--color`/`--no-color` > NO_COLOR > FORCE_COLOR > terminal. An empty NO_COLOR or FORCE_COLOR counts as absent. */
function colourLevel(stream: { readonly isTTY?: boolean }, env: Env, flag: boolean | undefined): 0 | 1 | 2 | 3 {
  const best = env.COLORTERM === 'truecolor' ? 3 : /256/.test(env.TERM ?? '') ? 2 : 1;
  if (flag !== undefined) return flag ? best : 0;
  if (env.NO_COLOR) return 0;
  if (env.FORCE_COLOR) return env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false' ? 0 : best;
  return stream.isTTY === true && env.TERM !== 'dumb' ? best : 0;
}

function speaksUnicode(env: Env, platform: string): boolean {
  if (env.TERM === 'dumb') return false;
  if (platform === 'win32')
    return env.WT_SESSION !== undefined || env.TERM_PROGRAM !== undefined || env.CI !== undefined;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}
