import { describe, expect, it } from 'vitest';
import { sizeRows } from '../../src/tokens/prompt-size-table.js';
import { leanSaving, type PromptQuery, promptSizeOf } from '../../src/tokens/prompt-sizes.js';
import { totalChars, totalTokens } from '../../src/tokens/size.js';
import { sizeTable } from '../../src/tokens/size-table.js';

const usual: PromptQuery = {
  version: '2026.4.22',
  profile: 'full',
  lean: false,
  toolSearch: false,
  bootstrap: 'first-run',
  window: 131_072,
};

function total(query: Partial<PromptQuery>): number | undefined {
  const size = promptSizeOf({ ...usual, ...query });
  return size && totalTokens(size);
}

function askedBy([version, profile, lean, toolSearch, bootstrap, window]: (typeof sizeRows)[number]): PromptQuery {
  return { version, profile, lean, toolSearch, bootstrap, window: window ?? 131_072 };
}

describe('promptSizeOf', () => {
  it.each(sizeRows.map((row) => [row.slice(0, 6).join(' '), row] as const))('gives %s as it was measured', (_, row) => {
    const size = promptSizeOf(askedBy(row));
    expect(size).toMatchObject({
      exact: true,
      release: row[0],
      tools: row[6],
      systemChars: row[7],
      toolsChars: row[8],
    });
    expect(size?.low).toBe(size?.high);
    expect(Math.abs((size ? totalTokens(size) : 0) - (row[10] + row[11] + row[12]))).toBeLessThanOrEqual(1);
  });

  it.each([
    ['2026.4.22', {}, 15_286],
    ['2026.4.22', { lean: true }, 10_135],
    ['2026.4.22', { profile: 'minimal' }, 5_635],
    ['2026.8.2', { window: 32_768 }, 27_331],
    ['2026.9.6', { toolSearch: true }, 13_289],
    ['2026.9.6', { toolSearch: true, window: 32_768 }, 11_736],
    ['2026.9.6', { toolSearch: true, window: 200_000 }, 13_289],
  ] as const)('knows the first turn of %s with %o', (version, query, tokens) => {
    expect(Math.abs((total({ version, ...query }) ?? 0) - tokens)).toBeLessThanOrEqual(10);
  });

  it('does not let the window change a release whose prompt does not depend on it', () => {
    expect(promptSizeOf({ ...usual, window: 16_384 })).toEqual({ ...promptSizeOf(usual), window: 16_384 });
  });

  it('lies between the neighbours in a window that was not measured', () => {
    const size = promptSizeOf({ ...usual, version: '2026.9.6', toolSearch: true, window: 36_000 });
    expect(size).toMatchObject({ exact: false, basis: 'from 2026.9.6, window 36000 between 32768 and 40960' });
    expect(size && totalTokens(size)).toBeGreaterThan(11_733);
    expect(size && totalTokens(size)).toBeLessThan(11_772);
  });

  it('adds up what was measured apart', () => {
    // 2026.9.6 with tool search off, messaging, fresh workspace: 11272 + 18894 characters of system text.
    const size = promptSizeOf({ ...usual, version: '2026.9.6', profile: 'messaging' });
    expect(size).toMatchObject({ exact: false, systemChars: 11_272 + 18_894, toolsChars: 34_864 });
  });

  it('takes the earlier release and a bound that holds both neighbours', () => {
    const size = promptSizeOf({ ...usual, version: '2026.7.40' });
    expect(size).toMatchObject({ exact: false, release: '2026.7.35' });
    expect(size?.high).toBeGreaterThan(27_331);
    expect(size?.basis).toBe('from 2026.7.35, release not measured');
  });

  it.each(['2026.3.31', '2027.1.1'])('is unsure about %s, beyond all measurements', (version) => {
    const size = promptSizeOf({ ...usual, version });
    expect(size?.exact).toBe(false);
    expect((size?.high ?? 0) / (size?.low ?? 1)).toBeGreaterThan(1.5);
  });

  it('leaves no tools to a model that takes none', () => {
    const size = promptSizeOf({ ...usual, version: '2026.6.11', profile: 'no-tools', lean: true });
    expect(size).toMatchObject({ tools: 0, toolsChars: 0, toolsTokens: 0, exact: false });
  });

  it('is undefined for what is no release', () => {
    expect(promptSizeOf({ ...usual, version: 'latest' })).toBeUndefined();
  });

  it('answers every question', () => {
    const releases = [...new Set(sizeRows.map(([release]) => release)), '2026.4.1', '2026.6.20', '2027.1.1'];
    const bad: unknown[] = [];
    for (const version of releases) {
      for (const profile of ['minimal', 'coding', 'messaging', 'full', 'no-tools'] as const) {
        for (const [lean, toolSearch] of [
          [false, false],
          [true, false],
          [false, true],
          [true, true],
        ] as const) {
          for (const bootstrap of ['first-run', 'established', 'none'] as const) {
            for (const window of [4_096, 20_000, 131_072]) {
              const query = { version, profile, lean, toolSearch, bootstrap, window };
              const size = promptSizeOf(query);
              const ok =
                size !== undefined &&
                Object.values(size).every(
                  (value) => typeof value !== 'number' || (Number.isFinite(value) && value >= 0),
                ) &&
                size.low <= totalTokens(size) &&
                totalTokens(size) <= size.high &&
                totalChars(size) > 3_000;
              if (!ok) bad.push({ query, size });
            }
          }
        }
      }
    }
    expect(bad).toEqual([]);
  });

  it('keeps its bounds: rows left out of the table lie within them', () => {
    const missed = sizeRows.filter((row) => {
      const guess = promptSizeOf(askedBy(row), sizeTable(sizeRows.filter((other) => other !== row)));
      const truth = row[10] + row[11] + row[12];
      return guess === undefined || truth < guess.low - 10 || truth > guess.high + 10;
    });
    expect(missed.length / sizeRows.length).toBeLessThan(0.05);
  });
});

describe('leanSaving', () => {
  it.each([
    ['2026.4.22', {}, 5_151],
    ['2026.5.12', {}, 5_948],
    ['2026.6.11', {}, 13_034],
    ['2026.9.1', {}, 17_437],
    ['2026.9.6', { toolSearch: true }, 395],
    ['2026.9.6', { toolSearch: true, window: 32_768 }, 268],
  ] as const)('is measured on %s', (version, query, tokens) => {
    const saving = leanSaving({ ...usual, version, ...query }) ?? 0;
    expect(Math.abs(saving - tokens)).toBeLessThanOrEqual(10);
  });

  it('keeps tool search off where the config says so', () => {
    const pinned = leanSaving({ ...usual, version: '2026.9.1', toolSearchPinned: true });
    expect(pinned).toBeGreaterThan(2_000);
    expect(pinned).toBeLessThan(leanSaving({ ...usual, version: '2026.9.1' }) ?? 0);
  });

  it('is nothing to speak of when it is on', () => {
    expect(leanSaving({ ...usual, lean: true })).toBeUndefined();
  });
});
