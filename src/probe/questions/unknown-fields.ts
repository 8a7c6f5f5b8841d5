import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** vLLM ignores what it does not know; a strict proxy in front of it refuses. */
export const unknownFields = defineQuestion({
  name: 'unknown-fields',
  level: 'deep',
  cost: { requests: 1, tokens: 40 },
  ask: async (context) =>
    acceptance(
      await askVariant(context, { what: 'a field that nobody knows', body: { ovd_unknown_field: true } }),
      'ignored',
    ),
});
