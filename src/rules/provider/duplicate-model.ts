import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'provider/duplicate-model',
    severity: 'warning',
    needs: ['config'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a provider lists one model id twice',
    why: 'Only one of the two rows can count, so limits that are changed in the other one have no effect.',
    remedy: 'keep one row with the right limits',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: accepted by `config validate` without a word, ran'],
    messages: {
      twice: "provider '{provider}' lists the model '{model}' twice, with different settings",
      same: "provider '{provider}' lists the model '{model}' twice",
    },
    example: `{ models: { providers: { vllm: {
  baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
  models: [
    { id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 },
    { id: "qwen3", name: "Qwen3", contextWindow: 131072, maxTokens: 4096 },
  ],
} } } }`,
    finds: "provider 'vllm' lists the model 'qwen3' twice, with different settings",
  },
  check({ config }, report) {
    const providers = valueAt(config, ['models', 'providers']);
    for (const [provider, block] of Object.entries(isObject(providers) ? providers : {})) {
      const rows: readonly JsonValue[] = isObject(block) && Array.isArray(block.models) ? block.models : [];
      for (const [i, row] of rows.entries()) {
        const first = rows.findIndex((other) => idOf(other) === idOf(row));
        if (idOf(row) === undefined || first === i) continue;
        const path = ['models', 'providers', provider, 'models', i];
        const same = JSON.stringify(rows[first]) === JSON.stringify(row);
        report({
          messageId: same ? 'same' : 'twice',
          ...(same && { severity: 'info' }),
          at: { path: [...path, 'id'] },
          data: { provider, model: idOf(row) ?? '' },
          related: [{ at: { path: ['models', 'providers', provider, 'models', first, 'id'] }, note: 'first row' }],
          ...(same && { fix: { title: 'remove the second row', safety: 'safe', ops: [{ op: 'remove', path }] } }),
        });
      }
    }
  },
});

function idOf(row: JsonValue | undefined): string | undefined {
  return isObject(row) && typeof row.id === 'string' ? row.id : undefined;
}
