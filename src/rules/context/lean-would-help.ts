import type { ReleaseTraits } from '../../release/traits.js';
import { defineRule } from '../define.js';
import { type Sides, usedModels } from '../sides.js';
import { budgetOf } from './budget.js';

/** Savings below this change nothing. */
const worthwhile = 1000;

export default defineRule({
  meta: {
    id: 'context/lean-would-help',
    severity: 'info',
    needs: ['effective', 'prompts', 'release'],
    wants: ['servers'],
    fix: 'unsafe',
    since: '0.1.0',
    summary: 'room is short, and lean mode would make the prompt clearly smaller',
    why: 'Lean mode leaves out heavy tools such as browser, cron and message; how much that saves depends on the release.',
    source: [
      'OpenClaw 2026.4.22: 15286 to 10135 tokens, ran; 2026.8.2: 27331 to 10117; 2026.9.6: 13289 to 12894',
      'agents.defaults.experimental.localModelLean exists from 2026.4.15 on',
    ],
    messages: { saves: 'lean mode would take about {saves} of {prompt} prompt tokens off' },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 16384, maxTokens: 2048 }],
  } } },
}`,
    given: { release: '2026.4.22', prompt: 15286, leanSaves: 5151, leanSavesNewest: 395 },
    finds: 'lean mode would take about 5151 of 15286 prompt tokens off',
  },
  check({ effective, prompts, release, servers }, report) {
    if (effective.tools.lean.value) return;
    for (const sides of usedModels({ effective, servers, prompts })) {
      const { model, prompt } = sides;
      const saves = prompt?.leanSaves;
      if (prompt === undefined || saves === undefined || saves < worthwhile || !isShort(sides, release.traits))
        continue;
      const newest = prompt.leanSavesNewest;
      report({
        messageId: 'saves',
        at: { path: model.contextWindow.path ?? model.path },
        data: { saves, prompt: prompt.total.tokens },
        proof: [
          `${release.version}: ${prompt.total.tokens} - ${saves} = ${prompt.total.tokens - saves}`,
          ...(newest === undefined || release.version === release.newest
            ? []
            : [`${release.newest}: it would save ${newest}`]),
        ],
        fix: {
          title: 'set agents.defaults.experimental.localModelLean to true',
          safety: 'unsafe',
          ops: [{ op: 'set', path: ['agents', 'defaults', 'experimental', 'localModelLean'], value: true }],
          risk: 'the agent loses tools: browser, cron, message',
          releases: { from: '2026.4.15' },
        },
      });
      return; // the switch is for all models
    }
  },
});

function isShort(sides: Sides, traits: ReleaseTraits): boolean {
  const { limit, prompt, sent } = budgetOf(sides, traits);
  if (prompt === undefined) return false;
  const clamped = typeof sent === 'number' && sent < Math.min(1024, sides.model.maxTokens.value ?? 1024);
  return clamped || prompt.tokens > 0.6 * limit || prompt.tokens + (sent ?? 0) > limit;
}
