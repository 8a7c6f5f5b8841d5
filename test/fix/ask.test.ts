import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Answer, askFixes } from '../../src/fix/ask.js';
import type { FixStep } from '../../src/fix/plan.js';
import { finding, set } from './findings.js';

const steps: readonly FixStep[] = ['x', 'y', 'z'].map((key) => {
  const found = finding({ rule: `context/${key}`, ops: [set([key], 1)], fix: { title: `set ${key}` } });
  if (found.fix === undefined) throw new Error('no fix');
  return { finding: found, fix: found.fix, state: 'planned' };
});

const keys = { enter: '\r', down: '\u001b[B', up: '\u001b[A', escape: '\u001b', interrupt: '\u0003' };

/** Types the words of each answer when its question has appeared. */
async function answering(...answers: (readonly (keyof typeof keys)[])[]): Promise<{ answer: Answer; shown: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  let asked = 0;
  output.on('data', (chunk) => {
    shown += String(chunk);
    const number = [...shown.matchAll(/\((\d) of 3\)/g)].at(-1)?.[1];
    if (Number(number) !== asked + 1) return;
    const answer = answers[asked] ?? [];
    asked += 1;
    setImmediate(() => {
      for (const key of answer) input.write(keys[key]);
    });
  });
  const questions = steps.map((step) => ({ step, text: `text of ${step.finding.ruleId}\n` }));
  return { answer: await askFixes(questions, { input, output }), shown };
}

const chosen = (answer: Answer) =>
  answer.cancelled ? 'cancelled' : answer.chosen.map(({ finding }) => finding.ruleId);

describe('askFixes', () => {
  it('takes Enter for no, and shows each text before its question', async () => {
    const { answer, shown } = await answering(['enter'], ['enter'], ['enter']);
    expect(chosen(answer)).toEqual([]);
    expect(shown.indexOf('text of context/x')).toBeLessThan(shown.indexOf('set x?'));
    expect(shown.indexOf('set x?')).toBeLessThan(shown.indexOf('text of context/y'));
  });

  it('takes yes for the one it stands under', async () => {
    const { answer } = await answering(['enter'], ['down', 'enter'], ['enter']);
    expect(chosen(answer)).toEqual(['context/y']);
  });

  it('takes all for this one and those after it, without asking on', async () => {
    const { answer, shown } = await answering(['enter'], ['down', 'down', 'enter']);
    expect(chosen(answer)).toEqual(['context/y', 'context/z']);
    expect(shown).not.toContain('text of context/z');
  });

  it('keeps what was said before quit', async () => {
    const { answer } = await answering(['down', 'enter'], ['up', 'enter']);
    expect(chosen(answer)).toEqual(['context/x']);
  });

  it.each(['interrupt', 'escape'] as const)('chooses nothing at all after %s', async (key) => {
    const { answer } = await answering(['down', 'enter'], [key]);
    expect(chosen(answer)).toBe('cancelled');
  });

  it('is cancelled by its signal', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const questions = steps.map((step) => ({ step, text: 'text' }));
    expect(await askFixes(questions, { input, output, signal: AbortSignal.abort() })).toEqual({ cancelled: true });
    const late = new AbortController();
    const answer = askFixes(questions, { input, output, signal: late.signal });
    output.once('data', () => setImmediate(() => late.abort()));
    expect(await answer).toEqual({ cancelled: true });
  });
});
