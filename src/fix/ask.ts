import type { Readable, Writable } from 'node:stream';
import type { FixStep } from './plan.js';

export interface Question {
  readonly step: FixStep;
  /** Frame, proof and diff as the caller renders them, secrets masked. */
  readonly text: string;
}

export interface AskOptions {
  /** A terminal. */
  readonly input: Readable;
  readonly output: Writable;
  readonly signal?: AbortSignal;
}

export type Answer =
  | { readonly cancelled: false; readonly chosen: readonly FixStep[] }
  /** Ctrl-C or the signal: nothing of what was answered counts. */
  | { readonly cancelled: true };

/** Shows one fix after the other and asks whether to make it; Enter means no. Writes nothing but the questions. */
export async function askFixes(questions: readonly Question[], { input, output, signal }: AskOptions): Promise<Answer> {
  const { isCancel, select } = await import('@clack/prompts');
  const chosen: FixStep[] = [];
  for (const [index, { step, text }] of questions.entries()) {
    if (signal?.aborted) return { cancelled: true };
    const rest = questions.length - index;
    output.write(`\n${text.trimEnd()}\n\n`);
    const answer = await select<'no' | 'yes' | 'all' | 'quit'>({
      message: `${step.fix.title}?  (${index + 1} of ${questions.length})`,
      options: [
        { value: 'no', label: 'no' },
        { value: 'yes', label: 'yes' },
        ...(rest > 1 ? [{ value: 'all' as const, label: 'all', hint: `this one and the ${rest - 1} after it` }] : []),
        { value: 'quit', label: 'quit', hint: 'no to this one and all after it' },
      ],
      initialValue: 'no',
      input,
      output,
      ...(signal !== undefined && { signal }),
    });
    if (isCancel(answer)) return { cancelled: true };
    if (answer === 'yes') chosen.push(step);
    if (answer === 'all') chosen.push(...questions.slice(index).map((question) => question.step));
    if (answer === 'all' || answer === 'quit') break;
  }
  return { cancelled: false, chosen };
}
