import type { ConfigDocument } from '../config/document.js';
import { applyOps } from '../config/edit.js';
import type { Finding } from '../rules/finding.js';
import { areaOf } from '../rules/select.js';
import { type FixStep, type PlanOptions, planFixes, stepKey } from './plan.js';

/** What an examination of a document says. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** Prediction of the real program's verdict; null when it cannot be known. */
  readonly accepted: boolean | null;
  /** How many reasons the release has to refuse the file; counted from the schema findings when absent. */
  readonly issues?: number;
}

export interface FixRoundsOptions {
  readonly document: ConfigDocument;
  examine(document: ConfigDocument): Promise<Examined>;
  readonly options: PlanOptions;
  /** Which of the planned steps to apply; all when absent. Called once a round, never twice for a step it left out. */
  choose?(steps: readonly FixStep[], document: ConfigDocument): Promise<readonly FixStep[]>;
}

export interface AppliedStep {
  readonly finding: Finding;
  readonly fix: FixStep['fix'];
  /** From 1. */
  readonly round: number;
}

export interface FixOutcome {
  /** With everything applied; nothing is written. */
  readonly document: ConfigDocument;
  readonly applied: readonly AppliedStep[];
  readonly heldBack: readonly FixStep[];
  /** What the last examination still finds. */
  readonly findings: readonly Finding[];
  readonly accepted: boolean | null;
  readonly rounds: number;
}

const mostRounds = 5;
const declined = 'declined';

/**
 * Applies fixes in memory until nothing is left to apply: a fix can reveal another one. A fix whose result would be less
 * valid than what was there is left out, with the reason.
 */
export async function fixRounds({ document, examine, options, choose }: FixRoundsOptions): Promise<FixOutcome> {
  let here: Stand = { document, examined: await examine(document) };
  const applied: AppliedStep[] = [];
  const refused = new Map<string, string>();
  const seen = new Set([document.text]);
  let rounds = 0;
  while (rounds < mostRounds) {
    const steps = plannedSteps(here, options).filter((step) => refused.get(stepKey(step)) !== declined);
    const chosen = choose === undefined || steps.length === 0 ? steps : await choose(steps, here.document);
    for (const step of steps) if (!chosen.includes(step)) refused.set(stepKey(step), declined);
    if (chosen.length === 0) break;
    const result = await applyTogether(here, chosen, examine);
    for (const { step, reason } of result.dropped) refused.set(stepKey(step), reason);
    if (result.applied.length === 0) break;
    if (seen.has(result.stand.document.text)) {
      for (const step of result.applied) refused.set(stepKey(step), 'would undo an earlier fix');
      break;
    }
    rounds += 1;
    here = result.stand;
    seen.add(here.document.text);
    applied.push(...result.applied.map(({ finding, fix }) => ({ finding, fix, round: rounds })));
  }
  const heldBack = planFixes(here.document, here.examined.findings, options).steps.map((step) =>
    step.state === 'held-back' ? step : holdBack(step, refused.get(stepKey(step)) ?? `left after ${mostRounds} rounds`),
  );
  const { findings, accepted } = here.examined;
  return { document: here.document, applied, heldBack, findings, accepted, rounds };
}

interface Stand {
  readonly document: ConfigDocument;
  readonly examined: Examined;
}

function plannedSteps({ document, examined }: Stand, options: PlanOptions): readonly FixStep[] {
  return planFixes(document, examined.findings, options).steps.filter((step) => step.state === 'planned');
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
  { document, examined }: Stand,
  steps: readonly FixStep[],
  examine: FixRoundsOptions['examine'],
): Promise<Attempt> {
  const edited = applyOps(
    document,
    steps.flatMap((step) => step.fix.ops),
  );
  if (!edited.ok) return edited;
  const after = await examine(edited.document);
  const reason = reasonWorse(examined, after);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, stand: { document: edited.document, examined: after } };
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
