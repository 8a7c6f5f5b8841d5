import type { ReleaseTraits, ReserveRule } from '../release/traits.js';

/**
 * Tokens that OpenClaw takes a request for: a quarter of its characters and a quarter more (2026.5.28 to 2026.9.6).
 * `chars` counts message text and the compact JSON of the tools; 36 to 40 % above the true size of its own prompts.
 */
export function estimateTokens(chars: number): number {
  return Math.ceil((chars / 4) * 1.25);
}

export interface SentLimit {
  readonly contextWindow: number;
  /** null: none is configured and none is sent. */
  readonly maxTokens: number | null;
  /** Of the whole request; only releases that subtract the prompt look at it. */
  readonly promptChars: number;
  /** Neither cap nor window nor prompt makes it smaller (`isSentAsIs`). */
  readonly asIs?: boolean;
}

/** What really goes out as `max_completion_tokens`, in tokens; null when the field is left out. */
export function sentOutputLimit(
  { contextWindow, maxTokens, promptChars, asIs = false }: SentLimit,
  traits: ReleaseTraits,
): number | null {
  if (maxTokens === null || asIs) return maxTokens;
  const { outputLimit } = traits;
  const configured = Math.min(maxTokens, contextWindow); // clamped while the config is loaded
  switch (outputLimit.rule) {
    case 'min-of-configured-and':
      return Math.min(configured, outputLimit.cap === 'window' ? contextWindow : outputLimit.cap);
    case 'window-minus-estimate':
      return Math.max(1, Math.min(configured, contextWindow - estimateTokens(promptChars) - 1));
  }
}

export interface ReserveKeys {
  /** `agents.defaults.compaction.reserveTokens` */
  readonly reserveTokens?: number | undefined;
  /** `agents.defaults.compaction.reserveTokensFloor` */
  readonly reserveTokensFloor?: number | undefined;
}

/** Tokens of the window that compaction keeps free of prompt. Sources of the four formulas: release/traits.ts, row `reserve`. */
export function reserveTokens(rule: ReserveRule, window: number, keys: ReserveKeys = {}): number {
  const most = window - Math.min(8000, Math.floor(window / 2));
  const reserve = keys.reserveTokens ?? 16_384;
  const floor = Math.min(keys.reserveTokensFloor ?? 20_000, most);
  switch (rule) {
    case 'floor-20000':
      return Math.max(reserve, floor);
    case 'floor-20000-capped':
      return Math.min(Math.max(reserve, floor), most);
    case 'fixed-20000-capped':
      return Math.min(20_000, most);
    case 'quarter':
      return Math.min(20_000, Math.floor(window / 4));
  }
}

/** Tokens that a prompt may take before compaction starts; never negative. */
export function promptRoom(rule: ReserveRule, window: number, keys: ReserveKeys = {}): number {
  return Math.max(0, window - reserveTokens(rule, window, keys));
}

const answerSizes = [256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768];
/** Below this many tokens an answer is cut after a few sentences. */
export const tinyAnswer = 256;
/** Below this much room no number helps: the prompt has to shrink or the window to grow. */
const leastRoom = 1024;

/**
 * The output limit to recommend: the largest usual size that takes at most nine tenths of `room` (served window - prompt),
 * never more than `current` unless that is tiny. Undefined when the room is too small for any.
 */
export function recommendMaxTokens(room: number, current: number | null): number | undefined {
  if (room < leastRoom) return undefined;
  const best = answerSizes.findLast((size) => size <= 0.9 * room);
  if (best === undefined || current === null || current < tinyAnswer) return best;
  return Math.min(best, current);
}

/**
 * The same for a prompt that is known within bounds, by the room that it surely leaves. Where that is too little for comfort, and the
 * likely room is not, a short answer is better than none.
 */
export function recommendWithin(
  { likely, sure }: { readonly likely: number; readonly sure: number },
  current: number | null,
): number | undefined {
  const best = recommendMaxTokens(sure, current);
  if (best !== undefined || likely < leastRoom) return best;
  return answerSizes.findLast((size) => size <= 0.9 * sure && (current === null || size <= current));
}

/** Seconds: half as much again as predicted, rounded up to 30 s, never below the default of the release. */
export function recommendTimeout(predictedSeconds: number, releaseDefault: number): number {
  return Math.max(releaseDefault, Math.ceil((predictedSeconds * 1.5) / 30) * 30);
}
