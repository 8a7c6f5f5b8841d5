import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { usedModels } from '../sides.js';

export default defineRule({
  meta: {
    id: 'compat/answer-empty',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the model answers without any visible text',
    why: 'OpenClaw ends such a turn with "Agent couldn\'t generate a response", without a word about the server.',
    remedy:
      'try the same request by hand; a wrong chat template or reasoning parser, or a filter in between, empties answers',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: a turn without visible text fails, ran'],
    messages: {
      empty: "'{model}' of {host} answers with no text at all, and says that it is done",
    },
    example: localModel,
    given: { server: { served: [{ id: 'qwen3', maxModelLen: 32768 }], text: '' } },
    finds: "'qwen3' of 127.0.0.1:8000 answers with no text at all, and says that it is done",
  },
  check({ effective, servers }, report) {
    for (const { model, provider, server } of usedModels({ effective, servers })) {
      if (server?.askedModel !== model.id || !server.stream.ok) continue;
      const { chat, stream } = server;
      const answers = chat.ok ? [chat.value, stream.value] : [stream.value];
      // A model that only thought, or was cut, has said something: that is another cause.
      const silent = answers.every(
        ({ text, reasoning, finishReason }) =>
          text.trim() === '' && reasoning === undefined && finishReason !== 'length',
      );
      if (!silent) continue;
      report({
        messageId: 'empty',
        at: { path: model.listed ? model.path : provider.path },
        data: { model: model.id, host: server.origin.replace(/^https?:\/\//, '') },
        proof: [
          'asked: Reply with exactly: smoke-ok',
          `finish_reason ${stream.value.finishReason ?? 'none'}, no content, no reasoning`,
        ],
      });
    }
  },
});
