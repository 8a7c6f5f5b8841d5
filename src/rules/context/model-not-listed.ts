import { defineRule, type Fix } from '../define.js';
import { limitSource, usedModels } from '../sides.js';
import { listingOf } from './places.js';

export default defineRule({
  meta: {
    id: 'context/model-not-listed',
    severity: 'warning',
    needs: ['effective', 'release'],
    wants: ['servers', 'config'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'a model that runs use is not in the list of its provider, so that its limits are guessed',
    why: 'OpenClaw sends the request all the same: it believes in a window that nobody wrote, and a reply may run until that window is full.',
    source: [
      'OpenClaw 2026.4.22: window and limit of the first row, else 200000 and 32000, ran',
      'OpenClaw 2026.9.6: window 200000, and no max_completion_tokens at all, ran; 2026.7.1 to 2026.9.4 where no row is listed, read',
    ],
    messages: {
      unlimited: "'{model}' is not listed: a window of {window} is assumed, and no answer limit is sent",
      assumed: "'{model}' is not listed: window {window} and an answer limit of {limit} are assumed",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3-coder" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "'qwen3-coder' is not listed: a window of 200000 is assumed, and no answer limit is sent",
  },
  check({ effective, servers, config, release }, report) {
    for (const { model, provider, served } of usedModels({ effective, servers })) {
      const { contextWindow, maxTokens } = model;
      if (model.listed || contextWindow.from === 'state' || maxTokens.from === 'state') continue;
      const guessed = contextWindow.from === 'release';
      if (!guessed && maxTokens.value !== null && maxTokens.from !== 'release') continue;
      const limit = served?.maxModelLen;
      // A smaller served window is told, and repaired, by context/window-exceeds-served.
      if (limit !== undefined && limit < contextWindow.value) continue;
      // Behind a host name there may be a proxy to a model of any size.
      const doubtful = guessed && limit === undefined && provider.hostClass !== 'named';
      const fits = limit !== undefined && limit >= release.traits.windowFloor.block;
      const ops = fits ? listingOf(model, config, limit) : undefined;
      const common = {
        severity: doubtful ? 'warning' : 'info',
        at: { path: model.path },
        ...(served !== undefined &&
          limit !== undefined && { proof: [`the server has ${limit} (${limitSource(served)})`] }),
        fix: fixFor(ops, limit),
      } as const;
      const data = { model: model.id, window: contextWindow.value };
      if (maxTokens.value === null) report({ ...common, messageId: 'unlimited', data });
      else report({ ...common, messageId: 'assumed', data: { ...data, limit: maxTokens.value } });
    }
  },
});

function fixFor(ops: ReturnType<typeof listingOf>, limit: number | undefined): Fix {
  const window = limit === undefined ? 'the max_model_len that GET /v1/models shows' : String(limit);
  const title = `list the model, with contextWindow ${window}`;
  if (ops === undefined) return { title, safety: 'manual', ops: [] };
  return { title, safety: 'unsafe', ops, risk: 'the release then sends its default answer limit for listed models' };
}
