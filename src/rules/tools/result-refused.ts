import { askedModels, mark, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'tools/result-refused',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.2.0',
    summary: 'the server refuses the second request of a turn, the one with the result of a tool',
    why: 'The first tool call of a session ends it: every later turn carries the same messages.',
    remedy: 'use the chat template for tools that belongs to the model (--chat-template), or another model',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: content null beside the call, the id without its dashes, the result as text, ran',
    ],
    messages: {
      ids: "{host} refuses the ids of tool calls for '{model}': {says}",
      result: "{host} refuses the result of a tool for '{model}': {says}",
    },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'tools-result', verdict: 'no', says: 'Unexpected message role' }],
      },
    },
    finds: "127.0.0.1:8000 refuses the result of a tool for 'qwen3': Unexpected message role",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('tools-result');
      if (found === undefined || asked.model.request.tools !== 'sent') continue;
      // Without a parser every request with tools is refused, this one too: one finding is enough.
      if (asked.refused('tools-stream')?.marks?.['refused'] === true) continue;
      const data = { host: asked.host, model: asked.model.id, says: saysOf(found) };
      const messageId = /tool.?call.?id|length of 9/i.test(mark(found, 'says') ?? '') ? 'ids' : 'result';
      report({ messageId, at: asked.at, data, proof: proofOf(found) });
    }
  },
});
