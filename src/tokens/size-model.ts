import { compareReleases } from '../release/version.js';
import type { SizeRow } from './prompt-size-table.js';
import { type Bootstrap, between, grow, rounded, type Size, type SizeProfile, shift, totalTokens } from './size.js';

/** What decides which tools are sent. */
export interface Combo {
  readonly profile: SizeProfile;
  readonly lean: boolean;
  readonly toolSearch: boolean;
}

/** A size with the o200k totals between which the true one lies; `how` is empty when it was measured as it stands. */
export interface SizeGuess {
  readonly size: Size;
  readonly low: number;
  readonly high: number;
  readonly how: readonly string[];
}

interface Row extends Combo {
  readonly release: string;
  readonly bootstrap: Bootstrap;
  readonly window: number | null;
  readonly size: Size;
}

/** Windows from here on hold the whole list of tools and skills (2026.9.6: same prompt at 98304, 131072 and 200000). */
export const widestWindow = 131_072;

/**
 * Predicts prompts that were not measured from those that were. What it builds on, checked on all rows of the table: workspace files add
 * the same text whatever the tools are (exact to the character on every release); tool profiles keep their share of the full set; from
 * 2026.9.3 on the system text shrinks in steps with the window.
 */
export class SizeModel {
  readonly releases: readonly string[];
  readonly #rows: readonly Row[];

  constructor(table: readonly SizeRow[]) {
    this.#rows = table.map(parseRow);
    this.releases = [...new Set(this.#rows.map((row) => row.release))].sort(compareReleases);
  }

  /** For a release of the table. */
  guess(release: string, combo: Combo, bootstrap: Bootstrap, window: number): SizeGuess {
    const measured = this.#rows.find(
      (row) => row.release === release && row.bootstrap === bootstrap && sameCombo(row, combo) && covers(row, window),
    );
    if (measured !== undefined) return certain(measured.size);
    const base = this.#base(release, combo);
    return this.#inWindow(this.#withFiles(base, release, bootstrap), release, combo, window);
  }

  /** First run in a wide window. */
  #base(release: string, combo: Combo): SizeGuess {
    const fresh = this.#freshRow(release, combo);
    if (fresh !== undefined) return certain(fresh);
    const bare = this.#bareRow(release, combo);
    if (bare !== undefined) return widen(certain(bare), 0.05, 0.05, 'workspace files added up');
    const parent = parentOf(combo);
    const donors = this.releases.flatMap((name) => {
      const child = this.#freshRow(name, combo) ?? this.#bareRow(name, combo);
      const from = parent === undefined ? child : (this.#freshRow(name, parent) ?? this.#bareRow(name, parent));
      return child === undefined || from === undefined ? [] : [{ name, child, from }];
    });
    const nearest = [
      donors.findLast(({ name }) => compareReleases(name, release) < 0),
      donors.find(({ name }) => compareReleases(name, release) > 0),
    ].filter((donor) => donor !== undefined);
    const stem = parent === undefined ? undefined : this.#base(release, parent);
    const sizes = nearest.map(({ name, child, from }) =>
      stem === undefined ? child : this.#inProportion(release, stem.size, { name, child, from }),
    );
    const [size] = sizes;
    if (size === undefined) {
      if (stem === undefined) throw new Error('a table of prompt sizes without a default row');
      return widen(stem, 0.9, 0.1, 'this set of tools was never measured');
    }
    const slack = nearest.length > 1 ? 0.12 : 0.3;
    const totals = sizes.map(totalTokens);
    return {
      size,
      low: Math.min(...totals) * (1 - slack),
      high: Math.max(...totals) * (1 + slack),
      how: [`share of the tools as in ${nearest.map(({ name }) => name).join(' and ')}`],
    };
  }

  /** `stem` of `release`, less by what the donor's child is less than its parent; the same workspace files stand in all of them. */
  #inProportion(release: string, stem: Size, donor: { name: string; child: Size; from: Size }): Size {
    const here = this.#filesStep(release, 'none');
    const there = this.#filesStep(donor.name, 'none');
    if (here === undefined || there === undefined) return grow(stem, donor.from, donor.child);
    const bare = (size: Size) => rounded(shift(size, there.from, there.to));
    const shared = grow(rounded(shift(stem, here.from, here.to)), bare(donor.from), bare(donor.child));
    return shift(shared, here.to, here.from);
  }

