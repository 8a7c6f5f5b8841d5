import { isObject } from '../json-fields.js';
import { inconclusive, refusal } from './judge.js';
import { defineQuestion } from './question.js';
import { failed } from './reaction.js';
import { shortAnswer } from './variant.js';

/** Where OpenClaw 2026.4.22 goes when no `api` is named (ran). vLLM has it from 0.10.0 on. */
export const responsesApi = defineQuestion({
  name: 'responses-api',
  level: 'deep',
  cost: { requests: 1, tokens: 40 },
  async ask({ client, model }) {
    const request = 'POST /v1/responses: a plain input';
    const body = { model, input: 'Reply with exactly: ok', max_output_tokens: shortAnswer };
    const answer = await client.postJson('/responses', body);
    if (!answer.ok) {
      const reaction = failed(answer.failure, request);
      if (reaction.kind === 'refused') return refusal(reaction);
      return inconclusive(answer.failure.message, [reaction.proof]);
    }
    const { json } = answer.value;
    const fits = isObject(json) && Array.isArray(json['output']);
    const proof = [{ request, answer: fits ? '200: a response with output' : '200: no response in the answer' }];
    return fits ? { verdict: 'yes', detail: 'answers', proof } : inconclusive('no response in the answer', proof);
  },
});
