import { describe, expect, it } from 'vitest';
import { formatPath } from '../../src/config/path.js';
import { migrationRows } from '../../src/migrate/rows.js';
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
