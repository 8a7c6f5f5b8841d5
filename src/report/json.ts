import { createHash } from 'node:crypto';
import { positionAt } from '../config/document.js';
import { formatPath } from '../config/path.js';
import type { Examination } from '../examination.js';
import { isPath, type Places } from '../facts/places.js';
import type { Finding } from '../rules/finding.js';
import { areasOf } from './areas.js';

/** Grows by a minor number when fields are added, by a major one when a field changes or goes. */
export const reportSchemaVersion = '1.0';

/**
 * The whole examination as one JSON document; its shape is a promise, kept by `schemas/report.schema.json`.
 * Findings use the names of the official `openclaw doctor --lint --json` (checkId, severity, message, path, fixHint) and add to them.
 */
export function jsonReport(run: Examination): string {
  const { facts } = run;
  const verdict = facts.verdict.ok ? facts.verdict.value : undefined;
  const release = facts.release.ok ? facts.release.value : undefined;
  const document = {
    schemaVersion: reportSchemaVersion,
    ok: run.findings.every((finding) => finding.severity !== 'error'),
    tool: { name: 'openclaw-vllm-doctor', version: run.version },
    openclaw: release && {
      version: release.version,
      source: release.source,
      schema: release.schema,
      notice: release.notice,
      newest: release.newest,
    },
    config: {
      path: run.config.file,
      source: run.config.source,
      parses: facts.syntax.ok && facts.syntax.value.failure === undefined,
      accepted:
        verdict === undefined ? (facts.syntax.ok && facts.syntax.value.failure ? false : null) : verdict.accepted,
      acceptedBy: verdict?.release,
      unsure: verdict?.unsure,
      issues: (verdict?.issues ?? []).map(({ reportedAt, problem }) => ({ path: reportedAt, message: problem })),
    },
    areas: areasOf(run),
    findings: run.findings.map((finding) => findingJson(finding, run)),
    rules: run.rules,
    facts: { ...facts, effective: placed(facts.effective, run.places ?? {}) },
    summary: {
      errors: count(run, 'error'),
      warnings: count(run, 'warning'),
      notes: count(run, 'info'),
      checksRun: run.rules.filter((rule) => rule.state === 'ran').length,
      checksSkipped: run.rules.filter((rule) => rule.state === 'skipped').length,
      checksCrashed: run.rules.filter((rule) => rule.state === 'crashed').length,
      offline: run.offline,
      elapsedMs: Math.round(run.elapsedMs),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function count(run: Examination, severity: string): number {
  return run.findings.filter((finding) => finding.severity === severity).length;
}

function findingJson(finding: Finding, run: Examination) {
  const text = run.sources.find((source) => source.file === finding.at.file)?.text ?? '';
  const start = positionAt(text, finding.at.start);
  const end = positionAt(text, finding.at.end);
  return {
    checkId: finding.ruleId,
    severity: finding.severity,
    message: finding.message,
    path: finding.path,
    fixHint: finding.fix?.title ?? finding.remedy,
    file: finding.at.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    confidence: finding.confidence,
    observed: finding.observed,
    expected: finding.expected,
    proof: finding.proof,
    why: finding.why,
    fix: finding.fix && {
      title: finding.fix.title,
      safety: finding.fix.safety,
      risk: finding.fix.risk,
      edits: (finding.edits ?? []).map(({ start: from, end: to, text: replacement }) => ({
        start: from,
        end: to,
        text: replacement,
      })),
    },
    docsUrl: `openclaw-vllm-doctor/docs/rules.md#${finding.ruleId.replace('/', '')}`,
    fingerprint: fingerprintOf(finding),
  };
}

/** The same mistake keeps its fingerprint when lines move or measured numbers change. */
function fingerprintOf(finding: Finding): string {
  const words = Object.entries(finding.data).filter(([, value]) => typeof value === 'string');
  const identity = JSON.stringify([finding.ruleId, finding.messageId, finding.path ?? null, words]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

/** What points into the config with `path` says `at` which place that is. */
function placed(fact: unknown, places: Places): unknown {
  if (Array.isArray(fact)) return fact.map((item) => placed(item, places));
  if (typeof fact !== 'object' || fact === null) return fact;
  const members = Object.entries(fact).map(([key, value]) => [key, key === 'path' ? value : placed(value, places)]);
  const path = 'path' in fact && isPath(fact.path) ? fact.path : undefined;
  const at = path && places[formatPath(path)];
  return Object.fromEntries(at === undefined ? members : [...members, ['at', at]]);
}
