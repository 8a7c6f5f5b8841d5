import { inconclusive } from './judge.js';
import { defineQuestion } from './question.js';

/** Thoughts that stand in the answer itself: `<think>` of most families, `[THINK]` of Mistral, the channel of gpt-oss. */
const leak = /<think>|<\/think>|\[THINK\]|<seed:think>|<\|channel\|>analysis/;

/** From the completion and the stream that were asked for before. */
export const reasoningField = defineQuestion({
  name: 'reasoning-field',
  level: 'quick',
  cost: { requests: 0, tokens: 0 },
  async ask({ chat, stream }) {
    const answers = [chat, stream].flatMap((answer) => (answer.ok ? [answer.value] : []));
    const [first] = answers;
    if (first === undefined) return inconclusive('no completion to look at');
    const leaking = answers.find(({ text }) => leak.test(text));
    const request = 'POST /v1/chat/completions: the plain completion';
    if (leaking !== undefined) {
      const marker = leak.exec(leaking.text)?.[0] ?? '';
      const detail = `${marker} stands in the text of the answer`;
      return { verdict: 'no', detail, proof: [{ request, answer: `200: ${detail}` }], marks: { leak: marker } };
    }
    const field = answers.find(({ reasoningField: name }) => name !== undefined)?.reasoningField;
    if (field !== undefined) {
      const proof = [{ request, answer: `200: text in ${field}` }];
      return { verdict: 'yes', detail: `comes apart, in ${field}`, proof, marks: { field } };
    }
    return inconclusive('no reasoning came: the model may not think, or not for so little');
  },
});
