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
 * Asks all of them, at most four at the same time, and gives the answers in the order of the questions. Alone on the wire: the load, first,
 * so that it is not our own, and the prefix cache, last, whose counters other requests would move.
 */
export async function askQuestions(
  questions: readonly Question[],
  context: QuestionContext,
): Promise<readonly Capability[]> {
  const found = new Map<Question, Finding>();
  const work = async (rows: Iterable<Question>) => {
    for (const question of rows) found.set(question, await answerTo(question, context));
  };
  const named = (name: string) => questions.filter((question) => question.name === name);
  const [first, last] = [named('server-load'), named('prefix-cache')];
  await work(first);
  // One queue that all workers draw from.
  const queue = questions.filter((question) => ![...first, ...last].includes(question)).values();
  await Promise.all(Array.from({ length: atOnce }, () => work(queue)));
  await work(last);
  return questions.map((question) => ({ name: question.name, ...(found.get(question) ?? inconclusive('not asked')) }));
}

async function answerTo(question: Question, context: QuestionContext): Promise<Finding> {
  const why = needNoControl.includes(question.name) ? undefined : controlFailed(context);
  return why === undefined ? question.ask(context) : inconclusive(why);
}
