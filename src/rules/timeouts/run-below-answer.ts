import { recommendTimeout } from '../../effective/limits.js';
import { paceOf } from '../../timeouts/pace.js';
import { defineRule, type Fix } from '../define.js';

export default defineRule({
  meta: {
    id: 'timeouts/run-below-answer',
    severity: 'error',
    needs: ['effective', 'servers', 'prompts'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'the limit of the whole run ends before one answer can be complete',
    why: 'The run is ended without an answer and is not repeated; tool rounds take their time from the same limit.',
    remedy: 'raise the limit, ask for shorter answers, or give the server more speed',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: agents.defaults.timeoutSeconds = 8 ended a run after 8 s, no retry, ran',
    ],
    messages: {
      first: 'the first token comes after {seconds} s, and the whole run may take {limit} s',
      answer: 'the longest answer is complete after {seconds} s, and the whole run may take {limit} s',
    },
    example: `{
  agents: { defaults: { timeoutSeconds: 100, model: { primary: "vllm/qwen3" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
    models: [{ id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 4096 }],
  } } },
}`,
    given: {
      release: '2026.9.6',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        speed: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 20, fixedMs: 500, samples: [] },
      },
      prompt: 13289,
    },
    finds: 'the first token comes after 133 s, and the whole run may take 100 s',
  },
  check({ effective, servers, prompts }, report) {
    const { value: limit, path } = effective.runTimeoutSeconds;
    if (path === undefined || limit === 0) return; // 48 hours are enough; 0 is no limit
    const paces = paceOf({ effective, servers, prompts });
    const slowest = paces.toSorted((a, b) => (b.wholeAnswer ?? b.firstToken) - (a.wholeAnswer ?? a.firstToken))[0];
    if (slowest === undefined) return;
    const { firstToken, wholeAnswer = firstToken, fullWindow, fullAnswer = fullWindow, proof } = slowest;
    if (wholeAnswer <= limit) return;
    const never = firstToken > limit;
    const seconds = Math.round(never ? firstToken : wholeAnswer);
    const value = recommendTimeout(Math.max(fullWindow, fullAnswer, wholeAnswer), limit);
    const fix: Fix = {
      title: `set agents.defaults.timeoutSeconds to ${value}`,
      safety: never ? 'safe' : 'unsafe',
      ops: [{ op: 'set', path, value }],
      ...(!never && { risk: 'a run that hangs for another reason is ended later too' }),
    };
    report({
      messageId: never ? 'first' : 'answer',
      severity: never ? 'error' : 'warning',
      confidence: 'likely',
      at: { path },
      data: { seconds, limit },
      proof: [
        proof,
        ...(slowest.wholeAnswer === undefined ? [] : [`longest answer complete after ${Math.round(wholeAnswer)} s`]),
        `1.5 x ${Math.round(Math.max(fullWindow, fullAnswer, wholeAnswer))} s for a full window, in steps of 30 s`,
      ],
      observed: limit,
      expected: value,
      fix,
    });
  },
});
