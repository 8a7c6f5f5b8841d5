import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../src/probe/breaker.js';
import { parseRetryAfter, type RetryQuestion, retryDelay } from '../../src/probe/retry.js';

const question = (changes: Partial<RetryQuestion>): RetryQuestion => ({
  kind: 'http',
  status: 503,
  retryAfterMs: undefined,
  retries: 0,
  msLeft: 60_000,
  random: () => 0.5,
  ...changes,
});

describe('retryDelay', () => {
  it.each([429, 502, 503])('tries HTTP %i again, with full jitter of a doubling delay', (status) => {
    const delays = [0, 1, 2].map((retries) => retryDelay(question({ status, retries })));
    expect(delays).toEqual([125, 250, 500]);
    expect(retryDelay(question({ status, retries: 3 }))).toBeUndefined();
  });

  it.each([400, 401, 404, 500, 504])('does not try HTTP %i again', (status) => {
    expect(retryDelay(question({ status }))).toBeUndefined();
  });

  it.each(['dns', 'tls', 'timeout', 'unreachable', 'not-json', 'redirect', 'too-large', 'aborted', 'skipped'] as const)(
    'does not try again after %s',
    (kind) => {
      expect(retryDelay(question({ kind, status: null }))).toBeUndefined();
    },
  );

  it('tries a lost connection again, a refused one only once and soon', () => {
    expect(retryDelay(question({ kind: 'cut', status: null }))).toBe(125);
    expect(retryDelay(question({ kind: 'refused', status: null }))).toBe(75);
    expect(retryDelay(question({ kind: 'refused', status: null, retries: 1 }))).toBeUndefined();
  });

  it('obeys Retry-After up to a cap, and gives up beyond', () => {
    expect(retryDelay(question({ status: 429, retryAfterMs: 3_000 }))).toBe(3_000);
    expect(retryDelay(question({ status: 429, retryAfterMs: 16_000 }))).toBeUndefined();
  });

  it('never waits past the deadline', () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.nat(3),
        fc.option(fc.nat(20_000), { nil: undefined }),
        (msLeft, retries, retryAfterMs) => {
          const delay = retryDelay(question({ msLeft, retries, retryAfterMs }));
          if (delay !== undefined) expect(delay).toBeLessThan(msLeft);
        },
      ),
    );
  });
});

describe('parseRetryAfter', () => {
  const noon = Date.parse('Wed, 21 Oct 2026 12:00:00 GMT');
  it.each([
    ['3', 3_000],
    ['0', 0],
    [' 1.5 ', 1_500],
    ['Wed, 21 Oct 2026 12:00:10 GMT', 10_000],
    ['Wed, 21 Oct 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    ['-5', undefined],
    [null, undefined],
  ])('%j is %j ms', (header, ms) => {
    expect(parseRetryAfter(header, noon)).toBe(ms);
  });
});

describe('createBreaker', () => {
  it('opens after five failures in a row, for that origin only', () => {
    const breaker = createBreaker();
    for (let i = 0; i < 4; i += 1) breaker.record('http://a', false);
    breaker.record('http://a', true);
    for (let i = 0; i < 4; i += 1) breaker.record('http://a', false);
    expect(breaker.isOpen('http://a')).toBe(false);
    breaker.record('http://a', false);
    expect(breaker.isOpen('http://a')).toBe(true);
    expect(breaker.isOpen('http://b')).toBe(false);
  });

  it('opens at once when tripped', () => {
    const breaker = createBreaker();
    breaker.trip('http://a');
    expect(breaker.isOpen('http://a')).toBe(true);
  });
});
