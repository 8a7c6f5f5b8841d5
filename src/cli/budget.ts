import { buildBudgets } from '../budget/build.js';
import { DoctorError } from '../doctor-error.js';
import { openExaminer, type Patient } from '../examine.js';
import { type BudgetView, budgetReport } from '../report/budget.js';
import { budgetJson } from '../report/budget-json.js';
import { terminalFor } from '../report/terminal.js';
import { type Context, write } from './context.js';
import { examineOptions } from './doctor.js';
import { exitCodes } from './exit-code.js';
import type { ExamineFlags } from './options.js';
import { startProgress } from './progress.js';

export interface BudgetFlags extends ExamineFlags {
  readonly agent?: string;
  readonly format: string;
}

/** `ovd budget`: where the context window goes. Exit 1 when the first turn of the agent does not fit, or is never sent. */
export async function budget(flags: BudgetFlags, context: Context): Promise<number> {
  const progress = startProgress(context, flags.quiet === true);
  const options = examineOptions(flags, context);
  const examiner = await openExaminer({ ...options, onProgress: progress.show });
  let patient: Patient;
  try {
    patient = await examiner.examine();
  } finally {
    progress.stop();
    await examiner.close();
  }
  const view = await viewOf(patient, flags.agent);
  const terminal = terminalFor(context.stdout, context.env, context.platform, flags);
  await write(context.stdout, flags.format === 'json' ? budgetJson(view, patient.run) : budgetReport(view, terminal));
  const shown = view.budgets.find(({ agent }) => agent === view.agent);
  return shown?.fit.ok === false || shown?.refused !== undefined ? exitCodes.findings : exitCodes.clean;
}

async function viewOf({ run, gathered, prompts }: Patient, named: string | undefined): Promise<BudgetView> {
  const { facts } = run;
  const secrets = gathered.private;
  if (!facts.effective.ok || !facts.release.ok || secrets === undefined) {
    throw new DoctorError('unreadable', `${run.config.shown} does not parse`, 'ovd doctor says where');
  }
  const { version, traits, source } = facts.release.value;
  const budgets = await buildBudgets({
    value: secrets.substituted,
    effective: facts.effective.value,
    version,
    traits,
    prompts: facts.prompts.ok ? facts.prompts.value : [],
    servers: facts.servers.ok ? facts.servers.value : [],
    workspaces: facts.workspaces.ok ? facts.workspaces.value : [],
    promptFor: prompts.promptFor,
  });
  const agent = named ?? budgets[0]?.agent ?? '';
  const shown = budgets.find((row) => row.agent === agent);
  if (named !== undefined && shown === undefined) {
    const known = budgets.map((row) => row.agent).join(', ');
    throw new DoctorError('not-found', `no budget for an agent '${named}'`, `agents on servers of your own: ${known}`);
  }
  const capturedAt = shown?.source.capture?.createdAt;
  return {
    shown: run.config.shown,
    release: version,
    releaseSource: source,
    budgets,
    agent,
    outdated: shown?.source.kind === 'sizes' ? prompts.outdated.slice(0, 1).map(({ reason }) => reason) : [],
    ...(capturedAt !== undefined && { captureDays: Math.floor((Date.now() - Date.parse(capturedAt)) / 86_400_000) }),
  };
}
