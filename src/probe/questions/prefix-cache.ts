import type { JsonValue } from '../json-fields.js';
import { countAt } from '../json-fields.js';
import { freshText } from '../speed.js';
import { inconclusive } from './judge.js';
import { type LoadMetrics, parseMetrics } from './metrics.js';
import { defineQuestion, type QuestionContext } from './question.js';
import { askVariant } from './reaction.js';

const words = 600;

/** Whether a prompt that begins alike is read once only: without it every turn pays for the whole system prompt again. */
export const prefixCache = defineQuestion({
  name: 'prefix-cache',
  level: 'deep',
  cost: { requests: 4, tokens: 1400 },
  async ask(context) {
    const messages: readonly JsonValue[] = [{ role: 'user', content: freshText(words, context.random) }];
    const variant = { what: `the same ${words} words twice`, body: { messages } };
    const first = await askVariant(context, variant);
    if (first.kind !== 'accepted') return inconclusive('the prompt was not answered', [first.proof]);
    const before = await loadOf(context);
    const second = await askVariant(context, variant);
    if (second.kind !== 'accepted') return inconclusive('the prompt was not answered again', [second.proof]);
    const after = await loadOf(context);
    const cached = countAt(second.reply.json, ['usage', 'prompt_tokens_details', 'cached_tokens'], 1);
    const hits = grown(before, after, 'prefixHits');
    if (cached !== undefined || (hits ?? 0) > 0) {
      const detail = `${cached ?? hits} tokens of the second prompt came from the cache`;
      return { verdict: 'yes', detail, proof: [second.proof] };
    }
    // Counters that move for the queries but not for the hits are the only proof that nothing is kept.
    if (hits === 0 && (grown(before, after, 'prefixQueries') ?? 0) > 0) {
      return { verdict: 'no', detail: 'no token of the second prompt came from the cache', proof: [second.proof] };
    }
    return inconclusive('the server does not tell what came from a cache', [second.proof]);
  },
});

async function loadOf({ client }: QuestionContext): Promise<LoadMetrics | undefined> {
  const answer = await client.getText('/metrics');
  return answer.ok ? parseMetrics(answer.value.text) : undefined;
}

function grown(
  before: LoadMetrics | undefined,
  after: LoadMetrics | undefined,
  key: keyof LoadMetrics,
): number | undefined {
  const [from, to] = [before?.[key], after?.[key]];
  return from === undefined || to === undefined ? undefined : to - from;
}
