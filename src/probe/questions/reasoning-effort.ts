import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** Sent with `compat.supportsReasoningEffort: true`; by 2026.4.22 for every model with `reasoning: true`. */
export const reasoningEffort = defineQuestion({
  name: 'reasoning-effort',
  level: 'deep',
  cost: { requests: 1, tokens: 40 },
  ask: async (context) =>
    acceptance(
      await askVariant(context, { what: 'reasoning_effort: "medium"', body: { reasoning_effort: 'medium' } }),
      'taken or ignored',
    ),
});
