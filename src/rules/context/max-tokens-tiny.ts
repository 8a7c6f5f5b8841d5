import { recommendMaxTokens, tinyAnswer } from '../../effective/limits.js';
import { defineRule, type Fix } from '../define.js';
import { type Sides, usedModels } from '../sides.js';
import { budgetOf, byLimit } from './budget.js';
import { answerPath } from './places.js';

/** Fewer tokens than this are no sentence. */
const hopeless = 64;

export default defineRule({
  meta: {
    id: 'context/max-tokens-tiny',
    severity: 'warning',
    needs: ['effective', 'release'],
    wants: ['servers', 'prompts'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the answer limit is so low that replies are cut after a few words',
    why: 'A cut reply looks like gibberish, and a tool call that is cut in the middle is no call at all.',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: maxTokens is sent as max_completion_tokens; vLLM stops there with finish_reason length',
    ],
    messages: { tiny: "model '{model}' may answer with {tokens} tokens at most" },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 10 }],
  } } },
}`,
    finds: "model 'qwen3' may answer with 10 tokens at most",
  },
  check({ effective, release, servers, prompts }, report) {
    for (const sides of byLimit(usedModels({ effective, servers, prompts }))) {
      const { model } = sides;
      const tokens = model.maxTokens.value;
      if (tokens === null || tokens >= tinyAnswer) continue;
      const { limit, prompt } = budgetOf(sides, release.traits);
      // Without a measured prompt a quarter of the window is taken for the answer's share.
      const room = prompt === undefined ? Math.floor(limit / 4) : limit - prompt.high;
      const fix = fixFor(sides, room, tokens < hopeless);
      report({
        messageId: 'tiny',
        severity: tokens < hopeless ? 'error' : 'warning',
        at: { path: model.maxTokens.path ?? model.path },
        data: { model: model.id, tokens },
        proof: [prompt === undefined ? `a quarter of ${limit} is ${room}` : `room ${limit} - ${prompt.high} = ${room}`],
        observed: tokens,
        ...(fix && { fix }),
      });
    }
  },
});

function fixFor({ model }: Sides, room: number, surely: boolean): Fix | undefined {
  const best = recommendMaxTokens(room, null);
  const path = answerPath(model);
  if (best === undefined || path === undefined) return undefined;
  const value = Math.min(best, 8192);
  return {
    title: `set maxTokens to ${value}`,
    ops: [{ op: 'set', path, value }],
    ...(surely ? { safety: 'safe' } : { safety: 'unsafe', risk: 'short answers may have been wanted' }),
  };
}
