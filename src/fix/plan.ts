import { opKey } from '../config/edit.js';
import { applyToFiles, conflictInFiles } from '../config/edit-files.js';
import { type ConfigFiles, textsOf } from '../config/files.js';
import { compareReleases, isRelease } from '../release/version.js';
import { type Fix, severities } from '../rules/define.js';
import type { Finding } from '../rules/finding.js';
import { areaOf } from '../rules/select.js';

export interface PlanOptions {
  /** Also plan fixes that change behaviour. */
  readonly unsafe: boolean;
  /** Rule ids or whole areas; all when absent or empty. Findings of other rules are left out of the plan. */
  readonly only?: readonly string[];
  /** The release that has to accept the result; undefined when it is not known. */
  readonly release: string | undefined;
}

export interface FixStep {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly state: 'planned' | 'held-back';
  /** Why it is held back. */
  readonly reason?: string;
}

export interface FixPlan {
  /** What the release refuses, then worst first, then in the order of the file. Planned steps can be applied together. */
  readonly steps: readonly FixStep[];
}

/** Decides which of the fixes to apply to `files`, to whose merged config all their paths refer. Writes nothing. */
export function planFixes(files: ConfigFiles, findings: readonly Finding[], options: PlanOptions): FixPlan {
  const steps: FixStep[] = [];
  for (const finding of inOrder(findings)) {
    const { fix } = finding;
    if (fix === undefined || !isNamed(finding, options.only)) continue;
    const planned = steps.filter((step) => step.state === 'planned');
    const reason = reasonToHoldBack(fix, options) ?? reasonInText(files, fix) ?? reasonBeside(files, fix, planned);
    steps.push(
      reason === undefined ? { finding, fix, state: 'planned' } : { finding, fix, state: 'held-back', reason },
    );
  }
  return { steps };
}

/** The same for a text that does not parse: only what replaces a piece of text can be done to it. */
export function planRepairs(findings: readonly Finding[], options: PlanOptions): readonly FixStep[] {
  return inOrder(findings).flatMap((finding): FixStep[] => {
    const { fix } = finding;
    if (fix === undefined || !isNamed(finding, options.only)) return [];
    const reason = fix.ops.every(({ op }) => op === 'rewrite')
      ? reasonToHoldBack(fix, options)
      : 'the text does not parse';
    return [reason === undefined ? { finding, fix, state: 'planned' } : { finding, fix, state: 'held-back', reason }];
  });
}

/** Equal for steps that do the same for the same rule, also in another round. */
export function stepKey({ finding, fix }: FixStep): string {
  return JSON.stringify([finding.ruleId, finding.path, fix.title, fix.ops.map(opKey)]);
}

/**
 * What keeps the release from loading the file comes first: as long as `context_length` stands for contextWindow, the other rules
 * take the window for missing.
 */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const refused = ({ ruleId, severity }: Finding) =>
    severity === 'error' && (areaOf(ruleId) === 'syntax' || areaOf(ruleId) === 'schema') ? 0 : 1;
  return findings.toSorted(
    (a, b) =>
      refused(a) - refused(b) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      a.at.start - b.at.start ||
      (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0),
  );
}

function isNamed({ ruleId }: Finding, only: readonly string[] = []): boolean {
  return only.length === 0 || only.includes(ruleId) || only.includes(areaOf(ruleId));
}

function reasonToHoldBack(fix: Fix, { unsafe, release }: PlanOptions): string | undefined {
  if (fix.safety === 'manual' || fix.ops.length === 0) return 'has to be done by hand';
  const outside = reasonByRelease(fix, release);
  if (outside !== undefined) return outside;
  if (fix.safety === 'unsafe' && !unsafe) return `unsafe: ${fix.risk ?? 'behaviour changes'} (--unsafe)`;
  return undefined;
}

function reasonByRelease({ releases }: Fix, release: string | undefined): string | undefined {
  if (releases === undefined) return undefined;
  const { from, before } = releases;
  const range = [from && `from ${from}`, before && `before ${before}`].filter(Boolean).join(' and ');
  if (range === '') return undefined;
  if (release === undefined || !isRelease(release)) return `only for releases ${range}, and the release is not known`;
  const tooOld = from !== undefined && compareReleases(release, from) < 0;
  const tooNew = before !== undefined && compareReleases(release, before) >= 0;
  return tooOld || tooNew ? `only for releases ${range}, not for ${release}` : undefined;
}

function reasonInText(files: ConfigFiles, fix: Fix): string | undefined {
  const edited = applyToFiles(files, fix.ops);
  if (!edited.ok) return edited.reason;
  const before = textsOf(files);
  const changed = [...textsOf(edited.files)].some(([file, text]) => before.get(file) !== text);
  return changed ? undefined : 'changes nothing';
}

function reasonBeside(files: ConfigFiles, fix: Fix, planned: readonly FixStep[]): string | undefined {
  const other = planned.find((step) =>
    step.fix.ops.some((left) => fix.ops.some((right) => conflictInFiles(files, left, right) !== undefined)),
  );
  return other === undefined ? undefined : `overlaps with ${other.finding.ruleId}: ${other.fix.title}`;
}
