import { describe, expect, it } from 'vitest';
import type { ConfigDocument } from '../../src/config/document.js';
import { applyEdits, applyOps } from '../../src/config/edit.js';
import type { Facts } from '../../src/facts/types.js';
import { compareReleases } from '../../src/release/version.js';
import type { AnyRule, ConfigOp, Fix, Safety, Severity } from '../../src/rules/define.js';
import type { Finding } from '../../src/rules/finding.js';
import { placeholdersOf, runRules } from '../../src/rules/run-rules.js';
import type { Scenario, ScenarioServer } from '../../src/rules/scenario.js';
import { configFile, factsOf } from './scenario-facts.js';

interface Case extends Scenario {
  readonly name: string;
  readonly config: string;
  /** Short for `server: { served }`. */
  readonly served?: NonNullable<ScenarioServer['served']>;
  /** Changes the facts before the rule sees them: for what no config and no scenario can say. */
  readonly facts?: (facts: Facts) => Facts;
}

export type CleanCase = Case;

export interface FlaggedCase extends Case {
  /** All that the rule says, in the order of the report. */
  readonly findings: readonly ExpectedFinding[];
  /** The whole text after every fix of these findings; a case with a fix that can be applied has to say it. */
  readonly fixed?: string;
  /** What the rule still says of `fixed`; nothing unless said. */
  readonly leaves?: readonly ExpectedFinding[];
}

export interface ExpectedFinding {
  readonly messageId: string;
  /** The text that is pointed at. */
  readonly at?: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly severity?: Severity;
  /** Safety of the fix; `none`: has none. */
  readonly fix?: Safety | 'none';
  readonly title?: string;
  readonly confidence?: Finding['confidence'];
  /** One of the lines of proof. */
  readonly proof?: string;
}

/** Tests one rule by tables, and checks what every rule has to keep. */
export function ruleTest(
  rule: AnyRule,
  { clean, flagged }: { clean: readonly CleanCase[]; flagged: readonly FlaggedCase[] },
) {
  describe(rule.meta.id, () => {
    it.each(clean)('is silent: $name', async (given) => {
      const { findings } = await findingsOf(rule, given, given.config);
      expect(findings.map(({ message }) => message)).toEqual([]);
    });

    it.each(flagged)('finds: $name', async (given) => {
      const { findings, document } = await findingsOf(rule, given, given.config);
      expect(findings.map((finding, i) => summary(finding, given.config, given.findings[i]))).toEqual(given.findings);
      for (const finding of findings) checkStyle(rule, finding);
      await checkFixes(rule, given, findings, document);
    });

    it('has no case twice', () => {
      const keys = [...clean, ...flagged].map(({ name: _, facts, ...given }) =>
        JSON.stringify([given, facts?.toString()]),
      );
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    });

    it('shows each of its messages in some case', () => {
      const shown = new Set(flagged.flatMap(({ findings }) => findings.map(({ messageId }) => messageId)));
      expect(Object.keys(rule.meta.messages).filter((id) => !shown.has(id))).toEqual([]);
    });

    it('tells the truth about its fixes', async () => {
      const runs = await Promise.all(flagged.map((given) => findingsOf(rule, given, given.config)));
      const seen = runs.flatMap(({ findings }) => findings.map(({ fix }) => fix?.safety ?? 'none'));
      const strongest = (['safe', 'unsafe', 'manual', 'none'] as const).find((safety) => seen.includes(safety));
      expect(rule.meta.fix).toBe(strongest);
    });
  });
}

async function findingsOf(rule: AnyRule, given: Case, config: string) {
  const server = given.served === undefined ? given.server : { ...given.server, served: given.served };
  const { name: _name, config: _config, facts: _change, served: _served, ...scenario } = given;
  const { facts: plain, document } = await factsOf(config, { ...scenario, ...(server && { server }) });
  const facts = given.facts?.(plain) ?? plain;
  const { findings, outcomes } = runRules([rule], facts, {
    file: configFile,
    ...(document && { root: document.root }),
  });
  const [outcome] = outcomes;
  if (outcome?.state === 'crashed') throw new Error(`${rule.meta.id} crashed: ${outcome.reason}`);
  return { findings, document, facts };
}

