import path from 'node:path';
import { type ConfigFiles, textsOf } from '../config/files.js';
import { DoctorError } from '../doctor-error.js';
import { type Examiner, openExaminer, type Patient } from '../examine.js';
import { declined, type FixOutcome, fixRounds, toExamined } from '../fix/apply.js';
import type { FixStep, PlanOptions } from '../fix/plan.js';
import { repairText } from '../fix/repair.js';
import { prettyReport } from '../report/pretty.js';
import { type Terminal, terminalFor } from '../report/terminal.js';
import { plural } from '../report/text.js';
import { type Context, canAsk, write } from './context.js';
import { examineOptions } from './doctor.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import {
  diffsText,
  editsText,
  type FixStory,
  heldBackText,
  questionText,
  type WrittenFile,
  writtenText,
} from './fix-text.js';
import type { ExamineFlags } from './options.js';
import { startProgress } from './progress.js';

export interface FixFlags extends ExamineFlags {
  readonly write?: boolean;
  readonly yes?: boolean;
  readonly unsafe?: boolean;
  readonly undo?: boolean;
  readonly diffOnly?: boolean;
  readonly format?: 'pretty' | 'json';
}

/** `ovd fix`: shows the edits; with `--write` asks for each, writes, and says what is left. */
export async function fix(flags: FixFlags, context: Context): Promise<number> {
  refuseWhatCannotWork(flags, context);
  if (flags.undo === true) return undo(flags, context);
  const plain = flags.format === 'json' ? { ...flags, color: false } : flags;
  const terminal = terminalFor(context.stdout, context.env, context.platform, plain);
  const progress = startProgress(context, flags.quiet === true || flags.format === 'json');
  // Every finding counts for the verdict on a result; --only and --skip choose what is fixed.
  const { only, skip, ...examining } = examineOptions(flags, context);
  const examiner = await openExaminer({ ...examining, ...(skip && { skip }), onProgress: progress.show });
  try {
    const patient = await examiner.examine();
    progress.stop();
    return await fixPatient({ flags, context, terminal, examiner, patient, only });
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
  readonly only: readonly string[] | undefined;
}

async function fixPatient(session: Session): Promise<number> {
  const { flags, context, patient, terminal } = session;
  const planned = await planRounds(session);
  if (planned === 'cancelled') return cancelled(context);
  if (planned === 'does not parse') {
    const text =
      flags.format === 'json'
        ? await notParsedJson(patient)
        : prettyReport(patient.run, { terminal, quiet: true, verbose: false });
    await write(context.stdout, text);
    return exitCodes.findings;
  }
  const story: FixStory = { run: patient.run, terminal, ...planned };
  return flags.write === true ? writeStory(story, session) : showStory(story, session);
}

async function showStory(story: FixStory, { flags, context }: Session): Promise<number> {
  const { outcome, run } = story;
  const something = outcome.applied.length > 0;
  if (flags.diffOnly === true) {
    await write(context.stdout, await diffsText(story));
    return something ? exitCodes.findings : exitCodes.clean;
  }
  const exitCode = something ? exitCodes.clean : exitCodeOf(outcome.findings, flags.failOn);
  if (flags.format === 'json') {
    const { fixJson } = await import('./fix-json.js');
    await write(context.stdout, await fixJson(story, undefined, exitCode));
  } else if (something) {
    const edits = plural(outcome.applied.length, 'edit');
    await write(context.stdout, `${await editsText(story)}\nnothing written; ovd fix --write writes ${edits}\n`);
  } else {
    await write(context.stdout, `${run.config.shown}: nothing to fix${heldBackText(story)}\n`);
  }
  return exitCode;
}

async function writeStory(story: FixStory, session: Session): Promise<number> {
  const { flags, context, patient } = session;
  const { outcome } = story;
  const exitCode = exitCodeOf(outcome.findings, flags.failOn);
  const isJson = flags.format === 'json';
  if (outcome.applied.length === 0 && !isJson) {
    const nothing = outcome.heldBack.some(({ reason }) => reason === declined)
      ? '\nnothing chosen, nothing written'
      : `${patient.run.config.shown}: nothing to fix${heldBackText(story)}`;
    await write(context.stdout, `${nothing}\n`);
    return exitCode;
  }
  if (asksFirst(flags)) {
    const answer = await askAtTheEnd(story, session);
    if (answer === 'cancelled') return cancelled(context);
    if (answer === 'no') {
      await write(context.stdout, 'nothing written\n');
      return exitCodeOf(patient.run.findings, flags.failOn);
    }
  } else if (!isJson) await write(context.stdout, await editsText(story));
  const written = outcome.applied.length === 0 ? [] : await writeChanges(story, context);
  if (isJson) {
    const { fixJson } = await import('./fix-json.js');
    await write(context.stdout, await fixJson(story, written, exitCode));
  } else {
    const config = flags.config === undefined ? '' : ` --config ${flags.config}`;
    await write(context.stdout, writtenText(story, written, `ovd fix --undo${config}`));
  }
  return exitCode;
}

/** The sum of what was chosen, and the last question. */
async function askAtTheEnd(story: FixStory, { context, terminal }: Session) {
  const { askToWrite } = await import('../fix/ask.js');
  await write(context.stdout, `\n${await editsText(story, { diffWidth: terminal.width })}\n`);
  const question = `write ${plural(story.outcome.applied.length, 'edit')} to ${story.run.config.shown}?`;
  return askToWrite(question, terminalOf(context));
}

/** Included files first: until the last one is replaced, the file that OpenClaw opens is the old one. */
async function writeChanges({ before, outcome }: FixStory, context: Context): Promise<readonly WrittenFile[]> {
  const { writeFiles } = await import('../fix/write.js');
  const changes = [...textsOf(outcome.files)].toReversed().flatMap(([file, after]) => {
    const old = before.get(file);
    return old === undefined || old === after ? [] : [{ file, before: old, after }];
  });
  const backups = await writeFiles(changes, { now: new Date(), signal: context.signal });
  return changes.map(({ file }, i) => ({ file, backup: backups[i] ?? '' })).toReversed();
}

async function cancelled(context: Context): Promise<number> {
  await write(context.stderr, 'cancelled, nothing written\n');
  return exitCodes.interrupted;
}

async function notParsedJson({ run }: Patient): Promise<string> {
  const { jsonReport } = await import('../report/json.js');
  return jsonReport(run);
}

function asksFirst(flags: FixFlags): boolean {
  return flags.write === true && flags.yes !== true;
}

function terminalOf({ stdin, stderr, signal }: Context) {
  return { input: stdin, output: stderr, signal };
}

interface Planned {
  readonly before: ReadonlyMap<string, string>;
  readonly outcome: FixOutcome;
}

async function planRounds(session: Session): Promise<Planned | 'cancelled' | 'does not parse'> {
  const { flags, examiner, patient, only } = session;
  const asking = asksFirst(flags) ? createAsking(session) : undefined;
  const release = patient.run.facts.release;
  const options: PlanOptions = {
    unsafe: flags.unsafe === true,
    release: release.ok ? release.value.version : undefined,
    ...(only && { only }),
  };
  const repaired = await repairText({
    patient,
    examine: (texts) => examiner.examine(texts),
    options,
    ...(asking && { choose: asking.aboutText }),
  });
  if (asking?.cancelled()) return 'cancelled';
  const { files } = repaired.patient;
  if (files === undefined) return 'does not parse';
  const outcome = await fixRounds({
    files,
    examine: async (now) => toExamined((await examiner.examine(textsOf(now))).run),
    options,
    ...(asking && { choose: asking.aboutFiles }),
  });
  if (asking?.cancelled()) return 'cancelled';
  const repairs = repaired.applied.map(({ finding, fix }) => ({ finding, fix, round: 0 }));
  return {
    before: new Map([...textsOf(files), [patient.source.file, patient.source.text]]),
    outcome: { ...outcome, applied: [...repairs, ...outcome.applied] },
  };
}

/** Asks about each step once; after Ctrl-C it chooses nothing any more. */
function createAsking({ context, terminal, patient }: Session) {
  let over = false;
  let begun = false;
  const ask = async (steps: readonly FixStep[], textOf: (step: FixStep) => Promise<string>) => {
    if (over) return [];
    const { askFixes } = await import('../fix/ask.js');
    const { introText } = await import('./fix-text.js');
    if (!begun) await write(context.stderr, introText({ run: patient.run, terminal }, steps.length));
    begun = true;
    const questions = await Promise.all(steps.map(async (step) => ({ step, text: await textOf(step) })));
    const answer = await askFixes(questions, terminalOf(context));
    over ||= answer.cancelled;
    return answer.cancelled ? [] : answer.chosen;
  };
  return {
    cancelled: () => over,
    aboutFiles: (steps: readonly FixStep[], files: ConfigFiles) =>
      ask(steps, (step) => questionText(step, { run: patient.run, files, terminal })),
    aboutText: (steps: readonly FixStep[], { run }: Patient) =>
      ask(steps, async (step) => (await import('../report/pretty.js')).findingBlock(step.finding, run, terminal)),
  };
}

function refuseWhatCannotWork(flags: FixFlags, context: Context): void {
  if (flags.config === '-' && (flags.write === true || flags.undo === true)) {
    throw new DoctorError('usage', 'standard input cannot be written back', 'name the file: --config FILE');
  }
  if (flags.diffOnly === true && (flags.write === true || flags.format === 'json')) {
    throw new DoctorError('usage', '--diff-only prints a diff and nothing else', 'leave out --write and --format');
  }
  if (asksFirst(flags) && (flags.format === 'json' || !canAsk(context))) {
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
  const { file } = findConfig(examineOptions(flags, context));
  // On any release: the run that is undone may have written for a newer one, which includes from there.
  const roots = context.env['OPENCLAW_INCLUDE_ROOTS']?.split(path.delimiter).filter((root) => root.trim() !== '') ?? [];
  const restored = await undoLast({ file, roots, now: new Date(), signal: context.signal });
  if (flags.format === 'json') {
    await write(context.stdout, `${JSON.stringify({ schemaVersion: 1, restored }, null, 2)}\n`);
  } else if (restored.length === 0) {
    await write(context.stdout, `${file} is as it was before the last run\n`);
  } else {
    const rows = restored.map((one) => `restored  ${one.file}\nfrom      ${one.from}\nbackup    ${one.backup}\n`);
    await write(context.stdout, rows.join(''));
  }
  return exitCodes.clean;
}
