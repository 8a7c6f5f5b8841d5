import type { ServedModel, ServerReport } from '../probe/types.js';
import { matrixOf } from './capabilities.js';
import type { Terminal } from './terminal.js';
import { formatDuration, formatNumber, plural, printable, wrap } from './text.js';

/** What `ovd probe` found. JSON, and without a secret. */
export interface ProbeRun {
  readonly version: string;
  /** As it was typed, user info taken out. */
  readonly url: string;
  readonly level: 'quick' | 'standard' | 'deep';
  readonly server: ServerReport;
  readonly turns: readonly TurnLine[];
  readonly elapsedMs: number;
}

interface TurnLine {
  readonly release: string;
  readonly verdict: 'works' | 'changed' | 'fails' | 'unknown';
  readonly changes: readonly string[];
  readonly causes: readonly string[];
}

/** The screen: what the server is, what it serves, what it takes and gives, what that means for OpenClaw. */
export function probeReport(run: ProbeRun, terminal: Terminal): string {
  const blocks = [
    head(run, terminal),
    models(run.server, terminal),
    matrix(run.server, terminal),
    speed(run.server),
    turns(run, terminal),
    foot(run, terminal),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function head({ version, server }: ProbeRun, terminal: Terminal): string {
  const { colour, symbols } = terminal;
  const dot = ` ${symbols.dot} `;
  const answered = [server.models, server.identity, server.chat].find((answer) => answer.ok);
  const open =
    server.openWithoutKey === true ? `${dot}no key needed` : server.openWithoutKey === false ? `${dot}key needed` : '';
  const first = `${colour.bold('ovd')} ${version}${dot}${colour.bold(printable(server.baseUrl))}`;
  if (answered === undefined) return [first, ...failureLines(server, terminal)].join('\n');
  return `${first}\n${colour.green(symbols.ok)} ${printable(server.family ?? 'server')}${dot}${formatDuration(answered.ms)}${open}`;
}

/** Nothing answered: what failed, what each layer of the network said, and which end to change. */
function failureLines(
  { models: answer, network }: ServerReport,
  { colour, symbols, width }: Terminal,
): readonly string[] {
  if (answer.ok) return [];
  const { message, serverSays, remediation_hint: hint } = answer.failure;
  const says = serverSays === undefined ? [] : [`server says: ${serverSays}`];
  const proof = [...says, ...(network?.layers ?? [])].map((line) => `= ${line}`);
  const rest = [...proof, hint].flatMap((text) => wrap(printable(text), width - 2));
  return [`${colour.red(symbols.error)} ${printable(message)}`, ...rest.map((line) => `  ${line}`)];
}

const mostModels = 12;

function models({ models: list, askedModel }: ServerReport, { colour }: Terminal): string {
  if (!list.ok) return '';
  const shown = list.value.slice(0, mostModels);
  const width = Math.max(...shown.map(({ id }) => printable(id).length), 0);
  const lines = shown.map((row) => {
    const window = row.maxModelLen === undefined ? 'window not told' : `${formatNumber(row.maxModelLen)} tokens`;
    const about = [
      row.limitFrom,
      row.parent === undefined ? undefined : `adapter of ${row.parent}`,
      aliasOf(row, list.value),
    ];
    const note = about.filter((text) => text !== undefined).join(', ');
    const asked = row.id === askedModel ? ' <- asked' : '';
    return `  ${printable(row.id).padEnd(width)}  ${window}${colour.dim(printable(`${note === '' ? '' : ` (${note})`}${asked}`))}`;
  });
  const rest = list.value.length - shown.length;
  return [`${plural(list.value.length, 'model')}`, ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}

/** Of several names for one model all but the first are aliases. */
function aliasOf({ id, root, parent }: ServedModel, all: readonly ServedModel[]): string | undefined {
  if (root === undefined || parent !== undefined) return undefined;
  const first = all.find((row) => row.root === root && row.parent === undefined);
  return first === undefined || first.id === id ? undefined : `alias of ${first.id}`;
}

function matrix({ capabilities = [] }: ServerReport, { colour, symbols, width }: Terminal): string {
  const rows = matrixOf(capabilities);
  const paint = { ok: colour.green, error: colour.red, info: colour.blue, skipped: colour.dim };
  const titleWidth = Math.max(...rows.map(({ title }) => title.length), 0);
  let [group, detail] = ['', ''];
  return rows
    .flatMap((row) => {
      const mark = `${paint[row.state](symbols[row.state])} ${row.word.padEnd(6)}`;
      const name = row.group === group ? '' : row.group;
      group = row.group;
      const start = `${mark}  ${name.padEnd(8)}  ${row.title.padEnd(titleWidth)}  `;
      const indent = 2 + 6 + 2 + 8 + 2 + titleWidth + 2;
      const same = row.detail === detail && row.detail.length > 40;
      detail = row.detail;
      const [first = '', ...more] = wrap(same ? 'the same' : printable(row.detail), Math.max(20, width - indent));
      const tint = row.state === 'skipped' ? colour.dim : (text: string) => text;
      return [start + tint(first), ...more.map((line) => ' '.repeat(indent) + tint(line))];
    })
    .join('\n');
}

function speed({ speed: answer, stream }: ServerReport): string {
  if (!answer.ok) return '';
  const { prefillTokensPerSecond: prefill, decodeTokensPerSecond: decode } = answer.value;
  const parts = [
    stream.ok ? `first token of a short prompt after ${formatDuration(stream.value.firstTokenMs)}` : undefined,
    prefill === undefined ? undefined : `reads ${formatNumber(Math.round(prefill))} tokens a second`,
    decode === undefined ? undefined : `writes ${formatNumber(Math.round(decode))}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Silent when nothing answered: that says nothing about any release. */
function turns({ turns: lines, server }: ProbeRun, { colour, symbols, width }: Terminal): string {
  if (![server.models, server.identity, server.chat].some((answer) => answer.ok)) return '';
  const marks = {
    works: [colour.green(symbols.ok), 'takes its turns'],
    changed: [colour.green(symbols.ok), 'takes its turns with'],
    fails: [colour.red(symbols.error), 'refuses its turns'],
    unknown: [colour.dim(symbols.skipped), 'not known'],
  } as const;
  return lines
    .map(({ release, verdict, changes, causes }) => {
      const [mark, word] = marks[verdict];
      const reasons = verdict === 'changed' ? changes.map((title) => title.replace(/^set /, '')) : causes;
      const first = `${mark} OpenClaw ${colour.bold(release)}  ${word}${reasons.length > 0 ? ':' : ''}`;
      return [
        first,
        ...reasons.flatMap((reason) => wrap(printable(reason), width - 4).map((line) => `    ${line}`)),
      ].join('\n');
    })
    .join('\n');
}

function foot({ server, elapsedMs, url }: ProbeRun, { colour }: Terminal): string {
  const { requests, promptTokens, answerTokens } = server.cost;
  const cost = `${plural(requests, 'request')}, ${formatNumber(promptTokens)} prompt and ${formatNumber(answerTokens)} answer tokens`;
  const next = server.chat.ok ? `\nnext: ovd suggest ${printable(url)}` : '';
  return `${cost} ${colour.dim(`(${formatDuration(elapsedMs)})`)}${next}`;
}
