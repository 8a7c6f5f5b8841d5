import { isByParams } from '../../effective/output-limit.js';
import { defineRule } from '../define.js';
import { usedModels } from '../sides.js';

export default defineRule({
  meta: {
    id: 'context/answer-capped',
    severity: 'info',
    needs: ['effective', 'release'],
    fix: 'none',
    since: '0.1.0',
    summary: 'maxTokens asks for more than this release ever sends',
    why: 'The release sends the smaller of maxTokens and a limit of its own, whatever the prompt and the window; longer answers are cut there.',
    remedy:
      'a longer answer needs agents.defaults.models["<provider>/<id>"].params.maxTokens, which goes out as it is, or a release from 2026.5.12 on',
    source: [
      'OpenClaw 2026.4.22 and 2026.5.2: max_completion_tokens is min(maxTokens, 32000), ran; params.maxTokens is not capped, ran 2026.4.22',
      'OpenClaw 2026.5.12: capped by the window alone, ran',
    ],
    messages: { capped: "OpenClaw {release} sends {sent} of {wanted} answer tokens for '{model}'" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 262144, maxTokens: 65536 }],
  } } },
}`,
    given: { release: '2026.4.22' },
    finds: "OpenClaw 2026.4.22 sends 32000 of 65536 answer tokens for 'qwen3'",
  },
  check({ effective, release }, report) {
    const { outputLimit } = release.traits;
    if (outputLimit.rule !== 'min-of-configured-and' || outputLimit.cap === 'window') return;
    const { cap } = outputLimit;
    for (const { model } of usedModels({ effective })) {
      const { maxTokens, contextWindow } = model;
      const wanted = Math.min(maxTokens.value ?? 0, contextWindow.value);
      // A limit near the window is wrong for another reason, and has a rule of its own.
      if (maxTokens.from !== 'config' || isByParams(maxTokens) || wanted <= cap || wanted > contextWindow.value / 2)
        continue;
      report({
        messageId: 'capped',
        at: { path: maxTokens.path ?? model.path },
        data: { release: release.version, model: model.id, sent: cap, wanted },
        proof: [`min(${wanted}, ${cap}) = ${cap}`],
        observed: wanted,
        expected: cap,
      });
    }
  },
});
