/** Tool profiles of OpenClaw; `no-tools`: the model is marked `compat.supportsTools: false`. */
export type SizeProfile = 'minimal' | 'coding' | 'messaging' | 'full' | 'no-tools';

/** Workspace files in the prompt: those that the release creates, the same without BOOTSTRAP.md, or none (`skipBootstrap`). */
export type Bootstrap = 'first-run' | 'established' | 'none';

/** Size of one request in characters and in o200k_base tokens; `other` is everything that is neither system text nor tools. */
export interface Size {
  readonly tools: number;
  readonly systemChars: number;
  readonly toolsChars: number;
  readonly otherChars: number;
  readonly systemTokens: number;
  readonly toolsTokens: number;
  readonly otherTokens: number;
}

const keys = [
  'tools',
  'systemChars',
  'toolsChars',
  'otherChars',
  'systemTokens',
  'toolsTokens',
  'otherTokens',
] as const satisfies readonly (keyof Size)[];

export function combine(a: Size, b: Size, how: (a: number, b: number) => number): Size {
  return Object.fromEntries(keys.map((key) => [key, how(a[key], b[key])])) as Record<keyof Size, number>;
}

/** `a` moved by the way from `from` to `to`. */
export function shift(a: Size, from: Size, to: Size): Size {
  return combine(
    a,
    combine(to, from, (x, y) => x - y),
    (x, step) => x + step,
  );
}

/** `a` grown as `from` grew to `to`; what was absent in `from` stays as it is. */
export function grow(a: Size, from: Size, to: Size): Size {
  return combine(
    a,
    combine(to, from, (x, y) => (y === 0 ? 1 : x / y)),
    (x, factor) => x * factor,
  );
}

/** Between `a` (0) and `b` (1). */
export function between(a: Size, b: Size, share: number): Size {
  return combine(a, b, (x, y) => x + (y - x) * share);
}

/** Whole numbers; a request never has less than the user's word. */
export function rounded(size: Size): Size {
  const whole = combine(size, size, (x) => Math.max(0, Math.round(x)));
  return { ...whole, otherChars: Math.max(4, whole.otherChars), otherTokens: Math.max(1, whole.otherTokens) };
}

export function totalTokens({ systemTokens, toolsTokens, otherTokens }: Size): number {
  return systemTokens + toolsTokens + otherTokens;
}

export function totalChars({ systemChars, toolsChars, otherChars }: Size): number {
  return systemChars + toolsChars + otherChars;
}