/** What a finding says, reduced to what the case wants to know of it. */
function summary(finding: Finding, text: string, expected: ExpectedFinding | undefined): ExpectedFinding {
  const full = {
    messageId: finding.messageId,
    at: text.slice(finding.at.start, finding.at.end),
    data: finding.data,
    severity: finding.severity,
    fix: finding.fix?.safety ?? 'none',
    title: finding.fix?.title ?? '',
    confidence: finding.confidence,
    proof: finding.proof.find((line) => line === expected?.proof) ?? finding.proof.join('\n'),
  } satisfies ExpectedFinding;
  const wanted = Object.keys(expected ?? full);
  return Object.fromEntries(Object.entries(full).filter(([key]) => wanted.includes(key))) as unknown as ExpectedFinding;
}

/** One line, lower case, no full stop, no question, no remedy, every placeholder filled, nothing filled in vain. */
export function checkStyle(rule: AnyRule, finding: Finding) {
  const { message, data, messageId } = finding;
  expect(message.length, message).toBeLessThanOrEqual(100);
  expect(message).not.toMatch(/[.?!\n]$|\n|\{\w+\}|undefined|NaN/);
  expect(message).toMatch(/^(?:OpenClaw |[a-z0-9'$"(])/);
  expect(placeholdersOf(rule.meta.messages[messageId] ?? '').toSorted()).toEqual(Object.keys(data).toSorted());
  expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
  if (finding.fix !== undefined) checkFix(finding.fix);
}

function checkFix(fix: Fix) {
  expect(fix.title).toMatch(/^[a-z]/);
  expect(fix.title).not.toMatch(/\.$/);
  if (fix.safety === 'manual') expect(fix.ops).toEqual([]);
  else expect(fix.ops.length).toBeGreaterThan(0);
  if (fix.safety === 'unsafe') expect(fix.risk ?? '', 'an unsafe fix says what it risks').not.toBe('');
}

async function checkFixes(
  rule: AnyRule,
  given: FlaggedCase,
  findings: readonly Finding[],
  document: ConfigDocument | undefined,
) {
  const fixes = findings.flatMap(({ fix }) => (fix !== undefined && canApply(fix, given.release) ? [fix] : []));
  if (fixes.length === 0) {
    expect(given.fixed, 'nothing can be applied').toBeUndefined();
    return;
  }
  const ops = distinct(fixes.flatMap((fix) => fix.ops));
  const text = document === undefined ? repaired(given.config, ops) : editedText(document, ops);
  expect(text).toBe(given.fixed);
  expect(text).not.toBe(given.config);
  const before = await findingsOf(rule, given, given.config);
  const after = await findingsOf(rule, given, text);
  expect(after.findings.map((finding, i) => summary(finding, text, given.leaves?.[i]))).toEqual(given.leaves ?? []);
  expect(refusals(after.facts)).toBeLessThanOrEqual(refusals(before.facts));
}

function editedText(document: ConfigDocument, ops: readonly ConfigOp[]): string {
  const edited = applyOps(document, ops);
  if (!edited.ok) throw new Error(`the fix cannot be applied: ${edited.reason}`);
  return edited.document.text;
}

/** In a text that does not parse only pieces of text can be replaced. */
function repaired(text: string, ops: readonly ConfigOp[]): string {
  const edits = ops.map((op) => {
    if (op.op !== 'rewrite') throw new Error('the fix cannot be applied to a text that does not parse');
    return { start: op.at.start, end: op.at.end, text: op.text };
  });
  return applyEdits(text, edits);
}

function canApply(fix: Fix, release: string | undefined): boolean {
  const { from, before } = fix.releases ?? {};
  if (fix.ops.length === 0) return false;
  if (release === undefined) return before === undefined;
  return (
    (from === undefined || compareReleases(release, from) >= 0) &&
    (before === undefined || compareReleases(release, before) < 0)
  );
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function refusals({ verdict }: Facts): number {
  return verdict.ok ? verdict.value.issues.length : 0;
}
