import JSON5 from 'json5';
import { describe, expect, it } from 'vitest';
import { type ConfigPath, formatPath, startsWith } from '../../src/config/path.js';
import { planMigration } from '../../src/migrate/plan.js';
import { migrationRows } from '../../src/migrate/rows.js';
import type { ConfigOp } from '../../src/rules/define.js';
import { knowsPath } from '../../src/schema/known-path.js';
import { fateOf } from '../../src/schema/lifetimes.js';
import { migrated } from './migrated.js';
import { rowCases } from './row-cases.js';

describe.each(rowCases)('$id: $before', ({ id, before, after, from, to, lost, blocked, unsafe }) => {
  const result = migrated(before, from ?? '2026.4.22', to ?? '2026.9.6');

  it('comes out as written here', () => {
    expect(result.text).toBe(after ?? before);
    expect(result.plan.lost.map(({ path }) => formatPath(path))).toEqual(lost ?? []);
    expect(result.plan.blocked.map(({ path }) => formatPath(path))).toEqual(blocked ?? []);
    expect(result.plan.steps.some((step) => step.safety === 'unsafe')).toBe(unsafe ?? false);
  });

  it('is the work of that row', () => {
    const steps = result.plan.steps.map((step) => step.id);
    expect(steps.includes(id) || (blocked ?? []).length > 0).toBe(true);
  });
});

it('every row has a case', () => {
  const tested = new Set(rowCases.map(({ id }) => id));
  expect(migrationRows.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
});

it('no case stands twice', () => {
  const keys = rowCases.map(({ before, from, to }) => JSON.stringify([before, from, to]));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

it('a row that needs consent says why', () => {
  const silent = rowCases
    .flatMap(({ before, from, to }) => migrated(before, from ?? '2026.4.22', to ?? '2026.9.6').plan.steps)
    .filter((step) => step.safety === 'unsafe' && (step.note ?? '') === '');
  expect(silent.map(({ id }) => id)).toEqual([]);
});

describe('what is said of a key without a plan for it (schema/key-moves)', () => {
  const steps = rowCases.flatMap(({ before, from = '2026.4.22', to = '2026.9.6' }) =>
    planMigration({ value: JSON5.parse(before), from, to })
      .steps.filter(({ path }) => !knowsPath(formatPath(path), to))
      .map(({ origin, path, ops }) => ({
        origin,
        to,
        // A value that is put right where it stands, for a later step, goes nowhere.
        places: ops.flatMap(placeAfter).filter((place) => !startsWith(place, path)),
      })),
  );
  const moves = steps.filter(({ places }) => places.length > 0);

  it('sends nobody elsewhere than the row does', () => {
    const elsewhere = moves.flatMap(({ origin, to, places }) => {
      const { movedTo } = fateOf(origin, to);
      if (movedTo === undefined || places.some((place) => isAt(place, movedTo))) return [];
      return [[formatPath(origin), movedTo]];
    });
    // This case stands for the part of it that belongs to channels.
    expect(elsewhere).toEqual([['heartbeat', 'agents.defaults.heartbeat']]);
  });

  it('calls nothing retired that the row takes elsewhere', () => {
    expect(moves.filter(({ origin, to }) => fateOf(origin, to).note !== undefined)).toEqual([]);
  });
});

function placeAfter(op: ConfigOp): readonly ConfigPath[] {
  if (op.op === 'move') return [op.to];
  if (op.op === 'rename') return [[...op.path.slice(0, -1), op.key]];
  return op.op === 'set' ? [op.path] : [];
}

/** `movedTo` writes `<id>` for any key, `models[]` for every row, and may name the object above, or the one beside. */
function isAt(place: ConfigPath, movedTo: string): boolean {
  const wanted = movedTo.replaceAll('[]', '.<row>').replaceAll('"', '').split('.');
  return wanted.every((step, i) => /^<.*>$/.test(step) || step === String(place[i]));
}
