import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath, startsWith } from '../config/path.js';
import { compareReleases } from '../release/version.js';
import type { ConfigOp } from '../rules/define.js';
import { changeValue } from './change-value.js';
import { retiredModelRow } from './retired-models.js';
import type { Change, MigrationRow } from './row.js';
import { migrationRows } from './rows.js';
import type { Migration, MigrationRemark, MigrationStep } from './types.js';

export interface MigrationRequest {
  /** As written, before `${VAR}`. */
  readonly value: JsonValue;
  /** Release that the file was written for. */
  readonly from: string;
  readonly to: string;
  /** Whether to take a step; all are taken unless said. Called with each step in turn. */
  readonly accept?: (step: MigrationStep) => boolean;
}

/**
 * The steps that make a config acceptable for `to` without losing what it says. Pure. Steps are in the order of the releases that
 * ask for them, so the way over a release in between gives the same steps. A RangeError when `from` or `to` is no release.
 */
export function planMigration({ value, from, to, accept = () => true }: MigrationRequest): Migration {
  if (compareReleases(to, from) < 0) {
    return {
      ...nothing,
      blocked: [{ path: [], reason: `${to} is older than ${from}, and there is no way back` }],
    };
  }
  if (!isObject(value)) return nothing;
  const plan = startPlan(value, accept);
  for (const row of [...migrationRows, retiredModelRow]) {
    if (!concerns(row, from, to)) continue;
    for (const found of row.find(plan.value, { from, to })) {
      if ('blocked' in found) plan.block(found.blocked);
      else plan.take(row, found);
    }
  }
  return plan.migration();
}

const nothing: Migration = { steps: [], lost: [], blocked: [] };

function concerns(row: MigrationRow, from: string, to: string): boolean {
  if (compareReleases(to, row.since) < 0) return false;
  if (row.before !== undefined && compareReleases(to, row.before) >= 0) return false;
  return row.writtenBefore === undefined || compareReleases(from, row.writtenBefore) < 0;
}

function startPlan(start: JsonObject, accept: (step: MigrationStep) => boolean) {
  let value = start;
  const steps: MigrationStep[] = [];
  const held: MigrationStep[] = [];
  const lost: MigrationRemark[] = [];
  const blocked: MigrationRemark[] = [];
  const ops: ConfigOp[] = [];
  const atStart = ({ path, reason }: MigrationRemark) => ({ path: originOf(path, ops), reason });
  return {
    get value() {
      return value;
    },
    block(remark: MigrationRemark) {
      blocked.push(atStart(remark));
    },
    take(row: MigrationRow, change: Change) {
      const next = changeValue(value, change.ops);
      if (next === undefined) {
        blocked.push(atStart({ path: change.path, reason: `cannot ${change.title}: there is no place for it` }));
        return;
      }
      const { title, path, safety, note, model } = change;
      const releases = { from: row.since, ...(row.before === undefined ? {} : { before: row.before }) };
      const noted = note === undefined ? {} : { note };
      const origin = originOf(path, ops);
      const step: MigrationStep = {
        id: row.id,
        title,
        path,
        origin,
        ops: change.ops,
        safety,
        ...(model === undefined ? {} : { model }),
        ...noted,
        releases,
        source: row.source,
      };
      if (!accept(step)) {
        held.push(step);
        return;
      }
      steps.push(step);
      // The name of a model says something even where nothing is set for it.
      const says = ({ path }: MigrationRemark) => model !== undefined || saysSomething(valueAt(value, path));
      lost.push(...(change.lost ?? []).filter(says).map(atStart));
      ops.push(...change.ops);
      value = next;
    },
    migration: (): Migration => ({ steps, ...(held.length > 0 ? { held } : {}), lost, blocked }),
  };
}

/** Where a value stood before the operations that brought it to `path`. */
function originOf(path: ConfigPath, ops: readonly ConfigOp[]): ConfigPath {
  return ops.reduceRight<ConfigPath>((here, op) => {
    if (op.op === 'move' && startsWith(here, op.to)) return [...op.path, ...here.slice(op.to.length)];
    if (op.op === 'rename') {
      const renamed = [...op.path.slice(0, -1), op.key];
      if (startsWith(here, renamed)) return [...op.path, ...here.slice(renamed.length)];
    }
    return here;
  }, path);
}

/** False for what is not there, and for objects and arrays that hold no value at any depth. */
function saysSomething(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.some(saysSomething);
  return isObject(value) ? Object.values(value).some(saysSomething) : value !== undefined;
}

/** One line per step, lost value and open question, for a report. */
export function describeMigration({ steps, held = [], lost, blocked }: Migration): readonly string[] {
  return [
    ...steps.map(({ title }) => title),
    ...held.map(({ title }) => `held back: ${title}`),
    ...lost.map(({ path, reason }) => `lost: ${formatPath(path)}: ${reason}`),
    ...blocked.map(({ path, reason }) => `open: ${formatPath(path)}: ${reason}`),
  ];
}
