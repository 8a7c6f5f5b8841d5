import { defineRule, type Fix } from '../define.js';
import { type Sides, usedModels } from '../sides.js';
import { windowPath } from './places.js';

export default defineRule({
  meta: {
    id: 'context/window-below-floor',
    severity: 'error',
    needs: ['effective', 'release'],
    wants: ['servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the context window is smaller than this release accepts',
    why: 'Below the floor OpenClaw stops with "Model context window too small" before it sends anything; up to twice the floor it only logs a line.',
    source: [
      'OpenClaw 2026.4.22: refused below 16000, log line below 32000, ran',
      'OpenClaw 2026.5.2 to 2026.9.6: refused below 4000, log line below 8000, ran',
    ],
    messages: {
      refused: "model '{model}' has {window} tokens, OpenClaw {release} refuses less than {floor}",
      noted: "model '{model}' has {window} tokens, OpenClaw {release} logs a warning below {floor}",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 8192, maxTokens: 1024 }],
  } } },
}`,
    given: { release: '2026.4.22' },
    finds: "model 'qwen3' has 8192 tokens, OpenClaw 2026.4.22 refuses less than 16000",
  },
  check({ effective, release, servers }, report) {
    const { block, warn } = release.traits.windowFloor;
    for (const sides of usedModels({ effective, servers })) {
      const { model } = sides;
      const window = model.contextWindow.value;
      if (window >= warn) continue;
      const at = { path: model.contextWindow.path ?? model.path };
      const data = { model: model.id, window, release: release.version };
      if (window >= block) report({ messageId: 'noted', severity: 'info', at, data: { ...data, floor: warn } });
      else {
        report({
          messageId: 'refused',
          at,
          data: { ...data, floor: block },
          observed: window,
          expected: block,
          fix: fixFor(sides, block),
        });
      }
    }
  },
});

function fixFor({ model, served }: Sides, floor: number): Fix {
  const limit = served?.maxModelLen;
  const path = windowPath(model);
  if (limit !== undefined && limit >= floor && path !== undefined) {
    return {
      title: `set ${path.at(-1)} to ${limit}, which the server has`,
      safety: 'safe',
      ops: [{ op: 'set', path, value: limit }],
    };
  }
  return {
    title: `serve at least ${floor} tokens (--max-model-len), then write that number here`,
    safety: 'manual',
    ops: [],
  };
}
