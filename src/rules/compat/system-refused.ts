import { askedModels, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'compat/system-refused',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.2.0',
    summary: 'the chat template takes no system message, and every turn begins with one',
    why: 'The instructions, the tools and the workspace all stand in it; no turn goes through.',
    remedy:
      'serve the model with a chat template that folds the system text into the first user message (--chat-template), or another model',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: every turn begins with a system message, ran',
      'templates of the Gemma 1 and 2 and early Mistral families raise "System role not supported"',
    ],
    messages: { refused: "{host} refuses a system message for '{model}': {says}" },
    example: localModel,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'system-role', verdict: 'no', says: 'System role not supported' }],
      },
    },
    finds: "127.0.0.1:8000 refuses a system message for 'qwen3': System role not supported",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('system-role');
      if (found === undefined || asked.model.request.systemRole !== 'system') continue;
      report({
        messageId: 'refused',
        at: asked.at,
        data: { host: asked.host, model: asked.model.id, says: saysOf(found) },
        proof: proofOf(found),
      });
    }
  },
});
