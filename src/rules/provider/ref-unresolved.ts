import { valueAt } from '../../config/json.js';
import type { EffectiveConfig, ModelReference } from '../../effective/types.js';
import { nearest } from '../../nearest.js';
import { defineRule, type Fix } from '../define.js';

export default defineRule({
  meta: {
    id: 'provider/ref-unresolved',
    severity: 'warning',
    needs: ['config', 'effective'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a model reference reaches no provider',
    why: 'The text before the first slash is the provider; a model id that has a slash itself needs the provider in front, or the run ends with "Unknown model".',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: `org/m1` alone is provider org, Unknown model, no request, ran'],
    messages: {
      'unknown-provider': "'{text}' names the provider '{provider}', which is not configured",
      'no-slash': "'{text}' has no provider in front, and no single provider lists it",
      empty: "the model reference '{key}' is empty",
    },
    example: `{
  agents: { defaults: { model: { primary: "meta-llama/Llama-3.3-70B-Instruct" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "meta-llama/Llama-3.3-70B-Instruct", name: "Llama 3.3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    finds: "'meta-llama/Llama-3.3-70B-Instruct' names the provider 'meta-llama', which is not configured",
  },
  check({ config, effective }, report) {
    for (const reference of effective.references) {
      if (reference.problem === undefined) continue;
      const { path, text, problem } = reference;
      const fix = fixFor(reference, effective, valueAt(config, path) === text);
      const common = {
        at: { path },
        confidence: 'likely', // an installed plugin may bring a provider that the config does not name
        ...(fix && { fix }),
      } as const;
      if (problem === 'empty') report({ ...common, messageId: 'empty', data: { key: String(path.at(-1)) } });
      else if (problem === 'no-slash') report({ ...common, messageId: 'no-slash', data: { text } });
      else {
        const provider = text.slice(0, Math.max(0, text.indexOf('/')));
        report({ ...common, messageId: 'unknown-provider', data: { text, provider } });
      }
    }
  },
});

function fixFor(
  { path, text, problem }: ModelReference,
  effective: EffectiveConfig,
  writtenHere: boolean,
): Fix | undefined {
  if (!writtenHere || problem === 'empty') return undefined;
  const owners = effective.models.filter((model) => model.listed && model.id === text);
  const owner = owners.length === 1 ? owners[0] : undefined;
  if (owner !== undefined) {
    return { title: `write '${owner.ref}'`, safety: 'safe', ops: [{ op: 'set', path, value: owner.ref }] };
  }
  const close = nearest(
    text,
    effective.models.filter((model) => model.listed).map((model) => model.ref),
  );
  const [first] = close;
  if (first === undefined || close.length > 1) return undefined;
  return {
    title: `write '${first}'`,
    safety: 'unsafe',
    ops: [{ op: 'set', path, value: first }],
    risk: 'it is the closest listed model, not certainly the one that was meant',
  };
}
