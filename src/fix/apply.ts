import { applyToFiles } from '../config/edit-files.js';
import { type ConfigFiles, textsOf } from '../config/files.js';
import type { Examination } from '../examination.js';
import type { Finding } from '../rules/finding.js';
import { areaOf } from '../rules/select.js';
import { type FixStep, type PlanOptions, planFixes, stepKey } from './plan.js';

/** What an examination of a config says. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** Prediction of the real program's verdict; null when it cannot be known. */
  readonly accepted: boolean | null;
  /** How many reasons the release has to refuse the file; counted from the schema findings when absent. */
  readonly issues?: number;
}

export interface FixRoundsOptions {
  readonly files: ConfigFiles;
  examine(files: ConfigFiles): Promise<Examined>;
  readonly options: PlanOptions;
  /** Which of the planned steps to apply; all when absent. Called once a round, never twice for a step it left out. */
  choose?(steps: readonly FixStep[], files: ConfigFiles): Promise<readonly FixStep[]>;
}

export interface AppliedStep {
  readonly finding: Finding;
  readonly fix: FixStep['fix'];
  /** From 1. */
  readonly round: number;
}

export interface FixOutcome {
  /** With everything applied; nothing is written. */
  readonly files: ConfigFiles;
  readonly applied: readonly AppliedStep[];
  readonly heldBack: readonly FixStep[];
  /** What the last examination still finds. */
  readonly findings: readonly Finding[];
  readonly accepted: boolean | null;
  readonly rounds: number;
}

const mostRounds = 5;
/** The reason of a step that was offered and not chosen. */
export const declined = 'declined';

/**
 * Applies fixes in memory until nothing is left to apply: a fix can reveal another one. A fix whose result would be less
 * valid than what was there is left out, with the reason.
 */
export async function fixRounds({ files, examine, options, choose }: FixRoundsOptions): Promise<FixOutcome> {
  let here: Stand = { files, examined: await examine(files) };
  const applied: AppliedStep[] = [];
  const refused = new Map<string, string>();
  const seen = new Set([textKey(files)]);
  let rounds = 0;
  while (rounds < mostRounds) {
    const steps = plannedSteps(here, options).filter((step) => refused.get(stepKey(step)) !== declined);
    const chosen = choose === undefined || steps.length === 0 ? steps : await choose(steps, here.files);
    for (const step of steps) if (!chosen.includes(step)) refused.set(stepKey(step), declined);
    if (chosen.length === 0) break;
    const result = await applyTogether(here, chosen, examine);
    for (const { step, reason } of result.dropped) refused.set(stepKey(step), reason);
    if (result.applied.length === 0) break;
    if (seen.has(textKey(result.stand.files))) {
      for (const step of result.applied) refused.set(stepKey(step), 'would undo an earlier fix');
      break;
    }
    rounds += 1;
    here = result.stand;
    seen.add(textKey(here.files));
    applied.push(...result.applied.map(({ finding, fix }) => ({ finding, fix, round: rounds })));
  }
  const heldBack = planFixes(here.files, here.examined.findings, options).steps.map((step) =>
    step.state === 'held-back' ? step : holdBack(step, refused.get(stepKey(step)) ?? `left after ${mostRounds} rounds`),
  );
  const { findings, accepted } = here.examined;
  return { files: here.files, applied, heldBack, findings, accepted, rounds };
}

function textKey(files: ConfigFiles): string {
  return JSON.stringify([...textsOf(files)]);
}

interface Stand {
  readonly files: ConfigFiles;
  readonly examined: Examined;
}

function plannedSteps({ files, examined }: Stand, options: PlanOptions): readonly FixStep[] {
  return planFixes(files, examined.findings, options).steps.filter((step) => step.state === 'planned');
}

function holdBack({ finding, fix }: FixStep, reason: string): FixStep {
  return { finding, fix, state: 'held-back', reason };
}

interface Applied {
  readonly stand: Stand;
  readonly applied: readonly FixStep[];
  readonly dropped: readonly { readonly step: FixStep; readonly reason: string }[];
}

/** All at once when that works, else one by one on top of those that did. Paths always mean the document of the round. */
async function applyTogether(
  start: Stand,
  steps: readonly FixStep[],
  examine: FixRoundsOptions['examine'],
): Promise<Applied> {
  const all = await attempt(start, steps, examine);
  if (all.ok) return { stand: all.stand, applied: steps, dropped: [] };
  if (steps.length === 1)
    return { stand: start, applied: [], dropped: steps.map((step) => ({ step, reason: all.reason })) };
  let stand = start;
  const applied: FixStep[] = [];
  const dropped: { step: FixStep; reason: string }[] = [];
  for (const step of steps) {
    const result = await attempt(start, [...applied, step], examine);
    if (!result.ok) {
      dropped.push({ step, reason: result.reason });
      continue;
    }
    stand = result.stand;
    applied.push(step);
  }
  return { stand, applied, dropped };
}

type Attempt = { readonly ok: true; readonly stand: Stand } | { readonly ok: false; readonly reason: string };

async function attempt(
  { files, examined }: Stand,
  steps: readonly FixStep[],
  examine: FixRoundsOptions['examine'],
): Promise<Attempt> {
  const edited = applyToFiles(
    files,
    steps.flatMap((step) => step.fix.ops),
  );
  if (!edited.ok) return edited;
  const after = await examine(edited.files);
  const reason = reasonWorse(examined, after);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, stand: { files: edited.files, examined: after } };
}

/** What an examination means for the rounds. */
export function toExamined({ findings, facts: { verdict } }: Examination): Examined {
  if (!verdict.ok) return { findings, accepted: null };
  return { findings, accepted: verdict.value.accepted, issues: verdict.value.issues.length };
}

function reasonWorse(before: Examined, after: Examined): string | undefined {
  if (before.accepted === true && after.accepted !== true) return 'the release would not accept the result';
  if (issuesOf(after) > issuesOf(before)) return 'the release would refuse more of the result';
  return undefined;
}

function issuesOf({ issues, findings }: Examined): number {
  return (
    issues ?? findings.filter(({ ruleId, severity }) => severity === 'error' && areaOf(ruleId) === 'schema').length
  );
}
