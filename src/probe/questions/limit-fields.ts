import type { LimitField } from '../chat.js';
import { countAt } from '../json-fields.js';
import { inconclusive, refusal } from './judge.js';
import { defineQuestion, type Finding, type QuestionContext } from './question.js';
import { askVariant } from './reaction.js';
import { shortAnswer } from './variant.js';

/** What OpenClaw sends (2026.4.22 to 2026.9.6, ran), unless `compat.maxTokensField` names the other. */
export const maxCompletionTokens = defineQuestion({
  name: 'max-completion-tokens',
  level: 'standard',
  cost: { requests: 1, tokens: 60 },
  ask: (context) => askLimit(context, 'max_completion_tokens'),
});

export const maxTokens = defineQuestion({
  name: 'max-tokens',
  level: 'standard',
  cost: { requests: 1, tokens: 60 },
  ask: (context) => askLimit(context, 'max_tokens'),
});

const other = { max_completion_tokens: 'max_tokens', max_tokens: 'max_completion_tokens' } as const;

/** A field can be refused, obeyed, or taken and ignored: then answers run on to the end of the window. */
async function askLimit(context: QuestionContext, field: LimitField): Promise<Finding> {
  const messages = [{ role: 'user', content: 'Write the numbers from 1 to 40, separated by spaces.' }];
  const reaction = await askVariant(context, {
    what: `${field}: ${shortAnswer} for a longer answer`,
    body: { messages, [other[field]]: undefined, [field]: shortAnswer },
  });
  if (reaction.kind === 'refused') return refusal(reaction);
  if (reaction.kind === 'unsure') return inconclusive(reaction.why, [reaction.proof]);
  const { reply, proof } = reaction;
  const written = countAt(reply.json, ['usage', 'completion_tokens']);
  if (reply.finishReason === 'length' || (written !== undefined && written <= shortAnswer)) {
    return { verdict: 'yes', detail: 'obeyed', proof: [proof] };
  }
  // A token or two more than asked for is a matter of counting, not of ignoring.
  if (written !== undefined && written > 2 * shortAnswer) {
    const detail = `ignored: ${written} tokens came where ${shortAnswer} were allowed`;
    return { verdict: 'no', detail, proof: [proof], marks: { ignored: true, written } };
  }
  return inconclusive('taken, but the answer was short by itself', [proof]);
}
