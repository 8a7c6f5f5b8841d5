import { writeFile } from 'node:fs/promises';
import { DoctorError } from '../doctor-error.js';
import type { Examination } from '../examination.js';
import { examine } from '../examine.js';
import { terminalFor } from '../report/terminal.js';
import { type Context, write } from './context.js';
import { exitCodeOf } from './exit-code.js';
import type { ExamineFlags, Format } from './options.js';
import { startProgress, waitText } from './progress.js';

export interface DoctorFlags extends ExamineFlags {
  readonly format: Format;
  readonly output?: string;
}

/** `ovd doctor`: examines, prints the report, answers with the exit code. */
export async function doctor(flags: DoctorFlags, context: Context): Promise<number> {
  const progress = startProgress(context, flags.quiet === true);
  let run: Examination;
  try {
    run = await examine({
      ...examineOptions(flags, context),
      withEdits: flags.format === 'json',
      onProgress: progress.show,
      onWait: (look) => progress.say(waitText(look)),
    });
  } finally {
    progress.stop();
  }
  const report = await render(run, flags, context);
  if (flags.output === undefined) await write(context.stdout, report);
  else await save(flags.output, report);
  return exitCodeOf(run.findings, flags.failOn);
}

/** The part of the flags that decides what is examined and how. */
export function examineOptions(flags: ExamineFlags, context: Context) {
  return {
    env: context.env,
    cwd: context.cwd,
    platform: context.platform,
    stdin: context.stdin,
    signal: context.signal,
    offline: flags.offline === true,
    timeoutMs: flags.timeout,
    ...(flags.wait !== undefined && { waitMs: flags.wait }),
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
    ...(flags.openclawVersion !== undefined && { openclawVersion: flags.openclawVersion }),
    ...(flags.probe !== undefined && { probe: flags.probe }),
    ...(flags.prompt !== undefined && { promptFile: flags.prompt }),
    ...(flags.tokenizer !== undefined && { tokenizerFile: flags.tokenizer }),
    ...(flags.only !== undefined && { only: flags.only }),
    ...(flags.skip !== undefined && { skip: flags.skip }),
  };
}

async function render(run: Examination, flags: DoctorFlags, context: Context): Promise<string> {
  switch (flags.format) {
    case 'json':
      return (await import('../report/json.js')).jsonReport(run);
    case 'compact':
      return (await import('../report/compact.js')).compactReport(run);
    case 'pretty': {
      const stream = flags.output === undefined ? context.stdout : {};
      const terminal = terminalFor(stream, context.env, context.platform, { color: flags.color, ascii: flags.ascii });
      const { prettyReport } = await import('../report/pretty.js');
      return prettyReport(run, { terminal, quiet: flags.quiet === true, verbose: flags.verbose === true });
    }
  }
}

async function save(file: string, report: string): Promise<void> {
  try {
    await writeFile(file, report);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DoctorError('usage', `cannot write the report to ${file}: ${reason}`, 'give --output another path', {
      cause: error,
    });
  }
}
