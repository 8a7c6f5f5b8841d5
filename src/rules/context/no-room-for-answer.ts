import { recommendWithin } from '../../effective/limits.js';
import type { EffectiveModel } from '../../effective/types.js';
import { defineRule, type Fix } from '../define.js';
import { type Sides, usedModels } from '../sides.js';
import { budgetOf, byLimit, promptProof } from './budget.js';
import { answerPath } from './places.js';

export default defineRule({
  meta: {
    id: 'context/no-room-for-answer',
    severity: 'error',
    needs: ['effective', 'servers', 'prompts', 'release'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'prompt and answer together ask for more tokens than the server has',
    why: 'vLLM answers 400 before it writes a word, and OpenClaw shows "Context overflow: prompt too large", although the answer limit is what is too large.',
    remedy: 'make the prompt smaller (lean mode, fewer tools, smaller workspace files), or serve a larger window',
    source: [
      'vLLM 0.10.1: max_tokens is too large, 8192 > 16384 - 13612; other wordings from 0.2.0 to 0.25.1',
      'vLLM 0.32.0: an answer limit up to the window is taken whatever the prompt, recorded',
      'OpenClaw 2026.4.22: sends min(maxTokens, 32000) whatever the prompt, ran',
      'OpenClaw 2026.5.28 to 2026.9.6: subtracts its estimate from the configured window, not from the served one, ran',
    ],
    messages: {
      sum: 'prompt {prompt} + answer {answer} = {sum} tokens, the server accepts {served}',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 16384, maxTokens: 8192 }],
  } } },
}`,
    given: { release: '2026.4.22', server: { served: [{ id: 'qwen3', maxModelLen: 16384 }] }, prompt: 13612 },
    finds: 'prompt 13612 + answer 8192 = 21804 tokens, the server accepts 16384',
  },
  check({ effective, servers, prompts, release }, report) {
    for (const sides of byLimit(usedModels({ effective, servers, prompts }))) {
      const { model } = sides;
      const { served, prompt, sent, estimate, window } = budgetOf(sides, release.traits);
      if (served === undefined || prompt === undefined || typeof sent !== 'number') continue;
      const room = served - prompt.tokens;
      // What is written has to work for the largest prompt that it may be.
      const sureRoom = served - prompt.high;
      // A prompt that does not fit alone is told by context/prompt-fills-window.
      if (room <= 0 || sent <= room || cutsAnswer(sides, sent, served)) continue;
      const sum = prompt.tokens + sent;
      const sure = prompt.low + sent > served;
      const fix = fixFor(model, { likely: room, sure: sureRoom }, sure);
      const clamp =
        estimate === undefined ? [] : [`sent ${sent} = min(maxTokens, ${window} - estimate ${estimate} - 1)`];
      report({
        messageId: 'sum',
        severity: sure ? 'error' : 'warning',
        confidence: sure ? 'certain' : 'likely',
        at: { path: model.maxTokens.path ?? model.path },
        data: { prompt: prompt.tokens, answer: sent, sum, served },
        proof: [
          `prompt ${prompt.tokens} + answer ${sent} = ${sum} > ${served} served`,
          promptProof(prompt),
          ...clamp,
          `room ${served} - ${prompt.high} = ${sureRoom}${fix === undefined ? ', too little for any answer' : `, nine tenths of it ${Math.floor(0.9 * sureRoom)}`}`,
        ],
        observed: sent,
        ...(fix && { fix }),
      });
    }
  },
});

// By name: they compare the prompt alone with the window, and let an answer end where that ends.
const lenient = /^(?:llama\.cpp|Ollama|LM Studio|TabbyAPI|MLX)/;

/** vLLM 0.32.0 takes every limit up to the window, 0.31.0 refuses what does not fit behind the prompt (both recorded). */
function cutsAnswer({ server }: Sides, sent: number, served: number): boolean {
  if (server?.family === undefined) return false;
  if (lenient.test(server.family)) return true;
  const [major = 0, minor = 0] = (server.version ?? '0.0').split('.').map(Number);
  return sent <= served && server.family.startsWith('vLLM') && (major > 0 || minor >= 32);
}

function fixFor(
  model: EffectiveModel,
  room: { readonly likely: number; readonly sure: number },
  sure: boolean,
): Fix | undefined {
  const value = recommendWithin(room, model.maxTokens.value);
  const path = answerPath(model);
  if (value === undefined || path === undefined) return undefined;
  const ops = [{ op: 'set' as const, path, value }];
  const title = `set maxTokens to ${value}`;
  return sure
    ? { title, safety: 'safe', ops }
    : { title, safety: 'unsafe', ops, risk: 'the prompt is an estimate, and it may fit as it is' };
}
