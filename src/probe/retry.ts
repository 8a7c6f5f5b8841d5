import type { FailureKind } from './types.js';

export interface RetryQuestion {
  readonly kind: FailureKind;
  readonly status: number | null;
  /** What `Retry-After` asks for; undefined without one. */
  readonly retryAfterMs: number | undefined;
  /** Retries made so far. */
  readonly retries: number;
  /** Until the deadline of the call. */
  readonly msLeft: number;
  readonly random: () => number;
}

const mostRetries = 3;
const firstDelayMs = 250;
const longestDelayMs = 4_000;
const longestRetryAfterMs = 15_000;
// A port that nobody listens on answers at once and rarely changes its mind: one more try covers a server in the middle of a restart.
const refused = { retries: 1, delayMs: 150 };

/**
 * Milliseconds to wait before the next try, or undefined: do not try again. Only 429, 502, 503 and a lost connection are retried, with
 * full jitter. A `Retry-After` is obeyed to the letter or, when it is longer than 15 s or than what is left, by giving up.
 */
export function retryDelay(question: RetryQuestion): number | undefined {
  const { kind, retries, msLeft, random } = question;
  if (!isWorthRetrying(question)) return undefined;
  if (kind === 'refused') return retries < refused.retries ? within(random() * refused.delayMs, msLeft) : undefined;
  if (retries >= mostRetries) return undefined;
  const asked = question.retryAfterMs;
  if (asked !== undefined) return asked <= longestRetryAfterMs ? within(asked, msLeft) : undefined;
  return within(random() * Math.min(longestDelayMs, firstDelayMs * 2 ** retries), msLeft);
}

function isWorthRetrying({ kind, status }: RetryQuestion): boolean {
  return (
    kind === 'refused' || kind === 'cut' || (kind === 'http' && (status === 429 || status === 502 || status === 503))
  );
}

function within(delayMs: number, msLeft: number): number | undefined {
  return delayMs < msLeft ? delayMs : undefined;
}

/** Both forms of the header: seconds, or a date. Undefined when it is absent or neither. */
export function parseRetryAfter(header: string | null, wallClock: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - wallClock);
}
