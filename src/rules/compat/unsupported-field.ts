import type { RequestShape } from '../../effective/types.js';
import { askedModels, compatFix, proofOf, saysOf } from '../asked.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'compat/unsupported-field',
    severity: 'error',
    needs: ['effective', 'servers', 'release'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'the config makes OpenClaw send a field that the server refuses',
    why: 'A strict server refuses the whole request for one field that it does not know.',
    source: [
      'OpenClaw 2026.4.22, 2026.5.2: reasoning_effort for every model with reasoning true, ran; not 2026.6.11, 2026.8.2, 2026.9.6, ran',
      'OpenClaw 2026.4.22 to 2026.9.6: strict in every tool with compat.supportsStrictMode true, ran',
    ],
    messages: { field: "{host} refuses the field '{field}': {says}" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096, reasoning: true }],
  } } },
}`,
    given: {
      release: '2026.4.22',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        found: [{ name: 'reasoning-effort', verdict: 'no', says: 'Unsupported parameter' }],
      },
    },
    finds: "127.0.0.1:8000 refuses the field 'reasoning_effort': Unsupported parameter",
  },
  check({ effective, servers }, report) {
    for (const asked of askedModels({ effective, servers })) {
      for (const { field, question, key, sent } of fieldsOf(asked.model.request)) {
        const found = asked.refused(question);
        if (found === undefined || !sent) continue;
        report({
          messageId: 'field',
          at: asked.at,
          data: { host: asked.host, field, says: saysOf(found) },
          proof: proofOf(found),
          fix: compatFix(asked, { key, value: false }),
        });
      }
    }
  },
});

function fieldsOf({ reasoningEffort, strictTools }: RequestShape) {
  return [
    { field: 'reasoning_effort', question: 'reasoning-effort', key: 'supportsReasoningEffort', sent: reasoningEffort },
    { field: 'strict', question: 'tools-strict', key: 'supportsStrictMode', sent: strictTools },
  ] as const;
}
