import { describe, expect, it, vi } from 'vitest';
import type { ConfigFiles } from '../../src/config/files.js';
import { isObject, type JsonValue } from '../../src/config/json.js';
import { type Examined, fixRounds } from '../../src/fix/apply.js';
import type { FixStep, PlanOptions } from '../../src/fix/plan.js';
import type { Finding } from '../../src/rules/finding.js';
import { filesOf, finding, remove, set } from './findings.js';

const options: PlanOptions = { unsafe: false, release: '2026.4.22' };

type Config = { readonly [key: string]: JsonValue };

/** An examination by a function of the config. */
function by(look: (config: Config) => { findings: Finding[]; accepted?: boolean | null; issues?: number }) {
  return vi.fn(async ({ document: { value } }: ConfigFiles): Promise<Examined> => {
    if (!isObject(value)) throw new Error('not an object');
    return { accepted: true, ...look(value) };
  });
}

describe('fixRounds', () => {
  it('applies all planned fixes at once and looks again', async () => {
    const examine = by(({ a, b }) => ({
      findings: [
        ...(a === 1 ? [finding({ ops: [set(['a'], 2)] })] : []),
        ...(b === 1 ? [finding({ rule: 'context/b', ops: [remove('b')] })] : []),
        finding({ rule: 'context/other', severity: 'info' }),
      ],
    }));
    const outcome = await fixRounds({ files: filesOf('{ a: 1, b: 1 } // c'), examine, options });
    expect(outcome.files.top.text).toBe('{ a: 2 } // c');
    expect(outcome.applied.map(({ finding, round }) => [finding.ruleId, round])).toEqual([
      ['context/a', 1],
      ['context/b', 1],
    ]);
    expect(outcome).toMatchObject({ rounds: 1, accepted: true, heldBack: [] });
    expect(outcome.findings.map(({ ruleId }) => ruleId)).toEqual(['context/other']);
    expect(examine).toHaveBeenCalledTimes(2);
  });

  it('goes on with what a fix reveals', async () => {
    const examine = by(({ a }) => ({ findings: Number(a) < 3 ? [finding({ ops: [set(['a'], Number(a) + 1)] })] : [] }));
    const outcome = await fixRounds({ files: filesOf('{ a: 0 }'), examine, options });
    expect(outcome.files.top.text).toBe('{ a: 3 }');
    expect(outcome.applied.map(({ round }) => round)).toEqual([1, 2, 3]);
  });

  it('stops after five rounds and says so', async () => {
    const examine = by(({ a }) => ({ findings: [finding({ ops: [set(['a'], Number(a) + 1)] })] }));
    const outcome = await fixRounds({ files: filesOf('{ a: 0 }'), examine, options });
    expect(outcome.files.top.text).toBe('{ a: 5 }');
    expect(outcome.heldBack.map(({ reason }) => reason)).toEqual(['left after 5 rounds']);
  });

  it('stops when two rules undo each other', async () => {
    const examine = by(({ a }) => ({ findings: [finding({ ops: [set(['a'], a === 1 ? 2 : 1)] })] }));
    const outcome = await fixRounds({ files: filesOf('{ a: 1 }'), examine, options });
    expect(outcome).toMatchObject({ rounds: 1, heldBack: [{ reason: 'would undo an earlier fix' }] });
    expect(outcome.files.top.text).toBe('{ a: 2 }');
  });

  it('leaves out the one fix whose result the release would refuse, and keeps the others', async () => {
    const examine = by(({ a, b, c }) => ({
      accepted: b === 1,
      findings: [
        ...(a === 1 ? [finding({ ops: [remove('l', 0), set(['a'], 2)] })] : []),
        ...(b === 1 ? [finding({ rule: 'context/b', ops: [set(['b'], 2)] })] : []),
        ...(c === 1 ? [finding({ rule: 'context/c', ops: [remove('l', 1), set(['c'], 2)] })] : []),
      ],
    }));
    const outcome = await fixRounds({ files: filesOf('{ a: 1, b: 1, c: 1, l: [7, 8, 9] }'), examine, options });
    expect(outcome.files.top.text).toBe('{ a: 2, b: 1, c: 2, l: [9] }');
    expect(outcome.accepted).toBe(true);
    expect(outcome.heldBack.map(({ finding, reason }) => [finding.ruleId, reason])).toEqual([
      ['context/b', 'the release would not accept the result'],
    ]);
  });

  it('does not trade an accepted file for one whose verdict is unknown', async () => {
    const examine = by(({ a }) => ({ accepted: a === 1 ? true : null, findings: [finding({ ops: [set(['a'], 2)] })] }));
    const outcome = await fixRounds({ files: filesOf('{ a: 1 }'), examine, options });
    expect(outcome).toMatchObject({ rounds: 0, applied: [], files: { top: { text: '{ a: 1 }' } } });
  });

  it('adds no schema issue to a file that is refused anyway', async () => {
    const unknownKey = finding({ rule: 'schema/unknown-key' });
    const examine = by(({ a, bad }) => ({
      accepted: false,
      findings: [
        unknownKey,
        ...(a === 1 ? [finding({ ops: [set(['a'], 2)] })] : []),
        ...(bad === undefined ? [finding({ rule: 'context/b', ops: [set(['bad'], 1)] })] : [unknownKey]),
      ],
    }));
    const outcome = await fixRounds({ files: filesOf('{ a: 1 }'), examine, options });
    expect(outcome.files.top.text).toBe('{ a: 2 }');
    expect(outcome.heldBack).toMatchObject([{ reason: 'the release would refuse more of the result' }]);
  });

  it('takes the number of issues from the examination when it tells', async () => {
    const examine = by(({ a }) => ({
      accepted: false,
      issues: a === 1 ? 1 : 2,
      findings: a === 1 ? [finding({ ops: [set(['a'], 2)] })] : [],
    }));
    expect(await fixRounds({ files: filesOf('{ a: 1 }'), examine, options })).toMatchObject({ rounds: 0 });
  });

  it('lets the caller choose, asks about a declined fix once, and tells', async () => {
    const examine = by(({ a, b }) => ({
      findings: [
        ...(a === 1 ? [finding({ ops: [set(['a'], 2)] })] : []),
        ...(b === 1 ? [finding({ rule: 'context/b', ops: [set(['b'], 2)] })] : []),
      ],
    }));
    const choose = vi.fn(async (steps: readonly FixStep[]) => steps.slice(0, 1));
    const outcome = await fixRounds({ files: filesOf('{ a: 1, b: 1 }'), examine, options, choose });
    expect(outcome.files.top.text).toBe('{ a: 2, b: 1 }');
    expect(outcome.heldBack).toMatchObject([{ finding: { ruleId: 'context/b' }, reason: 'declined' }]);
    expect(choose).toHaveBeenCalledTimes(1);
  });

  it('does nothing when there is nothing to do', async () => {
    const files = filesOf('{ a: 1 }');
    const outcome = await fixRounds({ files, examine: by(() => ({ findings: [finding()] })), options });
    expect(outcome.files).toBe(files);
    expect(outcome).toMatchObject({ rounds: 0, applied: [], heldBack: [], findings: [{ ruleId: 'context/a' }] });
  });
});
