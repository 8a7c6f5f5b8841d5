import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** OpenClaw 2026.4.22 to 2026.5.12, and 2026.9.3 on, send some message as a list of parts. */
export const partsContent = defineQuestion({
  name: 'parts-content',
  level: 'standard',
  cost: { requests: 1, tokens: 40 },
  async ask(context) {
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'Reply with exactly: ok' }] }];
    const reaction = await askVariant(context, { what: 'content as a list of parts', body: { messages } });
    return acceptance(reaction, 'a list of text parts is taken');
  },
});
