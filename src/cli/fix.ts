import path from 'node:path';
import type { ConfigDocument } from '../config/document.js';
import { applyOps } from '../config/edit.js';
import { maskText, secretSpans } from '../config/mask.js';
import { DoctorError } from '../doctor-error.js';
import { type Examiner, openExaminer, type Patient } from '../examine.js';
import { type FixOutcome, fixRounds } from '../fix/apply.js';
import type { FixStep } from '../fix/plan.js';
import { findingBlock, prettyReport } from '../report/pretty.js';
import { type Terminal, terminalFor } from '../report/terminal.js';
import { plural } from '../report/text.js';
import { type Context, canAsk, write } from './context.js';
import { examineOptions } from './doctor.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import type { ExamineFlags } from './options.js';
import { startProgress } from './progress.js';

export interface FixFlags extends ExamineFlags {
  readonly write?: boolean;
  readonly yes?: boolean;
  readonly unsafe?: boolean;
  readonly undo?: boolean;
}

/** `ovd fix`: shows the edits; with `--write` asks for each, writes, and says what is left. */
export async function fix(flags: FixFlags, context: Context): Promise<number> {
  refuseWhatCannotWork(flags, context);
  if (flags.undo === true) return undo(flags, context);
  const terminal = terminalFor(context.stdout, context.env, context.platform, flags);
  const progress = startProgress(context, flags.quiet === true);
  // Every finding counts for the verdict on a result; --only and --skip choose what is fixed.
  const { only, skip, ...examining } = examineOptions(flags, context);
  const examiner = await openExaminer({ ...examining, ...(skip && { skip }), onProgress: progress.show });
  try {
    const patient = await examiner.examine();
    progress.stop();
    if (patient.document === undefined) {
      await write(context.stdout, prettyReport(patient.run, { terminal, quiet: true, verbose: false }));
      return exitCodes.findings;
    }
    return await fixDocument({ flags, context, terminal, examiner, patient, document: patient.document, only });
  } finally {
    progress.stop();
    await examiner.close();
  }
}

interface Session {
  readonly flags: FixFlags;
  readonly context: Context;
  readonly terminal: Terminal;
  readonly examiner: Examiner;
  readonly patient: Patient;
  readonly document: ConfigDocument;
  readonly only: readonly string[] | undefined;
}

async function fixDocument(session: Session): Promise<number> {
  const { flags, context, patient, document } = session;
  const outcome = await planRounds(session);
  if (outcome === 'cancelled') {
    await write(context.stderr, 'cancelled, nothing written\n');
    return exitCodes.interrupted;
  }
  const { shown } = patient.run.config;
  if (outcome.applied.length === 0) {
    await write(context.stdout, `${shown}: nothing to fix${heldBackText(outcome, session)}\n`);
    return exitCodeOf(outcome.findings, flags.failOn);
  }
  await write(context.stdout, await editsText(outcome, session));
  if (flags.write !== true) {
    await write(
      context.stdout,
      `\nnothing written; ovd fix --write writes ${plural(outcome.applied.length, 'edit')}\n`,
    );
    return exitCodes.clean;
  }
  const { writeConfig } = await import('../fix/write.js');
  const { backup } = await writeConfig({
    file: patient.source.file,
    before: document.text,
    after: outcome.document.text,
    now: new Date(),
    signal: context.signal,
  });
  await write(context.stdout, writtenText(outcome, backup, session));
  return exitCodeOf(outcome.findings, flags.failOn);
}

async function planRounds({
  flags,
  context,
  terminal,
  examiner,
  patient,
  document,
  only,
}: Session): Promise<FixOutcome | 'cancelled'> {
  const asks = flags.write === true && flags.yes !== true;
  let cancelled = false;
  const choose = async (steps: readonly FixStep[], here: ConfigDocument): Promise<readonly FixStep[]> => {
    const { askFixes } = await import('../fix/ask.js');
    const questions = await Promise.all(
      steps.map(async (step) => ({ step, text: await questionText(step, here, patient, terminal) })),
    );
    const answer = await askFixes(questions, { input: context.stdin, output: context.stderr, signal: context.signal });
    cancelled ||= answer.cancelled;
    return answer.cancelled ? [] : answer.chosen;
  };
  const release = patient.run.facts.release;
  const outcome = await fixRounds({
    document,
    examine: async ({ text }) => {
      const { run } = await examiner.examine(text);
      const { verdict } = run.facts;
      const judged = verdict.ok
        ? { accepted: verdict.value.accepted, issues: verdict.value.issues.length }
        : { accepted: null };
      return { findings: run.findings, ...judged };
    },
    options: {
      unsafe: flags.unsafe === true,
      release: release.ok ? release.value.version : undefined,
      ...(only && { only }),
    },
    ...(asks && { choose }),
  });
  return cancelled ? 'cancelled' : outcome;
}

