import type { ConfigDocument } from '../config/document.js';
import { memberOf } from '../config/document.js';
import { conflictBetween, editsFor, opKey } from '../config/edit.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import { compareReleases, isRelease } from '../release/version.js';
import { type ConfigOp, type Fix, severities } from '../rules/define.js';
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
  /** Worst first, then in the order of the file. Planned steps can be applied together. */
  readonly steps: readonly FixStep[];
}

/** Decides which of the fixes to apply to `document`, to which all their paths and spans refer. Pure. */
export function planFixes(document: ConfigDocument, findings: readonly Finding[], options: PlanOptions): FixPlan {
  const steps: FixStep[] = [];
  for (const finding of inOrder(findings)) {
    const { fix } = finding;
    if (fix === undefined || !isNamed(finding, options.only)) continue;
    const planned = steps.filter((step) => step.state === 'planned');
    const reason =
      reasonToHoldBack(fix, options) ?? reasonInText(document, fix) ?? reasonBeside(document, fix, planned);
    steps.push(
      reason === undefined ? { finding, fix, state: 'planned' } : { finding, fix, state: 'held-back', reason },
    );
  }
  return { steps };
}

/** Equal for steps that do the same for the same rule, also in another round. */
export function stepKey({ finding, fix }: FixStep): string {
  return JSON.stringify([finding.ruleId, finding.path, fix.title, fix.ops.map(opKey)]);
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
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

function reasonInText(document: ConfigDocument, fix: Fix): string | undefined {
  for (const op of fix.ops) {
    const included = op.op === 'rewrite' ? undefined : includeOn(document, op.path);
    if (included !== undefined) return `${included} includes another file, which may hold the value`;
  }
  const edits = editsFor(document, fix.ops);
  if (!edits.ok) return edits.reason;
  return edits.edits.length === 0 ? 'changes nothing' : undefined;
}

/** The object on the way to `path` that stops there but has an `$include`: what is missing may stand in that file. */
function includeOn(document: ConfigDocument, path: ConfigPath): string | undefined {
  let node = document.root;
  for (const [depth, key] of path.entries()) {
    const next = node.kind === 'array' ? node.items[Number(key)] : memberOf(node, key)?.value;
    if (next === undefined) {
      return memberOf(node, '$include') === undefined ? undefined : formatPath(path.slice(0, depth));
    }
    node = next;
  }
  return undefined;
}

function reasonBeside(document: ConfigDocument, fix: Fix, planned: readonly FixStep[]): string | undefined {
  const other = planned.find((step) =>
    step.fix.ops.some((left) => fix.ops.some((right) => clash(document, left, right))),
  );
  return other === undefined ? undefined : `overlaps with ${other.finding.ruleId}: ${other.fix.title}`;
}

function clash(document: ConfigDocument, left: ConfigOp, right: ConfigOp): boolean {
  return opKey(left) !== opKey(right) && conflictBetween(document, left, right) !== undefined;
}
