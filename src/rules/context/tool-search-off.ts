import { isObject, valueAt } from '../../config/json.js';
import { defineRule } from '../define.js';
import { usedModels } from '../sides.js';
import { budgetOf } from './budget.js';

const key = ['tools', 'toolSearch'];
/** A first turn of less than this share of the window leaves room enough. */
const muchOfWindow = 0.4;

export default defineRule({
  meta: {
    id: 'context/tool-search-off',
    severity: 'warning',
    needs: ['config', 'effective', 'prompts', 'release'],
    wants: ['servers'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'tool search is switched off, and every tool is sent with every turn',
    why: 'With tool search a turn carries a dozen tools and finds the others when it needs them; without it all of them are in the prompt.',
    source: [
      'OpenClaw 2026.9.6: 12 tools of 2112 tokens, and 54 of 23125 with tools.toolSearch: false, ran',
      'OpenClaw 2026.5.12 to 2026.9.1: the key exists and is off unless written; 2026.4.22 has no such key',
    ],
    messages: { off: 'tools.toolSearch is off: the first turn takes {prompt} of {limit} tokens' },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  tools: { toolSearch: false },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 65536, maxTokens: 4096 }],
  } } },
}`,
    given: { release: '2026.9.6', prompt: 32829 },
    finds: 'tools.toolSearch is off: the first turn takes 32829 of 65536 tokens',
  },
  check({ config, effective, prompts, release, servers }, report) {
    const { toolSearch } = effective.tools;
    if (release.traits.toolSearch !== 'on' || toolSearch?.value !== false || toolSearch.from !== 'config') return;
    for (const sides of usedModels({ effective, servers, prompts })) {
      const { limit, prompt } = budgetOf(sides, release.traits);
      if (!sides.model.supportsTools || prompt === undefined || prompt.tokens < muchOfWindow * limit) continue;
      const path = isObject(valueAt(config, key)) ? [...key, 'enabled'] : key;
      report({
        messageId: 'off',
        at: { path },
        data: { prompt: prompt.tokens, limit },
        proof: [`${prompt.tokens} / ${limit} = ${Math.round((100 * prompt.tokens) / limit)} %`],
        fix: {
          title: `set ${path.join('.')} to true`,
          safety: 'unsafe',
          ops: [{ op: 'set', path, value: true }],
          risk: 'the model has to look for a tool before it calls it, which small models do less well',
          releases: { from: '2026.5.12' },
        },
      });
      return; // the switch is for all models
    }
  },
});
