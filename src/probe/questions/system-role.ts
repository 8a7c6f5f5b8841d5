import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** How every turn of OpenClaw begins. Templates of some families raise "System role not supported". */
export const systemRole = defineQuestion({
  name: 'system-role',
  level: 'standard',
  cost: { requests: 1, tokens: 50 },
  async ask(context) {
    const messages = [
      { role: 'system', content: 'Answer briefly.' },
      { role: 'user', content: 'Reply with exactly: ok' },
    ];
    return acceptance(await askVariant(context, { what: 'a system message first', body: { messages } }), 'taken');
  },
});
