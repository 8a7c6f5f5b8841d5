import { isObject, parseJson } from '../json-fields.js';
import { inconclusive, refusal } from './judge.js';
import { defineQuestion } from './question.js';
import { askVariant } from './reaction.js';
import { callAnswer } from './variant.js';

const schema = {
  type: 'object',
  properties: { city: { type: 'string' }, people: { type: 'integer' } },
  required: ['city', 'people'],
  additionalProperties: false,
};

export const jsonSchema = defineQuestion({
  name: 'json-schema',
  level: 'deep',
  cost: { requests: 1, tokens: 120 },
  async ask(context) {
    const reaction = await askVariant(context, {
      what: 'response_format json_schema',
      body: {
        // Nothing in the text asks for JSON: what comes back shows whether the field was obeyed.
        messages: [{ role: 'user', content: 'Name a city and say how many people live there.' }],
        response_format: { type: 'json_schema', json_schema: { name: 'city', schema, strict: true } },
      },
      maxTokens: callAnswer,
    });
    if (reaction.kind === 'refused') return refusal(reaction);
    if (reaction.kind === 'unsure') return inconclusive(reaction.why, [reaction.proof]);
    const { reply, proof } = reaction;
    const value = parseJson(reply.text);
    if (isObject(value) && typeof value['city'] === 'string' && Number.isInteger(value['people'])) {
      return { verdict: 'yes', detail: 'the answer follows the schema', proof: [proof] };
    }
    if (reply.finishReason === 'length') return inconclusive('the answer ended before its JSON did', [proof]);
    return {
      verdict: 'no',
      detail: 'taken, but the answer does not follow the schema',
      proof: [proof],
      marks: { ignored: true },
    };
  },
});
