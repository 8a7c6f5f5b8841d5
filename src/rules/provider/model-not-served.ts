import { defineRule, type Fix } from '../define.js';
import { type Sides, selfHostedModels } from '../sides.js';
import { renameModel } from './rename-model.js';
import { meantId } from './served-ids.js';

export default defineRule({
  meta: {
    id: 'provider/model-not-served',
    severity: 'error',
    needs: ['config', 'effective', 'servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the server has no model of the configured id',
    why: 'OpenClaw sends the id as it is written, and the server answers 404; nothing checks it before.',
    remedy: 'write an id that GET /v1/models lists, or start the server with --served-model-name',
    source: [
      'vLLM 0.2.0 to 0.25.1: 404 The model `x` does not exist',
      'OpenClaw 2026.4.22 and 2026.9.6: a typo in the id is sent, ran',
    ],
    messages: {
      unknown: "the server of provider '{provider}' has no model '{model}'",
      close: "the server of provider '{provider}' has no '{model}', but '{served}'",
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3-32b" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3-32b", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: { server: { served: [{ id: 'Qwen/Qwen3-32B', maxModelLen: 32768 }] } },
    finds: "the server of provider 'vllm' has no 'qwen3-32b', but 'Qwen/Qwen3-32B'",
  },
  check({ config, effective, servers }, report) {
    for (const sides of selfHostedModels({ effective, servers })) {
      const { model, provider, server } = sides;
      if (server === undefined || !server.models.ok || sides.served !== undefined || takesAnyId(sides)) continue;
      const ids = server.models.value.map((row) => row.id);
      const meant = meantId(model.id, server.models.value);
      const used = model.usedBy.length > 0;
      const common = {
        severity: used ? 'error' : 'info',
        at: {
          path: model.listed ? [...model.path, 'id'] : (firstReference(sides, effective.references) ?? model.path),
        },
        proof: [`GET /v1/models lists ${listed(ids)}`],
        ...(used && { label: `used by ${model.usedBy.join(', ')}` }),
      } as const;
      const data = { provider: provider.id, model: model.id };
      if (meant === undefined) {
        report({ ...common, messageId: 'unknown', data });
        continue;
      }
      const ops = renameModel({ config, effective, model, to: meant.id });
      const title = `name it '${meant.id}' everywhere`;
      const fix: Fix = meant.sure
        ? { title, safety: 'safe', ops }
        : { title, safety: 'unsafe', ops, risk: 'it is another model, or this is another server than was meant' };
      report({ ...common, messageId: 'close', data: { ...data, served: meant.id }, expected: meant.id, fix });
    }
  },
});

/** llama.cpp answers whatever the id; a completion that came back proves that the id is known. */
function takesAnyId({ model, server }: Sides): boolean {
  if (server === undefined) return false;
  return server.family?.startsWith('llama.cpp') === true || (server.chat.ok && server.askedModel === model.id);
}

function firstReference(
  { model }: Sides,
  references: readonly { path: readonly (string | number)[]; resolved?: string }[],
) {
  return references.find((reference) => reference.resolved === model.ref)?.path;
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).join(', ');
  return ids.length === 0 ? 'no model' : ids.length > 5 ? `${shown} and ${ids.length - 5} more` : shown;
}
