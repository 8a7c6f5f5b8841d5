import { positionAt } from '../config/document.js';
import type { Examination } from '../examination.js';
import type { Severity } from '../rules/define.js';
import type { Finding } from '../rules/finding.js';
import { type Area, areasOf } from './areas.js';
import { budgetBar } from './budget-bar.js';
import { effectiveLines } from './effective-lines.js';
import { frameOf } from './frame.js';
import type { Terminal } from './terminal.js';
import { displayWidth, formatDuration, plural, printable, wrap } from './text.js';
import { wayBlocks } from './way.js';

export interface PrettyOptions {
  readonly terminal: Terminal;
  /** Findings only. */
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The screen: what was examined, one line an area, the findings (worst first), the sum, one next command. */
export function prettyReport(run: Examination, options: PrettyOptions): string {
  const blocks: string[] = [];
  if (!options.quiet) blocks.push(header(run, options), areaLines(run, options), ...bar(run, options));
  if (!options.quiet) blocks.push(...wayBlocks(run, options.terminal));
  const told = new Set<string>();
  blocks.push(...run.findings.map((finding) => findingBlock(finding, run, options.terminal, told)));
  if (!options.quiet && options.verbose) blocks.push(verboseBlock(run, options.terminal));
  if (!options.quiet) blocks.push(...summary(run, options));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function header(run: Examination, { terminal }: PrettyOptions): string {
  const { bold, dim } = terminal.colour;
  const release = run.facts.release.ok ? run.facts.release.value : undefined;
  const dot = ` ${terminal.symbols.dot} `;
  const openclaw = release === undefined ? '' : `${dot}OpenClaw ${bold(release.version)} ${dim(`(${release.source})`)}`;
  const first = `${bold('ovd')} ${run.version}${dot}${bold(run.config.shown)}${openclaw}`;
  return release?.notice === undefined ? first : `${first}\n${dim(release.notice)}`;
}

function areaLines(run: Examination, { terminal }: PrettyOptions): string {
  const areas = areasOf(run);
  const nameWidth = Math.max(...areas.map((area) => area.name.length));
  const wordWidth = Math.max(...areas.map((area) => area.state.length));
  return areas
    .flatMap((area) => {
      const head = `${areaMark(area, terminal)} ${area.state.padEnd(wordWidth)}  ${area.name.padEnd(nameWidth)}  `;
      const indent = 2 + wordWidth + 2 + nameWidth + 2;
      const [first = '', ...rest] = wrap(printable(area.text), terminal.width - indent);
      const paint = area.state === 'skipped' ? terminal.colour.dim : (text: string) => text;
      return [head + paint(first), ...rest.map((line) => ' '.repeat(indent) + paint(line))];
    })
    .join('\n');
}

function areaMark(area: Area, { colour, symbols }: Terminal): string {
  const paint = { ok: colour.green, skipped: colour.dim, crashed: colour.magenta, ...severityPaint(colour) }[
    area.state
  ];
  return paint(symbols[area.state]);
}

function severityPaint(colour: Terminal['colour']) {
  return { error: colour.red, warning: colour.yellow, info: colour.blue } satisfies Record<Severity, unknown>;
}

function bar(run: Examination, { terminal }: PrettyOptions): string[] {
  const drawn = budgetBar(run, terminal);
  return drawn === undefined ? [] : [drawn];
}

/** One finding: what, where, proof, why, fix. A reason of `told` is left out, and a new one added to it. */
export function findingBlock(
  finding: Finding,
  run: Examination,
  terminal: Terminal,
  told: Set<string> = new Set(),
): string {
  const { colour, symbols, width } = terminal;
  const paint = severityPaint(colour)[finding.severity];
  const doubt = finding.confidence === 'certain' ? '' : colour.dim(` (${finding.confidence})`);
  const head = `${paint(symbols[finding.severity])} ${paint.bold(finding.severity)}  ${colour.bold(finding.ruleId)}${doubt}`;
  const lines = [head, ...wrap(printable(finding.message), width - 2).map((line) => `  ${line}`)];
  lines.push('', ...frameLines(finding, run, terminal));
  for (const { at, note } of finding.related) lines.push(...frameLines({ ...finding, at, label: note }, run, terminal));
  lines.push('');
  for (const proof of finding.proof) {
    if (proof !== finding.message) lines.push(`  ${colour.cyan('=')} ${printable(proof)}`);
  }
  if (!told.has(finding.why)) lines.push(...labelled('why', finding.why, terminal));
  told.add(finding.why);
  if (finding.fix !== undefined) {
    const { title, safety, risk } = finding.fix;
    lines.push(...labelled('fix', `${title} [${safety}]`, terminal));
    if (risk !== undefined) lines.push(...labelled('', risk, terminal));
  } else if (finding.remedy !== undefined) {
    lines.push(...labelled('do', finding.remedy, terminal));
  }
  return lines.join('\n').trimEnd();
}

function labelled(label: string, text: string, { colour, width }: Terminal): string[] {
  const [first = '', ...rest] = wrap(printable(text), width - 7);
  return [`  ${colour.dim(label.padEnd(3))}  ${first}`, ...rest.map((line) => `       ${line}`)];
}

function frameLines(finding: Finding, run: Examination, { colour, symbols, width }: Terminal): string[] {
  const text = run.sources.find((source) => source.file === finding.at.file)?.text;
  if (text === undefined) return [];
  const { line, column } = positionAt(text, finding.at.start);
  const shown = finding.at.file === run.config.file ? run.config.shown : finding.at.file;
  const gutterWidth = String(line + 1).length;
  const paint = severityPaint(colour)[finding.severity];
  const room = width - gutterWidth - 5;
  const gutter = colour.dim(symbols.gutter);
  const frame = frameOf(text, finding.at, room, finding.label ?? '', symbols.cut).map((row) => {
    const number = colour.dim((row.number === undefined ? '' : String(row.number)).padStart(gutterWidth));
    if (row.mark === undefined) return `  ${number} ${gutter} ${row.text}`.trimEnd();
    const carets = ' '.repeat(row.mark.before) + paint(symbols.caret.repeat(row.mark.length));
    const fits = row.mark.before + row.mark.length + 1 + displayWidth(row.mark.label) <= room;
    if (fits || row.mark.label === '') return `  ${number} ${gutter} ${carets} ${paint(row.mark.label)}`.trimEnd();
    const indent = Math.max(0, Math.min(row.mark.before, room - displayWidth(row.mark.label)));
    return `  ${number} ${gutter} ${carets}\n  ${number} ${gutter} ${' '.repeat(indent)}${paint(row.mark.label)}`;
  });
  return [`  ${colour.dim(`${shown}:${line}:${column}`)}`, ...frame];
}

function verboseBlock(run: Examination, terminal: Terminal): string {
  const { colour, width } = terminal;
  const byReason = new Map<string, string[]>();
  for (const { state, ruleId, reason } of run.rules) {
    if (state === 'ran') continue;
    const why = `${state}, ${reason ?? 'no reason given'}`;
    byReason.set(why, [...(byReason.get(why) ?? []), ruleId]);
  }
  const ran = run.rules.filter((rule) => rule.state === 'ran').length;
  const lines = [`${plural(ran, 'rule')} ran`];
  for (const [why, ids] of byReason)
    lines.push(`${plural(ids.length, 'rule')} ${why}:`, ...indented(ids.join(' '), width));
  const asked = requestLines(run);
  const said = [...lines, ...asked].map((line) => colour.dim(line));
  return [...said, ...effectiveLines(run, terminal)].join('\n');
}

function indented(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line) => `  ${line}`);
}

