import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPrefill } from '../../src/probe/speed-fit.js';

const two = (short: number, long: number) =>
  fitPrefill([
    { promptTokens: 40, firstTokenMs: short },
    { promptTokens: 640, firstTokenMs: long },
  ]);

describe('fitPrefill', () => {
  it('takes the rate from the difference, and the rest for fixed', () => {
    expect(two(60, 360)).toEqual({ prefillTokensPerSecond: 2_000, fixedMs: 40 });
  });

  it.each([
    ['equal times', 200, 200],
    ['the longer one faster', 200, 150],
    ['a difference of a few milliseconds', 20, 30],
    ['a difference that is small beside the whole', 1_000, 1_150],
  ])('names no rate for %s', (_, short, long) => {
    expect(two(short, long)).toEqual({ fixedMs: Math.min(short, long) });
  });

  it('is not bent by one request that had to wait', () => {
    const times = [60, 61, 900, 360, 358, 362];
    const samples = times.map((firstTokenMs, i) => ({ promptTokens: i < 3 ? 40 : 640, firstTokenMs }));
    const { prefillTokensPerSecond: rate = 0, fixedMs } = fitPrefill(samples);
    expect(rate).toBeGreaterThan(1_900);
    expect(rate).toBeLessThan(2_100);
    expect(fixedMs).toBeGreaterThan(30);
    expect(fixedMs).toBeLessThan(50);
  });

  it('says how far the rate may be off, when each end was timed twice', () => {
    const samples = [50, 60, 350, 360].map((firstTokenMs, i) => ({ promptTokens: i < 2 ? 40 : 640, firstTokenMs }));
    expect(fitPrefill(samples).prefillRange).toEqual([1_935, 2_069]);
  });

  it('sees a curve in three lengths, and only where it is plain', () => {
    const curve = (square: number) =>
      fitPrefill([40, 40, 2_000, 12_000].map((n) => ({ promptTokens: n, firstTokenMs: 50 + n / 2 + square * n ** 2 })));
    expect(curve(1e-4)).toMatchObject({ prefillTokensPerSecond: 2_000, secondsPerTokenSquared: 1e-7, fixedMs: 50 });
    expect(curve(0).secondsPerTokenSquared).toBeUndefined();
    expect(curve(1e-6).secondsPerTokenSquared).toBeUndefined();
  });

  it('sees a curve through a machine that others use too', () => {
    // vLLM 0.32.0 on two cores of a busy machine; 27167 tokens took 5116 ms.
    const times = { 73: [11, 13, 15], 1720: [165, 47, 53], 6640: [364, 376, 525, 364] };
    const { prefillTokensPerSecond = 1, secondsPerTokenSquared = 0, fixedMs } = fitPrefill(samplesOf(times));
    const foretold = fixedMs + (1000 * 27_167) / prefillTokensPerSecond + 1000 * secondsPerTokenSquared * 27_167 ** 2;
    expect(Math.abs(foretold / 5_116 - 1)).toBeLessThan(0.15);
  });

  it('takes the noise of a large fixed cost for no curve', () => {
    const { secondsPerTokenSquared } = fitPrefill(samplesOf({ 40: [330, 341], 640: [331, 352], 2440: [510, 530] }));
    expect(secondsPerTokenSquared).toBeUndefined();
  });

  it('knows nothing of nothing', () => {
    expect(fitPrefill([])).toEqual({ fixedMs: 0 });
  });

  it('gives finite numbers that are not negative, whatever was measured', () => {
    const sample = fc.record({ promptTokens: fc.nat(100_000), firstTokenMs: fc.nat(100_000) });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 8 }), (samples) => {
        const { prefillTokensPerSecond: rate = 1, prefillRange = [1, 1], fixedMs, ...rest } = fitPrefill(samples);
        for (const number of [rate, ...prefillRange]) expect(Number.isFinite(number) && number > 0).toBe(true);
        expect(fixedMs).toBeGreaterThanOrEqual(0);
        expect(rest.secondsPerTokenSquared ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

function samplesOf(times: Readonly<Record<number, readonly number[]>>) {
  return Object.entries(times).flatMap(([tokens, row]) =>
    row.map((firstTokenMs) => ({ promptTokens: Number(tokens), firstTokenMs })),
  );
}
