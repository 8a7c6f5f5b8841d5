import type { Readable, Writable } from 'node:stream';
import JSON5 from 'json5';
import { formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
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

type SetOp = Extract<ConfigOp, { op: 'set' }>;
type Scalar = string | number | boolean;

/** The one plain value that the fix writes; undefined when it writes none, or several. */
function editable({ fix }: FixStep): SetOp | undefined {
  const sets = fix.ops.filter((op) => op.op === 'set');
  const [only] = sets;
  return sets.length === 1 && only !== undefined && typeof only.value !== 'object' ? only : undefined;
}

function scalarOf(text: string): Scalar | undefined {
  try {
    const value: unknown = JSON5.parse(text);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
  } catch {
    return undefined; // the question is asked again
  }
}

function withValue(step: FixStep, op: SetOp, value: Scalar): FixStep {
  const ops = step.fix.ops.map((one) => (one === op ? { ...op, value } : one));
  const title = `set ${formatPath(op.path)} to ${JSON5.stringify(value)}`;
  return { ...step, fix: { ...step.fix, title, ops } };
}

/** Whether to write what was chosen; Enter means no. */
export async function askToWrite(
  message: string,
  { input, output, signal }: AskOptions,
): Promise<'yes' | 'no' | 'cancelled'> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({
    message,
    initialValue: false,
    input,
    output,
    ...(signal !== undefined && { signal }),
  });
  if (isCancel(answer)) return 'cancelled';
  return answer ? 'yes' : 'no';
}

/** Shows one fix after the other and asks whether to make it; Enter means no. Writes nothing but the questions. */
export async function askFixes(questions: readonly Question[], { input, output, signal }: AskOptions): Promise<Answer> {
  const { isCancel, select, text: ask } = await import('@clack/prompts');
  const streams = { input, output, ...(signal !== undefined && { signal }) };
  const chosen: FixStep[] = [];
  for (const [index, { step, text }] of questions.entries()) {
    if (signal?.aborted) return { cancelled: true };
    const rest = questions.length - index;
    output.write(`\n${text.trimEnd()}\n\n`);
    const answer = await select<'no' | 'yes' | 'all' | 'edit' | 'quit'>({
      message: `${step.fix.title}?  (${index + 1} of ${questions.length})`,
      options: [
        { value: 'no', label: 'no' },
        { value: 'yes', label: 'yes' },
        ...(rest > 1 ? [{ value: 'all' as const, label: 'all', hint: `this one and the ${rest - 1} after it` }] : []),
        ...(editable(step) === undefined
          ? []
          : [{ value: 'edit' as const, label: 'edit', hint: 'yes, with another value' }]),
        { value: 'quit', label: 'quit', hint: 'no to this one and all after it' },
      ],
      initialValue: 'no',
      ...streams,
    });
    if (isCancel(answer)) return { cancelled: true };
    if (answer === 'yes') chosen.push(step);
    if (answer === 'edit') {
      const op = editable(step);
      if (op === undefined) continue;
      const written = await ask({
        message: formatPath(op.path),
        initialValue: JSON5.stringify(op.value),
        validate: (value) =>
          scalarOf(value ?? '') === undefined ? 'write a text in quotes, a number, true or false' : undefined,
        ...streams,
      });
      if (isCancel(written)) return { cancelled: true };
      const value = scalarOf(written);
      if (value !== undefined) chosen.push(withValue(step, op, value));
    }
    if (answer === 'all') chosen.push(...questions.slice(index).map((question) => question.step));
    if (answer === 'all' || answer === 'quit') break;
  }
  return { cancelled: false, chosen };
}