  #freshRow(release: string, combo: Combo): Size | undefined {
    return this.#wideRow(release, combo, 'first-run')?.size;
  }

  /** A row without workspace files, with those of another row of the release. */
  #bareRow(release: string, combo: Combo): Size | undefined {
    const bare = this.#wideRow(release, combo, 'none');
    const step = this.#filesStep(release, 'none');
    return bare === undefined || step?.release !== release ? undefined : rounded(shift(bare.size, step.to, step.from));
  }

  #wideRow(release: string, combo: Combo, bootstrap: Bootstrap): Row | undefined {
    return this.#rows.find(
      (row) =>
        row.release === release && row.bootstrap === bootstrap && sameCombo(row, combo) && covers(row, widestWindow),
    );
  }

  /** Two rows that differ in their workspace files alone, of the nearest release that has them. */
  #filesStep(release: string, to: Bootstrap): { release: string; from: Size; to: Size } | undefined {
    const nearestFirst = [
      ...this.releases.filter((name) => compareReleases(name, release) <= 0).reverse(),
      ...this.releases.filter((name) => compareReleases(name, release) > 0),
    ];
    for (const name of nearestFirst) {
      for (const end of this.#rows.filter((row) => row.release === name && row.bootstrap === to)) {
        const start = this.#rows.find(
          (row) =>
            row.release === name && row.bootstrap === 'first-run' && row.window === end.window && sameCombo(row, end),
        );
        if (start !== undefined) return { release: name, from: start.size, to: end.size };
      }
    }
    return undefined;
  }

  #withFiles(guess: SizeGuess, release: string, bootstrap: Bootstrap): SizeGuess {
    if (bootstrap === 'first-run') return guess;
    const step = this.#filesStep(release, bootstrap);
    if (step === undefined) return widen(guess, 0.3, 0.05, 'workspace files not measured');
    const moved = moveTo(guess, shift(guess.size, step.from, step.to));
    return step.release === release
      ? widen(moved, 0.03, 0.03, 'workspace files added up')
      : widen(moved, bootstrap === 'established' ? 0.2 : 0.06, 0.06, `workspace files as in ${step.release}`);
  }

  #inWindow(guess: SizeGuess, release: string, combo: Combo, window: number): SizeGuess {
    const steps = this.#windowSteps(release, combo);
    if (window >= widestWindow || steps === undefined) return guess;
    const { points, top, kinship } = steps;
    const upper = points.find((point) => point.window >= window) ?? top;
    const lower = points.findLast((point) => point.window <= window) ?? upper;
    const share = upper.window === lower.window ? 0 : (window - lower.window) / (upper.window - lower.window);
    const shrunk = (size: Size) => {
      if (kinship === 'own') return rounded(shift(guess.size, top.size, size));
      // An older release shrinks less than the one that was measured.
      return rounded(grow(guess.size, top.size, kinship === 'same-release' ? size : between(top.size, size, 0.5)));
    };
    const moved = moveTo(guess, shrunk(between(lower.size, upper.size, share)));
    const total = totalTokens(moved.size);
    const low = moved.low - (total - totalTokens(shrunk(lower.size)));
    const high = moved.high + totalTokens(shrunk(upper.size)) - total;
    const narrower = points.every((point) => point.window > window);
    return widen(
      { ...moved, low, high, how: [...moved.how, `window ${window} between ${lower.window} and ${upper.window}`] },
      doubt[kinship] + (narrower ? 0.08 : 0),
      doubt[kinship],
      kinship === 'own' ? undefined : 'shrinking with the window like another prompt',
    );
  }

  /** Prompt by window, narrow first, in the nearest release and combination where it was measured. */
  #windowSteps(release: string, combo: Combo) {
    if (!this.#rows.some((row) => row.release === release && row.window !== null)) return undefined;
    const newest = this.releases.at(-1) ?? release;
    const sources = [
      { name: release, combo },
      { name: newest, combo },
      { name: newest, combo: { ...combo, lean: false } },
      { name: newest, combo: { ...combo, profile: 'full', lean: false } as const },
    ];
    for (const { name, combo: source } of sources) {
      const points = this.#windowPoints(name, source);
      const top = points.at(-1);
      if (points.length < 2 || top === undefined) continue;
      return { points, top, kinship: kinshipOf(name === release, source === combo) };
    }
    return undefined;
  }

  #windowPoints(release: string, combo: Combo): readonly { readonly window: number; readonly size: Size }[] {
    const step = this.#filesStep(release, 'none');
    const points = new Map<number, Size>();
    for (const row of this.#rows) {
      if (row.release !== release || row.window === null || !sameCombo(row, combo)) continue;
      if (row.bootstrap === 'first-run') points.set(row.window, row.size);
      else if (row.bootstrap === 'none' && step?.release === release && !points.has(row.window)) {
        points.set(row.window, shift(row.size, step.to, step.from));
      }
    }
    return [...points].map(([window, size]) => ({ window, size })).sort((a, b) => a.window - b.window);
  }
}

