import { askedModels, compatFix, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'compat/developer-role',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'the system text is sent with the role developer, which the server refuses',
    why: 'The key compat.supportsDeveloperRole turns the role on for models that reason; most chat templates know only system, user, assistant and tool.',
    source: [
      'OpenClaw 2026.4.22, 2026.5.2, 2026.6.11, 2026.8.2, 2026.9.6: the role is sent with both keys true, and only then, ran',
    ],
    messages: { refused: "{host} refuses the role developer for '{model}': {says}" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{
      id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096,
      reasoning: true, compat: { supportsDeveloperRole: true },
    }],
  } } },
}`,
    given: {
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'developer-role', verdict: 'no', says: 'Unexpected message role' }],
      },
    },
    finds: "127.0.0.1:8000 refuses the role developer for 'qwen3': Unexpected message role",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.refused('developer-role');
      if (found === undefined || !(asked.model.request.systemRole === 'developer')) continue;
      report({
        messageId: 'refused',
        at: asked.at,
        data: { host: asked.host, model: asked.model.id, says: saysOf(found) },
        proof: proofOf(found),
        fix: compatFix(asked, { key: 'supportsDeveloperRole', value: false }),
      });
    }
  },
});