function refuseWhatCannotWork(flags: FixFlags, context: Context): void {
  if (flags.config === '-' && (flags.write === true || flags.undo === true)) {
    throw new DoctorError('usage', 'standard input cannot be written back', 'name the file: --config FILE');
  }
  if (flags.write === true && flags.yes !== true && !canAsk(context)) {
    throw new DoctorError(
      'usage',
      '--write asks for each fix, and there is no terminal to ask on',
      'add --yes to take them all',
    );
  }
}

async function undo(flags: FixFlags, context: Context): Promise<number> {
  const { undoLast } = await import('../fix/undo.js');
  const { findConfig } = await import('../examine.js');
  const file = findConfig(examineOptions(flags, context)).file;
  const { restored, backup } = await undoLast({ file, now: new Date(), signal: context.signal });
  await write(context.stdout, `restored  ${file}\nfrom      ${restored}\nbackup    ${backup}\n`);
  return exitCodes.clean;
}

function masked(document: ConfigDocument): string {
  return maskText(document.text, secretSpans(document));
}

async function diffText(before: ConfigDocument, after: ConfigDocument, { colour }: Terminal): Promise<string> {
  const { unifiedDiff } = await import('../fix/diff.js');
  return unifiedDiff(masked(before), masked(after), { name: path.basename(before.file), palette: colour });
}

async function questionText(
  step: FixStep,
  document: ConfigDocument,
  patient: Patient,
  terminal: Terminal,
): Promise<string> {
  const edited = applyOps(document, step.fix.ops);
  const diff = edited.ok ? await diffText(document, edited.document, terminal) : '';
  const source = { file: document.file, text: masked(document) };
  return `${findingBlock(step.finding, { ...patient.run, sources: [source, ...patient.run.sources] }, terminal)}\n\n${diff}`;
}

async function editsText(outcome: FixOutcome, session: Session): Promise<string> {
  const { patient, document, terminal } = session;
  const { colour, symbols } = terminal;
  const idWidth = Math.max(...outcome.applied.map(({ finding }) => finding.ruleId.length));
  const titles = outcome.applied.map(
    ({ finding, fix: { title, safety } }) =>
      `  ${colour.green(symbols.ok)} ${finding.ruleId.padEnd(idWidth)}  ${title}${safety === 'unsafe' ? colour.yellow('  [unsafe]') : ''}`,
  );
  const head = `${patient.run.config.shown}: ${plural(outcome.applied.length, 'edit')}`;
  const diff = await diffText(document, outcome.document, terminal);
  return `${[head, ...titles].join('\n')}${heldBackText(outcome, session)}\n\n${diff}\n${checkedText(outcome, session)}\n`;
}

function heldBackText({ heldBack }: FixOutcome, { terminal }: Session): string {
  const rows = heldBack.map(
    ({ finding, fix: { title }, reason }) =>
      `\n  ${terminal.symbols.skipped} ${finding.ruleId}: ${title}, held back: ${reason}`,
  );
  return terminal.colour.dim(rows.join(''));
}

function checkedText({ document, accepted }: FixOutcome, session: Session): string {
  const { facts } = session.patient.run;
  const version = facts.release.ok ? facts.release.value.version : '';
  const verdict = { true: `valid for ${version}`, false: `still refused by ${version}`, null: 'validity not known' }[
    String(accepted)
  ];
  return `checked: the result parses, ${verdict}, ${document.comments.length} of ${session.document.comments.length} comments kept`;
}

function writtenText({ findings, applied }: FixOutcome, backup: string, { flags, patient }: Session): string {
  const config = flags.config === undefined ? '' : ` --config ${flags.config}`;
  const left = findings.filter(({ severity }) => severity !== 'info');
  return [
    `\nwritten  ${patient.run.config.shown}, ${plural(applied.length, 'edit')}`,
    `backup   ${backup}`,
    `undo     ovd fix --undo${config}`,
    ...left.map(({ severity, message, ruleId }) => `left     ${severity}: ${message} [${ruleId}]`),
    '',
  ].join('\n');
}
