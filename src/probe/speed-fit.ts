/** One timed request: tokens of its prompt, and milliseconds to its first token. */
export interface SpeedSample {
  readonly promptTokens: number;
  readonly firstTokenMs: number;
}

/** First token = `fixedMs` + tokens / rate + `secondsPerTokenSquared` x tokens². */
export interface PrefillFit {
  /** Undefined when the times are too close to tell. */
  readonly prefillTokensPerSecond?: number;
  /** Least and most that fit the samples; absent when each length was timed once. */
  readonly prefillRange?: readonly [low: number, high: number];
  /** Only when three lengths show clearly that time grows faster than the prompt: attention over a long prompt. */
  readonly secondsPerTokenSquared?: number;
  readonly fixedMs: number;
}

// Below this two times differ by chance: at least 15 ms, and a fifth of the shorter one.
const noise = { ms: 15, share: 0.2 };

/**
 * The line through the middle of each length, so that a request that had to wait behind another one does not bend it; of several lengths
 * the two that are farthest apart know most.
 */
export function fitPrefill(samples: readonly SpeedSample[]): PrefillFit {
  const groups = byLength(samples);
  const [first, last] = [groups[0], groups.at(-1)];
  if (first === undefined || last === undefined) return { fixedMs: 0 };
  const fixedMs = Math.round(Math.min(...groups.map(({ ms }) => ms)));
  if (last.ms - first.ms < Math.max(noise.ms, noise.share * first.ms)) return { fixedMs };
  const slope = middleSlope(groups);
  if (!(slope > 0)) return { fixedMs };
  const curve = curveOf(groups);
  if (curve !== undefined) return { ...curve, ...rangeOf(first, last) };
  return {
    prefillTokensPerSecond: perSecond(1 / slope),
    ...rangeOf(first, last),
    fixedMs: Math.max(0, Math.round(first.ms - slope * first.tokens)),
  };
}

/** Theil and Sen: the middle of the slopes between lengths that are far apart. */
function middleSlope(groups: readonly Group[]): number {
  const reach = (groups.at(-1)?.tokens ?? 0) - (groups[0]?.tokens ?? 0);
  return median(
    groups.flatMap((a, i) =>
      groups
        .slice(i + 1)
        .filter((b) => b.tokens - a.tokens >= reach / 2)
        .map((b) => (b.ms - a.ms) / (b.tokens - a.tokens)),
    ),
  );
}

interface Group {
  readonly tokens: number;
  /** The middle one; of two the lower, because waiting only ever adds. */
  readonly ms: number;
  /** The shortest: waiting only ever adds. */
  readonly leastMs: number;
  /** How far its two shortest times are apart, as a share. */
  readonly spread: number;
  readonly times: readonly number[];
}

/** Prompts within a tenth of each other are of one length. */
function byLength(samples: readonly SpeedSample[]): readonly Group[] {
  const rows: SpeedSample[][] = [];
  for (const sample of samples.toSorted((a, b) => a.promptTokens - b.promptTokens)) {
    const row = rows.at(-1);
    const begin = row?.[0]?.promptTokens;
    if (row !== undefined && begin !== undefined && sample.promptTokens <= begin * 1.1 + 8) row.push(sample);
    else rows.push([sample]);
  }
  return rows.map((row) => {
    const times = row.map(({ firstTokenMs }) => firstTokenMs).toSorted((a, b) => a - b);
    const ms = times[Math.floor((times.length - 1) / 2)] ?? 0;
    const [least = 0, next = least] = times;
    const spread = least > 0 ? (next - least) / least : 0;
    return { tokens: median(row.map(({ promptTokens }) => promptTokens)), ms, leastMs: least, spread, times };
  });
}

/** Of one time, as a share of it: with a large fixed cost that alone makes a bend out of nothing. */
const sampleNoise = 0.05;

/** Share of the early slope. */
const leastStraight = 0.1;

/**
 * A curve costs dearly when it is only noise, because it grows with the square: it has to be three times as plain as that, and the longest
 * prompt timed twice, or far longer than the others; then the shortest has to be known. It is laid through the shortest times; one too long in the middle hides a curve.
 */
function curveOf(groups: readonly Group[]): PrefillFit | undefined {
  const [a, c] = [groups[0], groups.at(-1)];
  const b = groups.slice(1, -1).at(-1);
  if (a === undefined || b === undefined || c === undefined || c.tokens < 2 * b.tokens) return undefined;
  if (c.times.length < 2 && (a.times.length < 2 || c.tokens < 4 * b.tokens)) return undefined;
  const early = (b.leastMs - a.leastMs) / (b.tokens - a.tokens);
  const late = (c.leastMs - b.leastMs) / (c.tokens - b.tokens);
  if (!(early > 0) || late < early * (1 + 3 * Math.max(0.1, c.spread))) return undefined;
  const stretch = (c.tokens - a.tokens) / (b.tokens - a.tokens);
  const chance = sampleNoise * (stretch * b.leastMs + (stretch - 1) * a.leastMs + c.leastMs);
  if (c.leastMs - a.leastMs - early * (c.tokens - a.tokens) < 2 * chance) return undefined;
  const bent = (late - early) / (c.tokens - a.tokens);
  // A straight part there always is: where the bend leaves none, the middle length was timed too short by chance.
  const slope = Math.max(leastStraight * early, early - bent * (a.tokens + b.tokens));
  const square = (c.leastMs - a.leastMs - slope * (c.tokens - a.tokens)) / (c.tokens ** 2 - a.tokens ** 2);
  return {
    prefillTokensPerSecond: perSecond(1 / slope),
    secondsPerTokenSquared: Number((square / 1000).toPrecision(4)),
    fixedMs: Math.max(0, Math.round(a.leastMs - slope * a.tokens - square * a.tokens ** 2)),
  };
}

function rangeOf(first: Group, last: Group): Pick<PrefillFit, 'prefillRange'> {
  if (first.times.length < 2 || last.times.length < 2) return {};
  const tokens = last.tokens - first.tokens;
  const slowest = Math.max(...last.times) - Math.min(...first.times);
  const quickest = Math.min(...last.times) - Math.max(...first.times);
  if (!(quickest > 0)) return {};
  return { prefillRange: [perSecond(tokens / slowest), perSecond(tokens / quickest)] };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = low] = sorted.length % 2 === 1 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Four digits: a rate is never known better, and a slow one must not become 0. */
export function perSecond(perMs: number): number {
  return Number((perMs * 1000).toPrecision(4));
}
