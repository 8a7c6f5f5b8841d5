import { askedModels } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

/** Tokens of answer that the test completion allows. */
const tested = 512;

export default defineRule({
  meta: {
    id: 'compat/reasoning-eats-answer',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.2.0',
    summary: 'the answer is all reasoning, and no text is left for the user',
    why: 'OpenClaw shows what stands in content: "Agent couldn\'t generate a response" is all that comes of such a turn.',
    remedy:
      'use the --reasoning-parser that fits this model, or none; where the limit ends the thinking, raise maxTokens',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: a turn with reasoning only fails, ran'],
    messages: {
      empty: "'{model}' answers with reasoning only, and no text",
      long: "'{model}' thinks for more than {tokens} tokens before its first word",
    },
    example: localModel,
    given: { server: { served: [{ id: 'qwen3', maxModelLen: 32768 }], found: [], text: '', reasoning: 'hm' } },
    finds: "'qwen3' answers with reasoning only, and no text",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const answer = asked.server?.chat;
      if (answer?.ok !== true || answer.value.text !== '' || answer.value.reasoning === undefined) continue;
      const { finishReason, reasoningField = 'reasoning' } = answer.value;
      const proof = [
        `POST /v1/chat/completions: 200, finish_reason ${finishReason ?? 'none'}, no content, text in ${reasoningField}`,
      ];
      const common = { at: asked.at, proof };
      const limit = asked.model.maxTokens.value ?? Number.POSITIVE_INFINITY;
      if (finishReason === 'stop') report({ ...common, messageId: 'empty', data: { model: asked.model.id } });
      // With a limit like that of the test, turns of OpenClaw end in the same way.
      else if (finishReason === 'length' && limit <= 2 * tested) {
        report({ ...common, messageId: 'long', severity: 'warning', data: { model: asked.model.id, tokens: tested } });
      }
    }
  },
});
