import { inconclusive, refusal } from './judge.js';
import { defineQuestion } from './question.js';
import { failed } from './reaction.js';

/** From the stream that was asked for before: with `stream_options.include_usage`, as OpenClaw asks. */
export const streamUsage = defineQuestion({
  name: 'stream-usage',
  level: 'quick',
  cost: { requests: 0, tokens: 0 },
  async ask({ stream }) {
    const request = 'POST /v1/chat/completions, streamed: stream_options.include_usage true';
    if (!stream.ok) return inconclusive(stream.failure.message);
    const { usageSeen, usageRefused, finishReason } = stream.value;
    if (usageRefused !== undefined) {
      const reaction = failed(usageRefused, request);
      return reaction.kind === 'refused' ? refusal(reaction) : inconclusive(usageRefused.message);
    }
    const proof = [
      { request, answer: `200: finish_reason ${finishReason ?? 'none'}, usage ${usageSeen ? 'seen' : 'absent'}` },
    ];
    return usageSeen
      ? { verdict: 'yes', detail: 'the stream ends with token counts', proof }
      : { verdict: 'no', detail: 'the stream ends without token counts, although they were asked for', proof };
  },
});
