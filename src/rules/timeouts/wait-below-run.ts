import { paceOf } from '../../timeouts/pace.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';

/** Of `agent.wait`, when the caller names none. */
const waitSeconds = 30;

export default defineRule({
  meta: {
    id: 'timeouts/wait-below-run',
    severity: 'info',
    needs: ['effective', 'servers', 'prompts'],
    fix: 'none',
    since: '0.1.0',
    summary: 'agent.wait stops waiting before the first token: that ends nothing',
    why: 'Whoever reads `status: timeout` of agent.wait takes the run for dead and starts another one beside it.',
    remedy: 'call agent.wait with the same runId again, or with a larger timeoutMs',
    source: [
      'OpenClaw 2026.4.22: timeoutMs 30000 unless the caller names one, answers { runId, status: "timeout" }, read',
      'OpenClaw 2026.9.6: docs/concepts/agent-loop.md, "Wait-only. Does not stop the underlying run"',
    ],
    messages: { longer: 'the first token comes after {seconds} s; agent.wait waits {limit} s, and the run goes on' },
    example: localModel,
    given: {
      release: '2026.9.6',
      server: {
        served: [{ id: 'qwen3', maxModelLen: 32768 }],
        speed: { prefillTokensPerSecond: 300, fixedMs: 500, samples: [] },
      },
      prompt: 13289,
    },
    finds: 'the first token comes after 45 s; agent.wait waits 30 s, and the run goes on',
  },
  check({ effective, servers, prompts }, report) {
    const slowest = paceOf({ effective, servers, prompts }).toSorted((a, b) => b.firstToken - a.firstToken)[0];
    if (slowest === undefined || slowest.firstToken <= waitSeconds) return;
    const provider = effective.providers.find(({ id }) => id === slowest.provider);
    report({
      messageId: 'longer',
      confidence: 'likely',
      at: { path: provider?.path ?? ['models', 'providers'] },
      data: { seconds: Math.round(slowest.firstToken), limit: waitSeconds },
      proof: [slowest.proof],
    });
  },
});
