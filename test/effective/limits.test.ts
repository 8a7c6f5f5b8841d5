import { describe, expect, it } from 'vitest';
import {
  estimateTokens,
  promptRoom,
  recommendMaxTokens,
  recommendTimeout,
  recommendWithin,
  reserveTokens,
  sentOutputLimit,
} from '../../src/effective/limits.js';
import { traitsOf } from '../../src/release/traits.js';

// Measured on the wire; promptChars are those of the run (a fresh or a skipped bootstrap).
describe('sentOutputLimit', () => {
  it.each([
    ['2026.4.22', 131_072, 8192, 53_989, 8192],
    ['2026.4.22', 32_768, 200_000, 53_989, 32_000],
    ['2026.4.22', 16_384, 4096, 65_893, 4096],
    ['2026.5.2', 49_152, 40_000, 65_000, 32_000],
    ['2026.5.12', 49_152, 40_000, 65_000, 40_000],
    ['2026.5.12', 32_768, 200_000, 75_000, 32_768],
    ['2026.8.2', 32_768, 8192, 120_400, 1],
    ['2026.9.6', 32_768, 200_000, 32_762, 22_528],
    ['2026.9.6', 16_384, 4096, 50_820, 501],
    ['2026.9.6', 8192, 2048, 31_332, 1],
  ])('%s: window %i, maxTokens %i, %i characters', (release, contextWindow, maxTokens, promptChars, sent) => {
    expect(sentOutputLimit({ contextWindow, maxTokens, promptChars }, traitsOf(release))).toBe(sent);
  });

  it.each(['2026.4.22', '2026.9.6'])('%s sends what extra_body says as it is', (release) => {
    const limits = { contextWindow: 32_768, maxTokens: 40_000, promptChars: 32_762, asIs: true };
    expect(sentOutputLimit(limits, traitsOf(release))).toBe(40_000);
  });

  it('is left out when none is configured', () => {
    expect(sentOutputLimit({ contextWindow: 1, maxTokens: null, promptChars: 1 }, traitsOf('2026.9.6'))).toBeNull();
  });
});

describe('promptRoom', () => {
  it.each([
    ['2026.4.22', 16_384, 0],
    ['2026.4.22', 24_000, 7616],
    ['2026.4.22', 32_768, 12_768],
    ['2026.4.22', 65_536, 45_536],
    ['2026.7.1', 16_384, 8000],
    ['2026.8.2', 16_384, 8000],
    ['2026.8.2', 32_768, 12_768],
    ['2026.9.6', 16_384, 12_288],
    ['2026.9.6', 32_768, 24_576],
    ['2026.9.6', 65_536, 49_152],
    ['2026.9.6', 200_000, 180_000],
  ])('%s: window %i leaves %i', (release, window, room) => {
    expect(promptRoom(traitsOf(release).reserve, window)).toBe(room);
  });

  it('follows the keys where the release has them', () => {
    expect(reserveTokens('floor-20000', 16_384, { reserveTokens: 2048, reserveTokensFloor: 0 })).toBe(2048);
    expect(reserveTokens('quarter', 16_384, { reserveTokens: 2048, reserveTokensFloor: 0 })).toBe(4096);
  });
});

describe('recommendations', () => {
  it('takes the largest usual answer that fits, with a tenth to spare', () => {
    expect(recommendMaxTokens(16_384 - 13_612, 8192)).toBe(2048);
    expect(recommendMaxTokens(100_000, 4096)).toBe(4096);
    expect(recommendMaxTokens(100_000, 10)).toBe(32_768);
    expect(recommendMaxTokens(5000, null)).toBe(4096);
    expect(recommendMaxTokens(1023, 8192)).toBeUndefined();
  });

  it('prefers a short answer to none where only the bound of the prompt is in the way', () => {
    expect(recommendWithin({ likely: 1434, sure: 800 }, 8192)).toBe(512);
    expect(recommendWithin({ likely: 1434, sure: 800 }, 300)).toBe(256);
    expect(recommendWithin({ likely: 1434, sure: 200 }, 8192)).toBeUndefined();
    expect(recommendWithin({ likely: 900, sure: 800 }, 8192)).toBeUndefined();
    expect(recommendWithin({ likely: 9000, sure: 5000 }, 8192)).toBe(4096);
  });

  it('rounds a timeout up to half minutes and never below the default', () => {
    expect(recommendTimeout(141, 120)).toBe(240);
    expect(recommendTimeout(10, 300)).toBe(300);
  });

  it('estimates as OpenClaw does', () => {
    expect(estimateTokens(4)).toBe(2);
    expect(estimateTokens(59_441)).toBe(18_576);
  });
});
