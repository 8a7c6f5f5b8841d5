import { DoctorError } from '../doctor-error.js';
import type { Examination } from '../examination.js';
import { examine } from '../examine.js';
import { terminalFor } from '../report/terminal.js';
import { timeoutsReport } from '../report/timeouts.js';
import { examineTimeouts, type Timeouts } from '../timeouts/examine.js';
import { type Context, write } from './context.js';
import { examineOptions } from './doctor.js';
import { exitCodes, type FailOn } from './exit-code.js';
import type { ExamineFlags } from './options.js';
import { startProgress } from './progress.js';

export interface TimeoutsFlags extends ExamineFlags {
  readonly format: 'pretty' | 'json';
  /** Milliseconds. */
  readonly firstToken?: number;
  readonly deep?: boolean;
}

export const timeoutsSchemaVersion = '1.0';

/** `ovd timeouts`: every clock that can end a run. 1 when one of OpenClaw's own is too low for the speed that was measured or given. */
export async function timeouts(flags: TimeoutsFlags, context: Context): Promise<number> {
  const progress = startProgress(context, flags.quiet === true);
  let run: Examination;
  try {
    run = await examine({
      ...examineOptions(flags, context),
      onProgress: progress.show,
      confirmFirstToken: flags.deep === true,
    });
  } finally {
    progress.stop();
  }
  const { config, effective, release, servers, prompts } = run.facts;
  if (!config.ok || !effective.ok || !release.ok) {
    const reason = config.ok ? (effective.ok ? '' : effective.reason) : config.reason;
    throw new DoctorError('unreadable', `no timeouts can be told: ${reason}`, '`ovd doctor` shows what is wrong');
  }
  const { version, source, traits } = release.value;
  const found = examineTimeouts({
    config: config.value,
    effective: effective.value,
    traits,
    version,
    servers: servers.ok ? servers.value : undefined,
    prompts: prompts.ok ? prompts.value : undefined,
    ci: ciOf(context),
    ...(flags.firstToken !== undefined && { firstTokenSeconds: flags.firstToken / 1000 }),
  });
  if (flags.format === 'json') {
    const document = {
      schemaVersion: timeoutsSchemaVersion,
      ok: codeOf(found, 'error') === exitCodes.clean,
      tool: { name: 'openclaw-vllm-doctor', version: run.version },
      openclaw: { version, source },
      config: { path: run.config.file, source: run.config.source },
      ...found,
    };
    await write(context.stdout, `${JSON.stringify(document, null, 2)}\n`);
  } else {
    const terminal = terminalFor(context.stdout, context.env, context.platform, flags);
    const head = { tool: run.version, config: run.config.shown, version, source };
    await write(context.stdout, timeoutsReport(found, head, { terminal, verbose: flags.verbose === true }));
  }
  return codeOf(found, flags.failOn);
}

/** A limit that is too low weighs as an error, one that is tight as a warning; those of programs that may not be there as nothing. */
function codeOf({ layers }: Timeouts, failOn: FailOn): 0 | 1 {
  if (failOn === 'never') return exitCodes.clean;
  const counts = failOn === 'error' ? ['kills'] : ['kills', 'tight'];
  const bad = layers.some(({ present, judgement }) => present === 'yes' && counts.includes(judgement));
  return bad ? exitCodes.findings : exitCodes.clean;
}

function ciOf({ env }: Context): 'github-actions' | 'gitlab-ci' | undefined {
  if (env['GITHUB_ACTIONS'] === 'true') return 'github-actions';
  return env['GITLAB_CI'] === 'true' ? 'gitlab-ci' : undefined;
}
