import { defineRule, type Fix } from '../define.js';
import { nativeOllama, type Sides, usedModels } from '../sides.js';

export default defineRule({
  meta: {
    id: 'compat/usage-not-asked',
    severity: 'warning',
    needs: ['effective', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'streams are not asked for token counts, so the context meter stays at zero',
    why: 'vLLM sends usage only when it is asked for; without it compaction does not know how full the window is.',
    source: [
      'OpenClaw 2026.4.22: custom provider ids never ask; 2026.5.18 to 2026.9.6: only on loopback, *.local, *.internal, ran',
      'OpenClaw 2026.5.2: the id vllm does not ask either, ran',
    ],
    messages: { blind: "OpenClaw {release} does not ask '{model}' of provider '{provider}' for token counts" },
    example: `{
  agents: { defaults: { model: { primary: "gpubox/qwen3" } } },
  models: { providers: { gpubox: {
    baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "OpenClaw 2026.9.6 does not ask 'qwen3' of provider 'gpubox' for token counts",
  },
  check({ effective, release, servers }, report) {
    for (const sides of usedModels({ effective, servers })) {
      const { model, provider } = sides;
      if (model.usageInStream.value || provider.api.value !== 'openai-completions' || provider.id === nativeOllama)
        continue;
      // Somebody wrote false, so somebody knows.
      if (model.usageInStream.from === 'config') continue;
      report({
        messageId: 'blind',
        at: { path: model.path },
        data: { release: release.version, model: model.id, provider: provider.id },
        fix: fixFor(sides),
      });
    }
  },
});

function fixFor({ model, server }: Sides): Fix {
  const title = 'set compat.supportsUsageInStreaming to true';
  if (!model.listed) return { title: `list the model, and ${title}`, safety: 'manual', ops: [] };
  // A server that does not know the field refuses every turn, and without the key they work.
  if (server?.stream.ok !== true) return { title: `${title}, where the server counts`, safety: 'manual', ops: [] };
  const ops = [{ op: 'set' as const, path: [...model.path, 'compat', 'supportsUsageInStreaming'], value: true }];
  return !server.stream.value.usageSeen
    ? { title, safety: 'unsafe', ops, risk: 'this server sent no usage when it was asked' }
    : { title, safety: 'safe', ops };
}
