import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** OpenClaw 2026.4.22 sends it to every server (ran). */
export const storeField = defineQuestion({
  name: 'store-field',
  level: 'standard',
  cost: { requests: 1, tokens: 40 },
  ask: async (context) =>
    acceptance(await askVariant(context, { what: 'store: false', body: { store: false } }), 'taken or ignored'),
});
