import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** Sent in place of `system` when `compat.supportsDeveloperRole` and `reasoning` are true (2026.6.11 and 2026.9.6, ran). */
export const developerRole = defineQuestion({
  name: 'developer-role',
  level: 'standard',
  cost: { requests: 1, tokens: 50 },
  async ask(context) {
    const messages = [
      { role: 'developer', content: 'Answer briefly.' },
      { role: 'user', content: 'Reply with exactly: ok' },
    ];
    return acceptance(await askVariant(context, { what: 'a developer message first', body: { messages } }), 'taken');
  },
});
