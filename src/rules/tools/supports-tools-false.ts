import { askedModels, proofOf } from '../asked.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'tools/supports-tools-false',
    severity: 'info',
    needs: ['effective', 'servers'],
    fix: 'unsafe',
    since: '0.2.0',
    summary: 'tools are switched off for a model that calls them properly',
    why: 'Without tools the agent can only talk.',
    source: [
      'OpenClaw 2026.5.2 to 2026.9.6: compat.supportsTools false leaves tools out; 2026.4.22 sends an empty list, ran',
    ],
    messages: { off: "'{model}' calls tools properly, and compat.supportsTools is false" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096, compat: { supportsTools: false } }],
  } } },
}`,
    given: {
      server: { served: [{ id: 'qwen3', maxModelLen: 32768 }], found: [{ name: 'tools-stream', verdict: 'yes' }] },
    },
    finds: "'qwen3' calls tools properly, and compat.supportsTools is false",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      const found = asked.capability('tools-stream');
      if (found?.verdict !== 'yes' || asked.model.supportsTools || !asked.model.listed) continue;
      const path = [...asked.model.path, 'compat', 'supportsTools'];
      report({
        messageId: 'off',
        at: { path },
        data: { model: asked.model.id },
        proof: proofOf(found),
        fix: {
          title: 'remove compat.supportsTools',
          safety: 'unsafe',
          ops: [{ op: 'remove', path }],
          risk: 'the prompt grows by the tools: 2 000 to 23 000 tokens, by release and profile',
        },
      });
    }
  },
});
