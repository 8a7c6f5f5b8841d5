import type { Range } from './families.js';
import type { CountMethod, TokenCount } from './types.js';

/** Shares of one prompt. */
export interface Parts<T> {
  readonly system: T;
  readonly tools: T;
  readonly messages: T;
}

export function times(range: Range, factor: Range | number): Range {
  const [low, mid, high] = typeof factor === 'number' ? [factor, factor, factor] : factor;
  return [range[0] * low, range[1] * mid, range[2] * high];
}

export function plus(...ranges: readonly Range[]): Range {
  return ranges.reduce<Range>(([low, mid, high], next) => [low + next[0], mid + next[1], high + next[2]], [0, 0, 0]);
}

export function exactly(tokens: number): Range {
  return [tokens, tokens, tokens];
}

export function sum({ system, tools, messages }: Parts<Range>): Range {
  return plus(system, tools, messages);
}

/** `total` divided in the proportion of `parts`. */
export function shareOut(total: Range, parts: Parts<Range>): Parts<Range> {
  const whole = sum(parts)[1];
  const share = (part: Range) => times(total, whole === 0 ? 0 : part[1] / whole);
  return { system: share(parts.system), tools: share(parts.tools), messages: share(parts.messages) };
}

export function toCount([low, mid, high]: Range, method: CountMethod, detail: string): TokenCount {
  const tokens = Math.round(mid);
  return { tokens, low: Math.min(tokens, Math.floor(low)), high: Math.max(tokens, Math.ceil(high)), method, detail };
}

/** Whole numbers that add up to `total`. */
export function wholeParts(parts: Parts<Range>, total: number): Parts<number> {
  const shares = shareOut(exactly(total), parts);
  const [system, tools] = [Math.round(shares.system[1]), Math.round(shares.tools[1])];
  return { system, tools, messages: total - system - tools };
}
