import { askedModels, proofOf, saysOf } from '../asked.js';
import { defineRule, type Fix } from '../define.js';
import { localModel } from '../example-configs.js';

export default defineRule({
  meta: {
    id: 'compat/roles-must-alternate',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'the chat template refuses two user messages in a row, and every turn of this release ends with two',
    why: 'The second one is a block of context about tools. OpenClaw shows "Message ordering conflict - please try again", and trying again never helps.',
    remedy:
      'serve the model with a chat template that does not insist on user, assistant, user: --chat-template FILE of vLLM',
    source: [
      'OpenClaw 2026.9.3 to 2026.9.6: system, user, user; one user message with tools.profile minimal or compat.supportsTools false, ran 2026.9.6',
      'templates of the Mistral, Gemma and Llama 2 families raise for it',
    ],
    messages: { refused: "{host} refuses two user messages in a row for '{model}': {says}" },
    example: localModel,
    given: {
      release: '2026.9.6',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'two-user-messages', verdict: 'no', says: 'Conversation roles must alternate' }],
      },
    },
    finds: "127.0.0.1:8000 refuses two user messages in a row for 'qwen3': Conversation roles must alternate",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('two-user-messages');
      if (found === undefined || !asked.model.request.twoUserMessages) continue;
      report({
        messageId: 'refused',
        at: asked.at,
        data: { host: asked.host, model: asked.model.id, says: saysOf(found) },
        proof: proofOf(found),
        fix: minimalTools(effective.tools.profile.path),
      });
    }
  },
});

function minimalTools(written: readonly (string | number)[] | undefined): Fix {
  return {
    title: 'set tools.profile to "minimal"',
    safety: 'unsafe',
    ops: [{ op: 'set', path: written ?? ['tools', 'profile'], value: 'minimal' }],
    risk: 'the agent keeps three tools only; a chat template that takes both messages keeps them all',
    releases: { from: '2026.9.3' },
  };
}