type Kinship = 'own' | 'same-release' | 'other-release';
const doubt = { own: 0.004, 'same-release': 0.05, 'other-release': 0.15 } as const satisfies Record<Kinship, number>;

function kinshipOf(sameRelease: boolean, sameTools: boolean): Kinship {
  if (!sameRelease) return 'other-release';
  return sameTools ? 'own' : 'same-release';
}

function parseRow(row: SizeRow): Row {
  const [release, profile, lean, toolSearch, bootstrap, window, tools, ...counts] = row;
  const [systemChars, toolsChars, otherChars, systemTokens, toolsTokens, otherTokens] = counts;
  const size = { tools, systemChars, toolsChars, otherChars, systemTokens, toolsTokens, otherTokens };
  return { release, profile, lean, toolSearch, bootstrap, window, size };
}

/** Lean mode takes nothing from profile `minimal` (same prompts on 2026.4.22, 2026.5.2, 2026.5.12 and 2026.9.6). */
function sameCombo(a: Combo, b: Combo): boolean {
  return a.profile === b.profile && (a.lean === b.lean || a.profile === 'minimal') && a.toolSearch === b.toolSearch;
}

function covers(row: Row, window: number): boolean {
  return row.window === null || row.window === window || (row.window === widestWindow && window > widestWindow);
}

/** The combination of which this one keeps a share. */
function parentOf({ profile, lean, toolSearch }: Combo): Combo | undefined {
  if (profile === 'no-tools') return { profile: 'minimal', lean: false, toolSearch: false };
  if (profile !== 'full') return { profile: 'full', lean, toolSearch };
  if (lean) return { profile: 'full', lean: false, toolSearch };
  return toolSearch ? { profile: 'full', lean: false, toolSearch: false } : undefined;
}

function certain(size: Size): SizeGuess {
  const total = totalTokens(size);
  return { size, low: total, high: total, how: [] };
}

/** The same doubt, relative to another size. */
function moveTo(guess: SizeGuess, size: Size): SizeGuess {
  const clean = rounded(size);
  const step = totalTokens(clean) - totalTokens(guess.size);
  return { ...guess, size: clean, low: Math.max(0, guess.low + step), high: guess.high + step };
}

export function widen(guess: SizeGuess, below: number, above: number, note?: string): SizeGuess {
  const how = note === undefined ? guess.how : [...guess.how, note];
  return { ...guess, low: guess.low * (1 - below), high: guess.high * (1 + above), how };
}
