import type { Timeouts } from '../timeouts/examine.js';
import type { JudgedLayer, Judgement } from '../timeouts/types.js';
import type { Terminal } from './terminal.js';
import { formatNumber, printable, wrap } from './text.js';

export interface TimeoutsHead {
  readonly tool: string;
  /** Of the config, as shown. */
  readonly config: string;
  readonly version: string;
  readonly source: string;
}

export interface TimeoutsOptions {
  readonly terminal: Terminal;
  /** Also where each value comes from. */
  readonly verbose: boolean;
}

const words = {
  kills: 'too low',
  tight: 'tight',
  fine: 'ok',
  harmless: 'no limit',
  unknown: 'unknown',
} as const satisfies Record<Judgement, string>;

/** The screen of `ovd timeouts`: every clock, what it would end at the measured speed, and three answers in words. */
export function timeoutsReport(timeouts: Timeouts, head: TimeoutsHead, options: TimeoutsOptions): string {
  const { terminal } = options;
  const { bold, dim } = terminal.colour;
  const dot = ` ${terminal.symbols.dot} `;
  const blocks = [
    `${bold('ovd')} ${head.tool}${dot}${bold(head.config)}${dot}OpenClaw ${bold(head.version)} ${dim(`(${head.source})`)}`,
    speedLines(timeouts, terminal),
    section('In OpenClaw', of(timeouts, 'openclaw'), options),
    ...invalidKeys(timeouts, head, terminal),
    section('Between OpenClaw and the server, where one of these stands', of(timeouts, 'proxy'), options),
    section('Around it', of(timeouts, 'host'), options),
    ...timeouts.answers.map(({ question, answer }) =>
      [bold(question), ...answer.flatMap((line) => indented(line, terminal))].join('\n'),
    ),
    summary(timeouts),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function of({ layers }: Timeouts, owner: JudgedLayer['owner']): readonly JudgedLayer[] {
  return layers.filter((layer) => layer.owner === owner);
}

function speedLines({ paces }: Timeouts, terminal: Terminal): string {
  if (paces.length === 0) {
    return indented(
      'The speed of the server is not known: ask it (without --offline), or say what you saw with --first-token 150s.',
      terminal,
    ).join('\n');
  }
  return paces
    .flatMap(({ ref, firstToken, fullWindow, wholeAnswer, confirmed, proof, source }) => {
      const known = [
        `first token after ${seconds(firstToken)}`,
        ...(source === 'measured' ? [`${seconds(fullWindow)} with a full window`] : []),
        ...(wholeAnswer === undefined ? [] : [`longest answer complete after ${seconds(wholeAnswer)}`]),
      ];
      return [
        ...indented(`${ref}: ${known.join(', ')}`, terminal),
        `  ${terminal.colour.cyan('=')} ${printable(proof)}`,
        ...(confirmed === undefined
          ? []
          : indented(
              `confirmed: ${formatNumber(confirmed.promptTokens)} tokens took ${seconds(confirmed.seconds)}, foretold ${seconds(confirmed.predicted)}`,
              terminal,
            )),
      ];
    })
    .join('\n');
}

function section(title: string, layers: readonly JudgedLayer[], options: TimeoutsOptions): string {
  return [options.terminal.colour.bold(title), ...layers.flatMap((layer) => layerLines(layer, options))].join('\n');
}

/** What is in order takes one line, unless somebody wants to know where it comes from. */
function layerLines(layer: JudgedLayer, { terminal, verbose }: TimeoutsOptions): string[] {
  const { colour, symbols, width } = terminal;
  const { judgement, what, expected, key, source, effect, recommended, present } = layer;
  const state = judgement === 'harmless' && layer.seconds !== null ? 'harmless' : words[judgement];
  const limit = layer.seconds === null ? 'none' : seconds(layer.seconds);
  const took = expected === undefined || judgement === 'harmless' ? '' : `: takes ${seconds(expected)}`;
  const head = `${mark(layer, terminal)} ${state.padEnd(9)}${limit.padStart(10)}  ${what}${took}`;
  const indent = ' '.repeat(23);
  const lines = (text: string) => wrap(printable(text), width - indent.length).map((line) => indent + line);
  const from = key === undefined || key === source ? source : `${key} ${symbols.dot} ${source}`;
  const isBad = judgement === 'kills' || judgement === 'tight';
  const fix = recommended === undefined ? [] : fixLines(recommended.edit, indent, terminal);
  if (verbose) return [head, ...lines(from).map(dimmed(colour)), ...(isBad ? lines(`then: ${effect}`) : []), ...fix];
  if (!isBad) return [head];
  return present === 'yes'
    ? [head, ...lines(from).map(dimmed(colour)), ...lines(`then: ${effect}`), ...fix]
    : [head, ...fix];
}

function fixLines(edit: string, indent: string, { colour, width }: Terminal): readonly string[] {
  const [first = '', ...more] = wrap(printable(edit), width - indent.length - 5);
  return [`${indent}${colour.green('fix')}  ${first}`, ...more.map((line) => `${indent}     ${line}`)];
}

function dimmed(colour: Terminal['colour']) {
  return (line: string) => colour.dim(line);
}

function mark({ judgement, present }: JudgedLayer, { colour, symbols }: Terminal): string {
  switch (judgement) {
    case 'kills':
      return present === 'yes' ? colour.red(symbols.error) : colour.yellow(symbols.warning);
    case 'tight':
      return colour.yellow(symbols.warning);
    case 'fine':
      return colour.green(symbols.ok);
    default:
      return colour.dim(symbols.skipped);
  }
}

function invalidKeys({ layers }: Timeouts, { version }: TimeoutsHead, terminal: Terminal): string[] {
  const rows = new Map(layers.flatMap(({ keys }) => keys.filter(({ valid }) => !valid)).map((row) => [row.key, row]));
  if (rows.size === 0) return [];
  const lines = [...rows.values()].map(({ key, releases, written }) => {
    const where = releases === undefined ? 'no known release has it' : `a key of ${releases}`;
    return `  ${key}: ${where}${written === undefined ? '' : `; the config sets it to ${written}, and ${version} refuses that`}`;
  });
  return [
    [
      terminal.colour.bold(`No keys of ${version}`),
      ...lines.flatMap((line) => wrap(printable(line), terminal.width)),
    ].join('\n'),
  ];
}

function summary({ layers }: Timeouts): string {
  const count = (judgement: Judgement) =>
    layers.filter((layer) => layer.present === 'yes' && layer.judgement === judgement).length;
  const [kills, tight] = [count('kills'), count('tight')];
  if (kills + tight > 0) return `${kills} too low, ${tight} tight; where each value comes from: --verbose`;
  return layers.some((layer) => layer.judgement === 'fine')
    ? 'no limit of OpenClaw is too low'
    : 'no limit could be judged';
}

function indented(text: string, { width }: Terminal): string[] {
  return wrap(printable(text), width - 2).map((line) => `  ${line}`);
}

/** `0.3 s`, `120 s`, `172 800 s`. */
function seconds(value: number): string {
  return value < 10 && !Number.isInteger(value)
    ? `${value.toFixed(value < 1 ? 2 : 1)} s`
    : `${formatNumber(Math.round(value))} s`;
}
