import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshText, prefill } from '../../src/probe/speed.js';

describe('prefill', () => {
  it('takes the rate from the difference, and the rest for fixed', () => {
    expect(prefill({ promptTokens: 40, firstTokenMs: 60 }, { promptTokens: 640, firstTokenMs: 360 })).toEqual({
      prefillTokensPerSecond: 2_000,
      fixedMs: 40,
    });
  });

  it.each([
    ['equal times', 200, 200],
    ['the longer one faster', 200, 150],
    ['a difference of a few milliseconds', 20, 30],
    ['a difference that is small beside the whole', 1_000, 1_150],
  ])('stays silent on %s', (_, short, long) => {
    const result = prefill({ promptTokens: 40, firstTokenMs: short }, { promptTokens: 640, firstTokenMs: long });
    expect(result.prefillTokensPerSecond).toBeUndefined();
    expect(result.fixedMs).toBe(Math.min(short, long));
  });

  it('gives finite numbers that are not negative, whatever was measured', () => {
    const sample = fc.record({ promptTokens: fc.nat(100_000), firstTokenMs: fc.nat(100_000) });
    fc.assert(
      fc.property(sample, sample, (short, long) => {
        const { prefillTokensPerSecond: rate = 1, fixedMs } = prefill(short, long);
        expect(Number.isFinite(rate) && rate > 0).toBe(true);
        expect(fixedMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('freshText', () => {
  it('differs from its beginning on, and depends on the seed alone', () => {
    const from = (seed: number) => {
      let state = seed;
      return () => {
        state = (state * 16_807) % 2_147_483_647;
        return state / 2_147_483_647;
      };
    };
    expect(freshText(10, from(7))).toBe(freshText(10, from(7)));
    expect(freshText(10, from(7)).slice(0, 40)).not.toBe(freshText(10, from(8)).slice(0, 40));
    expect(freshText(600, from(7)).split(' ').length - freshText(0, from(7)).split(' ').length).toBe(600);
  });
});
