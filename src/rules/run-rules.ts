import { type ConfigDocument, type ConfigNode, type Span, spanAt } from '../config/document.js';
import { formatPath } from '../config/path.js';
import type { FactName, Facts } from '../facts/types.js';
import { type AnyRule, type Place, type Report, severities } from './define.js';
import type { Finding, RuleOutcome } from './finding.js';

export interface RuleContext {
  /** The config file, for places in a text that has no tree. */
  readonly file: string;
  /** Tree in which paths are looked up; the one of `document` unless given. */
  readonly root?: ConfigNode;
  readonly document?: ConfigDocument;
}

export interface RuleRun {
  /** By severity, file, offset, rule id. */
  readonly findings: Finding[];
  /** One row per rule, in the order of `rules`. */
  readonly outcomes: RuleOutcome[];
}

/** Runs every rule whose facts are known. A rule that throws becomes a `crashed` row, and the others go on. */
export function runRules(rules: readonly AnyRule[], facts: Facts, context: RuleContext): RuleRun {
  const findings: Finding[] = [];
  const outcomes = rules.map((rule): RuleOutcome => {
    const ruleId = rule.meta.id;
    const missing = reasonToSkip(rule, facts);
    if (missing !== undefined) return { ruleId, state: 'skipped', reason: missing };
    try {
      findings.push(...reportsOf(rule, facts).map((report) => toFinding(rule.meta, report, context)));
      return { ruleId, state: 'ran' };
    } catch (error) {
      return { ruleId, state: 'crashed', reason: error instanceof Error ? error.message : String(error) };
    }
  });
  return { findings: findings.sort(byWeight), outcomes };
}

function reasonToSkip({ meta }: AnyRule, facts: Facts): string | undefined {
  for (const name of meta.needs as readonly FactName[]) {
    const fact = facts[name];
    if (!fact.ok) return fact.reason;
  }
  return undefined;
}

function reportsOf(rule: AnyRule, facts: Facts): Report<string>[] {
  const names: readonly FactName[] = [...rule.meta.needs, ...(rule.meta.wants ?? [])];
  const values = Object.fromEntries(
    names.map((name) => {
      const fact = facts[name];
      return [name, fact.ok ? fact.value : undefined];
    }),
  );
  const reports: Report<string>[] = [];
  rule.check(values, (report) => reports.push(report));
  return reports;
}

function toFinding(meta: AnyRule['meta'], report: Report<string>, context: RuleContext): Finding {
  const data = report.data ?? {};
  const remedy: string | undefined = report.fix === undefined ? (report.remedy ?? meta.remedy) : undefined;
  return {
    ruleId: meta.id,
    messageId: report.messageId,
    message: fillMessage(meta.messages[report.messageId] ?? report.messageId, data),
    data,
    severity: report.severity ?? meta.severity,
    confidence: report.confidence ?? 'certain',
    at: toSpan(report.at, context),
    ...('path' in report.at && { path: formatPath(report.at.path) }),
    ...(report.label !== undefined && { label: report.label }),
    proof: report.proof ?? [],
    related: (report.related ?? []).map(({ at, note }) => ({ at: toSpan(at, context), note })),
    ...(report.observed !== undefined && { observed: report.observed }),
    ...(report.expected !== undefined && { expected: report.expected }),
    why: report.why ?? meta.why,
    ...(remedy !== undefined && { remedy }),
    ...(report.fix !== undefined && { fix: report.fix }),
  };
}

/** A placeholder without data stays as it is: a poor message is better than none. The rule tests refuse it. */
export function fillMessage(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replace(placeholder, (whole, name: string) => String(data[name] ?? whole));
}

export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] ?? '');
}

const placeholder = /\{([a-zA-Z]+)\}/g;

function toSpan(place: Place, { file, root, document }: RuleContext): Span {
  if (!('path' in place)) return place;
  const tree = root ?? document?.root;
  return tree === undefined ? { file, start: 0, end: 0 } : spanAt(tree, place.path, place.part);
}

function byWeight(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareText(a.at.file, b.at.file) ||
    a.at.start - b.at.start ||
    compareText(a.ruleId, b.ruleId)
  );
}

/** By code unit: the order must not depend on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
