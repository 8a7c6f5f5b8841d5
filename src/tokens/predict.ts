import type { Speed } from '../probe/types.js';

/** From this on, a server that takes the same time for short and long prompts is slow by itself; below, the times say nothing. */
const slowMs = 1000;

/**
 * Seconds until the first token of a prompt of `tokens` tokens on an idle server; undefined when the rate was not measurable. Where a long
 * prompt takes no longer than a short one, and both take seconds, that is the answer.
 */
export function predictFirstToken(speed: Speed, tokens: number): number | undefined {
  const rate = speed.prefillTokensPerSecond;
  if (rate === undefined || !(rate > 0)) return speed.fixedMs >= slowMs ? speed.fixedMs / 1000 : undefined;
  return speed.fixedMs / 1000 + tokens / rate + (speed.secondsPerTokenSquared ?? 0) * tokens ** 2;
}

/** Seconds until the last of `answer` tokens; undefined when one of the rates was not measurable. */
export function predictAnswer(speed: Speed, tokens: number, answer: number): number | undefined {
  const first = predictFirstToken(speed, tokens);
  const rate = speed.decodeTokensPerSecond;
  return first === undefined || rate === undefined || !(rate > 0) ? undefined : first + answer / rate;
}

export type Confidence = 'measured' | 'likely' | 'rough';

/**
 * How far the prediction reaches beyond what was timed. Prefill is linear as long as attention is cheap beside the rest: up to some ten
 * times the longest sample; beyond that it may grow faster, and the prediction is a lower limit.
 */
export function predictionConfidence(speed: Speed, tokens: number): Confidence {
  const longest = Math.max(0, ...speed.samples.map((sample) => sample.promptTokens));
  if (tokens <= 2 * longest) return 'measured';
  return tokens <= 20 * longest ? 'likely' : 'rough';
}
