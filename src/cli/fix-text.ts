import path from 'node:path';
import { applyToFiles } from '../config/edit-files.js';
import { type ConfigFiles, textsOf } from '../config/files.js';
import { maskRawText, maskText, secretSpans } from '../config/mask.js';
import { parseConfig } from '../config/parse.js';
import { scanTokens } from '../config/scan.js';
import type { Examination } from '../examination.js';
import type { FixOutcome } from '../fix/apply.js';
import type { FixStep } from '../fix/plan.js';
import { findingBlock } from '../report/pretty.js';
import type { Terminal } from '../report/terminal.js';
import { plural, printable, wrap } from '../report/text.js';

/** What a run of `fix` has to tell, beside its flags. */
export interface FixStory {
  readonly run: Examination;
  /** As the files were read. */
  readonly before: ReadonlyMap<string, string>;
  readonly outcome: FixOutcome;
  readonly terminal: Terminal;
}

/** One unified diff for each file that changes, secrets masked; lines as long as they are, unless a width is given. */
export async function diffsText({ run, before, outcome, terminal }: FixStory, width?: number): Promise<string> {
  const screen = { folder: path.dirname(run.config.file), terminal, ...(width !== undefined && { width }) };
  return diffsBetween(before, textsOf(outcome.files), screen);
}

async function diffsBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  { folder, terminal, width }: { readonly folder: string; readonly terminal: Terminal; readonly width?: number },
): Promise<string> {
  const { unifiedDiff } = await import('../fix/diff.js');
  const diffs: string[] = [];
  for (const [file, text] of after) {
    const old = before.get(file);
    if (old === undefined || old === text) continue;
    const [left, right] = maskedPair({ file, before: old, after: text });
    const name = path.relative(folder, file) || file;
    diffs.push(
      await unifiedDiff(left, right, { name, palette: terminal.colour, ...(width !== undefined && { width }) }),
    );
  }
  return diffs.join('\n');
}

function maskedPair({
  file,
  before,
  after,
}: {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}) {
  const [left, right] = [parseConfig({ file, text: before }), parseConfig({ file, text: after })];
  if (!left.ok || !right.ok) return [maskRawText(before), maskRawText(after)] as const;
  return [maskText(before, secretSpans(left.document)), maskText(after, secretSpans(right.document))] as const;
}

/** The finding with its frame and proof, and what the fix would change. */
export async function questionText(
  step: FixStep,
  { run, files, terminal }: { readonly run: Examination; readonly files: ConfigFiles; readonly terminal: Terminal },
): Promise<string> {
  const edited = applyToFiles(files, step.fix.ops);
  const folder = path.dirname(run.config.file);
  const screen = { folder, terminal, width: terminal.width };
  const diff = edited.ok ? await diffsBetween(textsOf(files), textsOf(edited.files), screen) : '';
  const sources = [files.top, ...files.sources].map((source) => ({
    file: source.file,
    text: maskText(source.text, secretSpans(source)),
  }));
  return `${findingBlock(step.finding, { ...run, sources: [...sources, ...run.sources] }, terminal)}\n\n${diff}`;
}

/** What stands above the first question. */
export function introText({ run, terminal }: Pick<FixStory, 'run' | 'terminal'>, fixes: number): string {
  const { colour, symbols } = terminal;
  const release = run.facts.release.ok ? ` ${symbols.dot} OpenClaw ${run.facts.release.value.version}` : '';
  const head = `${colour.bold('ovd fix')} ${symbols.dot} ${colour.bold(run.config.shown)}${release}`;
  return `${head}\n${plural(fixes, 'fix', 'fixes')} to decide; nothing is written before the end\n`;
}

export interface EditsOptions {
  /** Longer lines of the diff are cut: for a screen, not for `patch`. */
  readonly diffWidth?: number;
}

export async function editsText(story: FixStory, { diffWidth }: EditsOptions = {}): Promise<string> {
  const { run, outcome, terminal } = story;
  const { colour, symbols, width } = terminal;
  const idWidth = Math.max(...outcome.applied.map(({ finding }) => finding.ruleId.length));
  const titles = outcome.applied.flatMap(({ finding, fix: { title, safety, risk } }) => {
    const text = wrap(printable(safety === 'unsafe' ? `${title} [unsafe]` : title), width - idWidth - 6);
    const why = safety === 'unsafe' && risk !== undefined ? wrap(printable(risk), width - idWidth - 6) : [];
    const [first = '', ...rest] = [...text, ...why.map((line) => colour.yellow(line))];
    const head = `  ${colour.green(symbols.ok)} ${finding.ruleId.padEnd(idWidth)}  ${first}`;
    return [head, ...rest.map((line) => ' '.repeat(idWidth + 6) + line)];
  });
  const head = `${run.config.shown}: ${plural(outcome.applied.length, 'edit')}`;
  const diff = await diffsText(story, diffWidth);
  return `${[head, ...titles].join('\n')}${dropsText(story)}${heldBackText(story)}\n\n${diff}\n${checkedText(story)}\n`;
}

/** What was written and has no place in the result, by name. */
function dropsText({ outcome: { applied }, terminal }: FixStory): string {
  const drops = applied.flatMap(({ fix }) => fix.drops ?? []);
  return drops.flatMap((drop) => asItem(`not carried over: ${drop}`, terminal)).join('');
}

export function heldBackText({ outcome: { heldBack }, terminal }: FixStory): string {
  const rows = heldBack.flatMap(({ finding, fix: { title }, reason }) =>
    asItem(`${finding.ruleId}: ${title}, held back: ${reason}`, terminal),
  );
  return terminal.colour.dim(rows.join(''));
}

function asItem(text: string, { symbols, width }: Terminal): readonly string[] {
  const [first = '', ...rest] = wrap(printable(text), width - 4);
  return [`\n  ${symbols.skipped} ${first}`, ...rest.map((line) => `\n    ${line}`)];
}

/** Of the files that were there before: how many comments they had, and how many are left. */
export function commentCounts({ before, outcome }: FixStory): { readonly before: number; readonly after: number } {
  const count = (texts: ReadonlyMap<string, string>) =>
    [...before.keys()].reduce((sum, file) => sum + commentsIn(texts.get(file) ?? ''), 0);
  return { before: count(before), after: count(textsOf(outcome.files)) };
}

function commentsIn(text: string): number {
  const parsed = parseConfig({ file: '', text });
  return parsed.ok ? parsed.document.comments.length : scanTokens(text).filter(({ kind }) => kind === 'comment').length;
}

function checkedText(story: FixStory): string {
  const { release } = story.run.facts;
  const version = release.ok ? release.value.version : '';
  const verdict = { true: `valid for ${version}`, false: `still refused by ${version}`, null: 'validity not known' }[
    String(story.outcome.accepted)
  ];
  const { before, after } = commentCounts(story);
  return `checked: the result parses, ${verdict}, ${Math.min(before, after)} of ${before} comments kept`;
}

export interface WrittenFile {
  readonly file: string;
  readonly backup: string;
}

export function writtenText({ run, outcome }: FixStory, written: readonly WrittenFile[], undo: string): string {
  const { findings, applied } = outcome;
  const left = findings.filter(({ severity }) => severity !== 'info');
  const files = written.length > 1 ? ` in ${written.length} files` : '';
  return [
    `\nwritten  ${run.config.shown}, ${plural(applied.length, 'edit')}${files}`,
    ...written.map(({ backup }) => `backup   ${backup}`),
    `undo     ${undo}`,
    ...left.map(({ severity, message, ruleId }) => `left     ${severity}: ${message} [${ruleId}]`),
    '',
  ].join('\n');
}
