import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** How every plain turn of OpenClaw 2026.9.3 to 2026.9.6 ends: the message, then a block of context (ran). */
export const twoUserMessages = defineQuestion({
  name: 'two-user-messages',
  level: 'standard',
  cost: { requests: 1, tokens: 50 },
  async ask(context) {
    const messages = [
      { role: 'user', content: 'Reply with exactly: ok' },
      { role: 'user', content: 'It is a test.' },
    ];
    const reaction = await askVariant(context, { what: 'two user messages in a row', body: { messages } });
    return acceptance(reaction, 'two user messages in a row are taken');
  },
});
