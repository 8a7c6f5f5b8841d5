import type { AgentBudget } from '../budget/types.js';
import type { Terminal } from './terminal.js';
import { displayWidth, formatNumber, printable, wrap } from './text.js';

export interface BudgetView {
  readonly shown: string;
  readonly release: string;
  readonly releaseSource: string;
  readonly budgets: readonly AgentBudget[];
  /** The agent whose budget is shown in full. */
  readonly agent: string;
  /** Why a capture was not used. */
  readonly outdated: readonly string[];
  /** Days since the capture, when one is used. */
  readonly captureDays?: number;
}

/** The screen: the bar, where the tokens go, whether it fits, what other settings would send, what to change. */
export function budgetReport(view: BudgetView, terminal: Terminal): string {
  const { colour, symbols } = terminal;
  const dot = ` ${symbols.dot} `;
  const head = `${colour.bold('ovd budget')}${dot}${colour.bold(view.shown)}${dot}OpenClaw ${colour.bold(view.release)} ${colour.dim(`(${view.releaseSource})`)}`;
  const budget = view.budgets.find(({ agent }) => agent === view.agent);
  if (budget === undefined) return `${head}\n\nno agent uses a model on a server of your own\n`;
  const blocks = [
    [head, ...sourceLines(budget, view, terminal)].join('\n'),
    bar(budget, terminal),
    shares(budget, terminal),
    verdict(budget, terminal),
    whatIf(budget, terminal),
    advice(budget, terminal),
    others(view, terminal),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function sourceLines(
  { agent, model, source, prompt, window }: AgentBudget,
  { outdated, captureDays }: BudgetView,
  { colour, symbols, width }: Terminal,
): readonly string[] {
  const age = captureDays === undefined ? '' : captureDays === 0 ? ', today' : `, ${captureDays} days ago`;
  const served = window.served === undefined ? 'served window not known' : `served ${formatNumber(window.served)}`;
  const lines = [
    `agent ${agent} on ${model}, window ${formatNumber(window.configured)} (${window.from}), ${served}`,
    `from ${source.text}${source.kind === 'capture' ? age : ''}; counted by ${prompt.detail}`,
    ...outdated.map((reason) => `${symbols.warning} a capture is not used: ${reason}; ovd capture makes a new one`),
    ...(source.kind === 'sizes' && outdated.length === 0
      ? ['ovd capture would count the real request of your setup']
      : []),
  ];
  return lines.flatMap((line) => wrap(printable(line), width)).map((line) => colour.dim(line));
}

function bar({ window, prompt, answer, compaction, free, over: tooMany }: AgentBudget, terminal: Terminal): string {
  const { colour, symbols, width } = terminal;
  const cells = Math.max(20, Math.min(60, width - 28));
  const of = (tokens: number) => Math.max(0, Math.round((tokens / window.limit) * cells));
  const used = Math.min(cells, of(prompt.tokens));
  const history = Math.min(cells - used, of(compaction.history));
  const reply = Math.min(cells - used - history, of(answer.sent ?? 0));
  const over = tooMany > 0;
  const drawn =
    colour.cyan(symbols.full.repeat(used)) +
    colour.blue(symbols.dot.repeat(history)) +
    (over ? colour.red : colour.green)(symbols.middle.repeat(reply)) +
    colour.dim(symbols.empty.repeat(cells - used - history - reply));
  const after = over ? colour.red(`${formatNumber(tooMany)} too many`) : `${formatNumber(free)} free`;
  return `  ${formatNumber(window.limit)} ${symbols.gutter}${drawn}${symbols.gutter} ${after}`;
}

interface Row {
  readonly name: string;
  readonly tokens: number;
  readonly note?: string | undefined;
  readonly inner?: boolean;
}

const mostTools = 8;

function shares(budget: AgentBudget, { colour, width }: Terminal): string {
  const { parts, prompt, answer, compaction, window, free, over } = budget;
  const listed = parts.eachTool.slice(0, mostTools);
  const rest = parts.eachTool.slice(mostTools);
  const inner = (row: Row): Row => ({ ...row, inner: true });
  const rows: readonly Row[] = [
    { name: 'system text', tokens: parts.system },
    { name: 'workspace files', tokens: sum(parts.files) },
    ...parts.files.map(inner),
    ...(parts.skills === 0 ? [] : [{ name: 'skills', tokens: parts.skills }]),
    { name: `tools${parts.eachTool.length === 0 ? '' : ` (${parts.eachTool.length})`}`, tokens: parts.tools },
    ...listed.map(inner),
    ...(rest.length === 0 ? [] : [inner({ name: `${rest.length} more`, tokens: sum(rest) })]),
    { name: 'messages', tokens: parts.messages },
    { name: 'prompt', tokens: prompt.tokens, note: bound(budget) },
    { name: 'answer', tokens: answer.sent ?? 0, note: answer.how },
    {
      name: 'history',
      tokens: compaction.history,
      note: `until compaction, which keeps ${compaction.reserve} free`,
    },
    over > 0 ? { name: 'too many', tokens: over } : { name: 'free', tokens: free },
  ];
  const names = Math.max(...rows.map(({ name, inner: deep }) => displayWidth(name) + (deep === true ? 4 : 2)));
  const numbers = Math.max(...rows.map(({ tokens }) => formatNumber(tokens).length));
  return rows
    .map(({ name, tokens, note, inner: deep }) => {
      const indent = deep === true ? '    ' : '  ';
      const label = `${indent}${printable(name)}`.padEnd(names + 2);
      const percent = `${Math.round((100 * tokens) / window.limit)} %`.padStart(6);
      const line = `${label}${formatNumber(tokens).padStart(numbers)}${percent}${note === undefined ? '' : `  ${note}`}`;
      const fitted = displayWidth(line) > width && note !== undefined ? wrapNote(line, note, width) : line;
      return deep === true ? colour.dim(fitted) : name === 'prompt' ? colour.bold(fitted) : fitted;
    })
    .join('\n');
}

function wrapNote(line: string, note: string, width: number): string {
  const start = line.slice(0, line.length - note.length);
  const [first = '', ...more] = wrap(note, Math.max(20, width - start.length));
  return [start + first, ...more.map((text) => ' '.repeat(start.length) + text)].join('\n');
}

function bound({ prompt: { tokens, low, high } }: AgentBudget): string | undefined {
  return low === high
    ? undefined
    : `between ${formatNumber(low)} and ${formatNumber(high)}${tokens === low ? ', at least' : ''}`;
}

function sum(rows: readonly { readonly tokens: number }[]): number {
  return rows.reduce((total, { tokens }) => total + tokens, 0);
}

function verdict({ fit, refused, answer }: AgentBudget, { colour, symbols, width }: Terminal): string {
  if (refused !== undefined) return `${colour.red(symbols.error)} ${wrap(refused, width - 2).join('\n  ')}`;
  if (fit.ok && answer.cut) {
    const text = `the first turn fits, but this release cuts the answer to ${formatNumber(answer.sent ?? 0)}: ${fit.arithmetic}`;
    return `${colour.yellow(symbols.warning)} ${wrap(text, width - 2).join('\n  ')}`;
  }
  if (fit.unsure !== undefined) {
    const text = `the first turn ${fit.ok ? 'may fit' : 'may not fit'}: ${fit.arithmetic}, ${fit.unsure}`;
    return `${colour.yellow(symbols.warning)} ${wrap(text, width - 2).join('\n  ')}`;
  }
  return fit.ok
    ? `${colour.green(symbols.ok)} the first turn fits: ${fit.arithmetic}`
    : `${colour.red(symbols.error)} the first turn does not fit: ${fit.arithmetic}`;
}

function whatIf({ whatIf: rows, prompt }: AgentBudget, { colour, symbols }: Terminal): string {
  if (rows.length === 0) return '';
  const titles = Math.max(...rows.map(({ title }) => displayWidth(printable(title))));
  const numbers = formatNumber(prompt.tokens).length + 2;
  const lines = rows.map(({ title, prompt: tokens, saves, sent, fits }) => {
    const change = saves === 0 ? '0' : `${saves > 0 ? '-' : '+'}${formatNumber(Math.abs(saves))}`;
    const mark = fits ? colour.green(symbols.ok) : colour.red(symbols.error);
    const limit = sent === null ? 'no limit' : `answer ${formatNumber(sent)}`;
    return `  ${mark} ${printable(title).padEnd(titles)}  ${formatNumber(tokens).padStart(numbers)} ${change.padStart(numbers + 1)}  ${limit}`;
  });
  return [`${colour.bold('what if')} ${colour.dim('(prompt, change, output limit)')}`, ...lines].join('\n');
}

function advice({ advice: rows }: AgentBudget, { colour, width }: Terminal): string {
  if (rows.length === 0) return '';
  const lines = rows.flatMap(({ title, gain }) => [
    `  ${printable(title)}`,
    ...wrap(printable(gain), width - 6).map((line) => `      ${colour.dim(line)}`),
  ]);
  return [colour.bold('advice'), ...lines].join('\n');
}

function others({ budgets, agent }: BudgetView, { colour }: Terminal): string {
  const rest = budgets.filter((budget) => budget.agent !== agent);
  if (rest.length === 0) return '';
  const names = Math.max(...rest.map((budget) => budget.agent.length));
  const lines = rest.map(
    (budget) =>
      `  ${budget.agent.padEnd(names)}  ${formatNumber(budget.prompt.tokens)} of ${formatNumber(budget.window.limit)} on ${printable(budget.model)}${budget.fit.ok ? '' : ', does not fit'}`,
  );
  return [`${colour.bold('other agents')} ${colour.dim('(ovd budget --agent ID)')}`, ...lines].join('\n');
}
