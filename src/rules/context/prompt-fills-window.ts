import { defineRule } from '../define.js';
import { usedModels } from '../sides.js';
import { budgetOf, promptProof } from './budget.js';

/** From this share on, a few more turns or one tool result end the session. */
const tight = 0.75;

export default defineRule({
  meta: {
    id: 'context/prompt-fills-window',
    severity: 'warning',
    needs: ['effective', 'prompts', 'release'],
    wants: ['servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'the first turn alone takes most of the context window, or more than all of it',
    why: 'System prompt, tools and workspace files are sent with every turn; what they leave is all there is for the conversation and the answer.',
    remedy: 'serve a larger window (--max-model-len), or send less: lean mode, tools.profile, smaller workspace files',
    source: [
      'OpenClaw 2026.4.22 to 2026.9.6: first turn of 13300 to 32000 tokens (o200k) by release, ran',
      'vLLM 0.2.0 to 0.25.1: a prompt of max_model_len tokens is refused, one answer token must fit',
    ],
    messages: {
      over: 'the first turn takes {prompt} tokens, the server accepts {served}',
      configured: 'the first turn takes {prompt} tokens, the configured window is {limit}',
      nearly: 'the first turn takes {prompt} of {limit} tokens, {left} are left',
    },
    example: `{
  agents: { defaults: { model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 16384, maxTokens: 1024 }],
  } } },
}`,
    given: { release: '2026.4.22', server: { served: [{ id: 'qwen3', maxModelLen: 16384 }] }, prompt: 15286 },
    finds: 'the first turn takes 15286 of 16384 tokens, 1098 are left',
  },
  check({ effective, servers, prompts, release }, report) {
    for (const sides of usedModels({ effective, servers, prompts })) {
      const { model } = sides;
      const { served, limit, prompt } = budgetOf(sides, release.traits);
      // The release refuses such a window before it sends anything: context/window-below-floor.
      if (prompt === undefined || model.contextWindow.value < release.traits.windowFloor.block) continue;
      const at = { path: model.contextWindow.path ?? model.path };
      const proof = [promptProof(prompt), ...shares(sides.prompt?.parts)];
      if (served !== undefined && prompt.tokens >= served) {
        const sure = prompt.low >= served;
        // A config that declares more than is served is the error then (context/window-exceeds-served); this is what remains behind it.
        const told = model.contextWindow.value > served && model.usedBy.length > 0;
        report({
          messageId: 'over',
          severity: sure && !told ? 'error' : 'warning',
          confidence: sure ? 'certain' : 'likely',
          at,
          data: { prompt: prompt.tokens, served },
          proof: [`prompt ${prompt.tokens} >= ${served} served`, ...proof],
        });
      } else if (prompt.low >= limit) {
        report({
          messageId: 'configured',
          at,
          data: { prompt: prompt.tokens, limit },
          proof: [`prompt ${prompt.tokens} >= ${limit} configured`, ...proof],
        });
      } else if (prompt.low >= tight * limit) {
        const left = limit - prompt.tokens;
        report({
          messageId: 'nearly',
          at,
          data: { prompt: prompt.tokens, limit, left },
          proof: [`${prompt.tokens} / ${limit} = ${Math.round((100 * prompt.tokens) / limit)} %`, ...proof],
        });
      }
    }
  },
});

function shares(parts: { system: number; tools: number; messages: number } | undefined): readonly string[] {
  if (parts === undefined) return [];
  return [`system ${parts.system} + tools ${parts.tools} + messages ${parts.messages}`];
}
