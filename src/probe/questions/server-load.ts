import { inconclusive } from './judge.js';
import { parseMetrics } from './metrics.js';
import { defineQuestion } from './question.js';

/** How busy the server is now. vLLM has no queue limit: overload shows as waiting requests only. */
export const serverLoad = defineQuestion({
  name: 'server-load',
  level: 'standard',
  cost: { requests: 1, tokens: 0 },
  async ask({ client }) {
    const answer = await client.getText('/metrics');
    if (!answer.ok) return inconclusive(`no /metrics: ${answer.failure.message}`);
    const load = parseMetrics(answer.value.text);
    if (load === undefined) return inconclusive('/metrics tells nothing about load');
    const { running = 0, waiting = 0, cacheUsage } = load;
    const cache = cacheUsage === undefined ? '' : `, ${Math.round(cacheUsage * 100)} % of the KV cache in use`;
    const detail = `${running} running, ${waiting} waiting${cache}`;
    const marks = { running, waiting, ...(cacheUsage !== undefined && { cacheUsage }) };
    return { verdict: 'yes', detail, proof: [{ request: 'GET /metrics', answer: `200: ${detail}` }], marks };
  },
});
