import type { Capability } from '../types.js';
import { inconclusive } from './judge.js';
import type { Finding, Question, QuestionContext } from './question.js';
import { controlFailed } from './reaction.js';

/** More would measure the queue of a small server. */
const atOnce = 4;
/** These look at other routes, or at what was asked before: they need no completion to compare with. */
const needNoControl: readonly string[] = [
  'key-required',
  'open-routes',
  'stream-usage',
  'reasoning-field',
  'server-load',
];

/**
 * Asks all of them, at most four at the same time, and gives the answers in the order of the questions. Alone on the wire: the prefix
 * cache, whose counters other requests would move.
 */
export async function askQuestions(
  questions: readonly Question[],
  context: QuestionContext,
): Promise<readonly Capability[]> {
  const found = new Map<Question, Finding>();
  const alone = questions.filter(({ name }) => name === 'prefix-cache');
  const queue = questions.filter((question) => !alone.includes(question)).values();
  const worker = async () => {
    for (const question of queue) found.set(question, await answerTo(question, context));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (const question of alone) found.set(question, await answerTo(question, context));
  return questions.map((question) => ({ name: question.name, ...(found.get(question) ?? inconclusive('not asked')) }));
}

async function answerTo(question: Question, context: QuestionContext): Promise<Finding> {
  const why = needNoControl.includes(question.name) ? undefined : controlFailed(context);
  return why === undefined ? question.ask(context) : inconclusive(why);
}
