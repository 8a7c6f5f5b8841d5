import { recommendMaxTokens } from '../../effective/limits.js';
import type { EffectiveModel } from '../../effective/types.js';
import { defineRule, type Fix } from '../define.js';
import { usedModels } from '../sides.js';
import { budgetOf, byLimit, promptProof } from './budget.js';
import { answerPath } from './places.js';

export default defineRule({
  meta: {
    id: 'context/max-tokens-near-window',
    severity: 'warning',
    needs: ['effective', 'release'],
    wants: ['servers', 'prompts'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the answer limit takes so much of the window that the prompt has no room',
    why: 'This release asks for the whole limit whatever the prompt, and a server counts prompt and answer together.',
    source: [
      'OpenClaw 2026.4.22 and 2026.5.2: min(maxTokens, 32000), prompt not subtracted, ran',
      'OpenClaw 2026.5.12: maxTokens up to the window, ran; from 2026.5.28 on the prompt is subtracted',
    ],
    messages: {
      over: 'prompt {prompt} + answer {answer} = {sum} tokens in a window of {window}',
      half: 'the answer may take {answer} of {window} tokens, {left} are left for the prompt',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 32768 }],
  } } },
}`,
    given: { release: '2026.4.22' },
    finds: 'the answer may take 32000 of 32768 tokens, 768 are left for the prompt',
  },
  check({ effective, release, servers, prompts }, report) {
    if (release.traits.outputLimit.rule !== 'min-of-configured-and') return;
    for (const sides of byLimit(usedModels({ effective, servers, prompts }))) {
      const { model } = sides;
      const { served, limit, prompt, sent } = budgetOf(sides, release.traits);
      // With both numbers measured context/no-room-for-answer knows better.
      if (typeof sent !== 'number' || (served !== undefined && prompt !== undefined)) continue;
      const at = { path: model.maxTokens.path ?? model.path };
      if (prompt !== undefined && prompt.tokens < limit && prompt.tokens + sent > limit) {
        const fix = fixFor(model, limit - prompt.high, prompt.low + sent > limit ? 'safe' : 'unsafe');
        const sum = prompt.tokens + sent;
        report({
          messageId: 'over',
          confidence: prompt.low + sent > limit ? 'certain' : 'likely',
          at,
          data: { prompt: prompt.tokens, answer: sent, sum, window: limit },
          proof: [`prompt ${prompt.tokens} + answer ${sent} = ${sum} > ${limit}`, promptProof(prompt)],
          ...(fix && { fix }),
        });
      } else if (prompt === undefined && 2 * sent > limit) {
        const fix = fixFor(model, Math.floor(limit / 4), 'unsafe');
        report({
          messageId: 'half',
          confidence: 'likely',
          at,
          data: { answer: sent, window: limit, left: limit - sent },
          proof: [`window ${limit} - answer ${sent} = ${limit - sent}`],
          ...(fix && { fix }),
        });
      }
    }
  },
});

function fixFor(model: EffectiveModel, room: number, safety: 'safe' | 'unsafe'): Fix | undefined {
  const value = recommendMaxTokens(room, model.maxTokens.value);
  const path = answerPath(model);
  if (value === undefined || path === undefined) return undefined;
  return {
    title: `set maxTokens to ${value}`,
    safety,
    ops: [{ op: 'set', path, value }],
    ...(safety === 'unsafe' && { risk: 'the prompt was not measured, so this is a guess' }),
  };
}
