import { acceptance } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';

/** Templates of Qwen3.5 and others raise "System message must be at the beginning." */
export const systemInTheMiddle = defineQuestion({
  name: 'system-in-the-middle',
  level: 'deep',
  cost: { requests: 1, tokens: 60 },
  async ask(context) {
    const messages = [
      { role: 'user', content: 'Remember the word ok.' },
      { role: 'assistant', content: 'I do.' },
      { role: 'system', content: 'Answer briefly.' },
      { role: 'user', content: 'Which word was it?' },
    ];
    return acceptance(
      await askVariant(context, { what: 'a system message in the middle', body: { messages } }),
      'taken',
    );
  },
});
