import { applyEdits } from '../config/edit.js';
import type { Finding } from '../rules/finding.js';
import { type FixStep, type PlanOptions, planRepairs } from './plan.js';

export interface Repaired<T> {
  /** The last examination: of a text that parses, unless something is left for the user's hands. */
  readonly patient: T;
  readonly applied: readonly FixStep[];
}

export interface RepairOptions<T extends Patient> {
  readonly patient: T;
  examine(texts: ReadonlyMap<string, string>): Promise<T>;
  readonly options: PlanOptions;
  /** Which of the planned steps to apply; all when absent. */
  choose?(steps: readonly FixStep[], patient: T): Promise<readonly FixStep[]>;
}

interface Patient {
  readonly source: { readonly file: string; readonly text: string };
  /** Undefined when the text does not parse. */
  readonly document: unknown;
  readonly run: { readonly findings: readonly Finding[] };
}

/** One mistake can hide the next. */
const mostRepairs = 50;

/** Repairs a text that does not parse as far as that is certain, mistake after mistake. Nothing is written. */
export async function repairText<T extends Patient>({
  patient,
  examine,
  options,
  choose,
}: RepairOptions<T>): Promise<Repaired<T>> {
  let here = patient;
  const applied: FixStep[] = [];
  for (let round = 0; round < mostRepairs && here.document === undefined; round += 1) {
    const steps = planRepairs(here.run.findings, options).filter(({ state }) => state === 'planned');
    const chosen = choose === undefined || steps.length === 0 ? steps : await choose(steps, here);
    if (chosen.length === 0) break;
    const { file, text } = here.source;
    const edits = chosen.flatMap(({ fix }) =>
      fix.ops.flatMap((op) => (op.op === 'rewrite' ? [{ start: op.at.start, end: op.at.end, text: op.text }] : [])),
    );
    here = await examine(new Map([[file, applyEdits(text, distinct(edits))]]));
    applied.push(...chosen);
  }
  return { patient: here, applied };
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Two rules may know the same repair; of two that overlap the first is made now. */
function distinct(edits: readonly Piece[]): readonly Piece[] {
  const kept: Piece[] = [];
  for (const edit of edits) {
    const clash = kept.some(({ start, end }) => edit.start < end && start < edit.end);
    if (!clash && !kept.some(({ start, end }) => start === edit.start && end === edit.end)) kept.push(edit);
  }
  return kept;
}
