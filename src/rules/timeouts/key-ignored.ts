import { valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { usedProviders } from '../sides.js';
import { slowModelPath } from './slow-model.js';

export default defineRule({
  meta: {
    id: 'timeouts/key-ignored',
    severity: 'warning',
    needs: ['config', 'effective', 'release'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'a timeout is written, and a lower one counts',
    why: 'A slow model is cut off although the config seems to allow it the time.',
    source: [
      'OpenClaw 2026.5.7 to 2026.5.18: provider timeoutSeconds above 120 is cut to 120 off local hosts, read',
      'OpenClaw 2026.5.2 to 2026.9.6: agents.defaults.timeoutSeconds caps the provider key, read',
    ],
    messages: { lower: "'{key}' is {written} s, but {real} s count: {reason}" },
    example: `{
  agents: { defaults: { timeoutSeconds: 200, model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local", timeoutSeconds: 600,
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.9.6' },
    finds: "'timeoutSeconds' is 600 s, but 200 s count: agents.defaults.timeoutSeconds",
  },
  check({ config, effective, release }, report) {
    for (const provider of usedProviders(effective)) {
      const path = slowModelPath(provider, release.traits);
      const written = valueAt(config, path);
      const { value: real, note, path: from } = provider.idleSeconds;
      if (typeof written !== 'number' || written <= 0 || real === null || real >= written) continue;
      const reason = note ?? (from === undefined ? `a limit of ${release.version}` : String(from.at(-1)));
      report({
        messageId: 'lower',
        at: { path },
        data: { key: String(path.at(-1)), written, real, reason },
        ...(from !== undefined && { related: [{ at: { path: from }, note: 'this one is lower' }] }),
        fix: {
          title:
            from === undefined
              ? 'use a release without this limit, or an address instead of a name'
              : `raise ${from.join('.')} to more than ${written}`,
          safety: 'manual',
          ops: [],
        },
      });
    }
  },
});