function requestLines({ facts }: Examination): string[] {
  if (!facts.servers.ok) return [];
  return facts.servers.value.map(({ baseUrl, cost }) => {
    const tokens = `${cost.promptTokens} prompt and ${cost.answerTokens} answer tokens`;
    return `asked ${printable(baseUrl)}: ${plural(cost.requests, 'request')}, ${tokens}`;
  });
}

function summary(run: Examination, { terminal }: PrettyOptions): string[] {
  const { colour, symbols } = terminal;
  const count = (severity: Severity) => run.findings.filter((finding) => finding.severity === severity).length;
  const time = colour.dim(`(${formatDuration(run.elapsedMs)})`);
  const skipped = areasOf(run).filter((area) => area.state === 'skipped').length;
  const unseen = skipped === 0 ? '' : `, ${plural(skipped, 'area')} not looked at`;
  if (run.findings.length === 0) return [`${colour.green(symbols.ok)} nothing found${unseen} ${time}`];
  const counts = [
    count('error') > 0 ? colour.red(plural(count('error'), 'error')) : '',
    count('warning') > 0 ? colour.yellow(plural(count('warning'), 'warning')) : '',
    count('info') > 0 ? colour.blue(plural(count('info'), 'note')) : '',
  ].filter((text) => text !== '');
  return [[`${counts.join(', ')}${unseen} ${time}`, ...nextStep(run)].join('\n')];
}

function nextStep(run: Examination): string[] {
  const fixes = run.findings.flatMap(({ fix }) => fix?.safety ?? []);
  const safe = fixes.filter((safety) => safety === 'safe').length;
  const unsafe = fixes.filter((safety) => safety === 'unsafe').length;
  const more = unsafe === 0 ? '' : `, ${unsafe} more with --unsafe`;
  if (safe > 0) return [`next: ovd fix (shows ${plural(safe, 'safe edit')}${more})`];
  if (unsafe > 0) return [`next: ovd fix --unsafe (shows ${plural(unsafe, 'edit')} that change behaviour)`];
  const first = run.findings[0];
  return first === undefined ? [] : [`next: ovd explain ${first.ruleId}`];
}
