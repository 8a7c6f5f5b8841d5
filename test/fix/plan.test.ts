import { describe, expect, it } from 'vitest';
import { type PlanOptions, planFixes } from '../../src/fix/plan.js';
import type { Fix } from '../../src/rules/define.js';
import type { Finding } from '../../src/rules/finding.js';
import { filesOf, finding, remove, set } from './findings.js';

const document = filesOf('{ a: 1, b: { c: 2 }, l: [0, 1] }');
const options: PlanOptions = { unsafe: false, release: '2026.4.22' };

/** Rule, state and reason of each step. */
function plan(findings: readonly Finding[], more: Partial<PlanOptions> = {}): readonly string[] {
  return planFixes(document, findings, { ...options, ...more }).steps.map(({ finding, state, reason }) =>
    [finding.ruleId, state, reason].filter((part) => part !== undefined).join(' | '),
  );
}

describe('planFixes', () => {
  it('orders by severity, then by place, then by rule; findings without a fix are no steps', () => {
    const steps = plan([
      finding({ rule: 'a/info', severity: 'info', ops: [set(['x1'], 1)] }),
      finding({ rule: 'a/later', at: 9, ops: [set(['x2'], 1)] }),
      finding({ rule: 'b/same-place', at: 3, ops: [set(['x3'], 1)] }),
      finding({ rule: 'a/same-place', at: 3, ops: [set(['x4'], 1)] }),
      finding({ rule: 'a/none' }),
      finding({ rule: 'a/warning', severity: 'warning', ops: [set(['x5'], 1)] }),
    ]);
    expect(steps).toEqual(
      ['a/same-place', 'b/same-place', 'a/later', 'a/warning', 'a/info'].map((rule) => `${rule} | planned`),
    );
  });

  it('holds back what is unsafe, unless asked for, with its risk', () => {
    const unsafe = [finding({ ops: [set(['a'], 2)], fix: { safety: 'unsafe', risk: 'replies get shorter' } })];
    expect(plan(unsafe)).toEqual(['context/a | held-back | unsafe: replies get shorter (--unsafe)']);
    expect(plan(unsafe, { unsafe: true })).toEqual(['context/a | planned']);
  });

  it('never plans what is manual', () => {
    const manual = [
      finding({ ops: [], fix: { safety: 'manual' } }),
      finding({ ops: [set(['a'], 2)], fix: { safety: 'manual' } }),
    ];
    expect(plan(manual, { unsafe: true })).toEqual(Array(2).fill('context/a | held-back | has to be done by hand'));
  });

  it('takes rules and areas by name', () => {
    const all = ['context/a', 'context/b', 'schema/c'].map((rule, i) =>
      finding({ rule, at: i, ops: [set([rule], 1)] }),
    );
    expect(plan(all, { only: ['context'] })).toEqual(['context/a | planned', 'context/b | planned']);
    expect(plan(all, { only: ['context/b', 'schema'] })).toEqual(['schema/c | planned', 'context/b | planned']);
    expect(plan(all, { only: [] })).toHaveLength(3);
  });

  it.each<[Fix['releases'], string | undefined, string | undefined]>([
    [{ from: '2026.4.22' }, '2026.4.22', undefined],
    [{ from: '2026.5.12' }, '2026.4.22', 'only for releases from 2026.5.12, not for 2026.4.22'],
    [{ before: '2026.5.12' }, '2026.4.22', undefined],
    [{ before: '2026.4.22' }, '2026.4.22', 'only for releases before 2026.4.22, not for 2026.4.22'],
    [
      { from: '2026.4.1', before: '2026.5.1' },
      '2026.6.1',
      'only for releases from 2026.4.1 and before 2026.5.1, not for 2026.6.1',
    ],
    [{ from: '2026.4.1' }, undefined, 'only for releases from 2026.4.1, and the release is not known'],
    [{ from: '2026.4.1' }, 'installed', 'only for releases from 2026.4.1, and the release is not known'],
    [{}, undefined, undefined],
    [undefined, undefined, undefined],
  ])('keeps to the releases %j on %s', (releases, release, reason) => {
    const fix = releases === undefined ? {} : { releases };
    const [step] = planFixes(document, [finding({ ops: [set(['a'], 2)], fix })], { ...options, release }).steps;
    expect(step?.reason).toBe(reason);
    expect(step?.state).toBe(reason === undefined ? 'planned' : 'held-back');
  });

  it('merges equal changes and holds back contradicting ones, the worse finding first', () => {
    const steps = plan([
      finding({ rule: 'a/mild', severity: 'info', ops: [set(['a'], 3)], fix: { title: 'set a to 3' } }),
      finding({ rule: 'a/bad', ops: [set(['a'], 2)], fix: { title: 'set a to 2' } }),
      finding({ rule: 'b/bad', ops: [set(['a'], 2), remove('l', 0)] }),
      finding({ rule: 'c/inside', ops: [set(['b', 'c'], 5)], at: 5 }),
      finding({ rule: 'd/gone', ops: [remove('b')], at: 6 }),
      finding({ rule: 'e/fine', ops: [remove('l', 1)], at: 7 }),
    ]);
    expect(steps).toEqual([
      'a/bad | planned',
      'b/bad | planned',
      'c/inside | planned',
      'd/gone | held-back | overlaps with c/inside: t',
      'e/fine | planned',
      'a/mild | held-back | overlaps with a/bad: set a to 2',
    ]);
  });

  it('sees that a rewritten literal and a path are the same place', () => {
    const at = { file: 'openclaw.json', start: 5, end: 6 };
    const steps = plan([
      finding({ ops: [{ op: 'rewrite', at, text: '7' }] }),
      finding({ rule: 'd/b', ops: [set(['a'], 2)] }),
    ]);
    expect(steps).toEqual(['context/a | planned', 'd/b | held-back | overlaps with context/a: t']);
  });

  it('holds back what cannot be done in this file, and what changes nothing', () => {
    expect(plan([finding({ ops: [remove('nope')] })])).toEqual(['context/a | held-back | nope is not in this file']);
    expect(plan([finding({ ops: [set(['a'], 1)] })])).toEqual(['context/a | held-back | changes nothing']);
  });
});
