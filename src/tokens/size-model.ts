import { compareReleases } from '../release/version.js';
import { type Bootstrap, between, grow, rounded, type Size, shift, totalTokens } from './size.js';
import {
  bareRow,
  type Combo,
  covers,
  filesStep,
  freshRow,
  type SizeTable,
  sameCombo,
  widestWindow,
  windowPoints,
} from './size-table.js';

/** A size with the o200k totals between which the true one lies; `how` is empty when it was measured as it stands. */
export interface SizeGuess {
  readonly size: Size;
  readonly low: number;
  readonly high: number;
  readonly how: readonly string[];
}

/**
 * Predicts prompts that were not measured from those that were. What it builds on, checked on all rows of the table: workspace files add
 * the same text whatever the tools are (exact to the character on every release); tool profiles keep their share of the full set; from
 * 2026.9.3 on the system text shrinks in steps with the window.
 * `release` is one of the table.
 */
export function guessSize(
  table: SizeTable,
  release: string,
  combo: Combo,
  bootstrap: Bootstrap,
  window: number,
): SizeGuess {
  const measured = table.rows.find(
    (row) => row.release === release && row.bootstrap === bootstrap && sameCombo(row, combo) && covers(row, window),
  );
  if (measured !== undefined) return certain(measured.size);
  const fresh = firstRun(table, release, combo);
  return inWindow(table, withFiles(table, fresh, release, bootstrap), release, combo, window);
}

/** First run in a wide window. */
function firstRun(table: SizeTable, release: string, combo: Combo): SizeGuess {
  const fresh = freshRow(table, release, combo);
  if (fresh !== undefined) return certain(fresh);
  const bare = bareRow(table, release, combo);
  if (bare !== undefined) return widen(certain(bare), 0.05, 0.05, 'workspace files added up');
  const parent = parentOf(combo);
  const donors = table.releases.flatMap((name) => {
    const child = freshRow(table, name, combo) ?? bareRow(table, name, combo);
    const from = parent === undefined ? child : (freshRow(table, name, parent) ?? bareRow(table, name, parent));
    return child === undefined || from === undefined ? [] : [{ name, child, from }];
  });
  const nearest = [
    donors.findLast(({ name }) => compareReleases(name, release) < 0),
    donors.find(({ name }) => compareReleases(name, release) > 0),
  ].filter((donor) => donor !== undefined);
  const stem = parent === undefined ? undefined : firstRun(table, release, parent);
  const sizes = nearest.map(({ name, child, from }) =>
    stem === undefined ? child : inProportion(table, release, stem.size, { name, child, from }),
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
function inProportion(
  table: SizeTable,
  release: string,
  stem: Size,
  donor: { name: string; child: Size; from: Size },
): Size {
  const here = filesStep(table, release, 'none');
  const there = filesStep(table, donor.name, 'none');
  if (here === undefined || there === undefined) return grow(stem, donor.from, donor.child);
  const bare = (size: Size) => rounded(shift(size, there.from, there.to));
  const shared = grow(rounded(shift(stem, here.from, here.to)), bare(donor.from), bare(donor.child));
  return shift(shared, here.to, here.from);
}

function withFiles(table: SizeTable, guess: SizeGuess, release: string, bootstrap: Bootstrap): SizeGuess {
  if (bootstrap === 'first-run') return guess;
  const step = filesStep(table, release, bootstrap);
  if (step === undefined) return widen(guess, 0.3, 0.05, 'workspace files not measured');
  const moved = moveTo(guess, shift(guess.size, step.from, step.to));
  return step.release === release
    ? widen(moved, 0.03, 0.03, 'workspace files added up')
    : widen(moved, bootstrap === 'established' ? 0.2 : 0.06, 0.06, `workspace files as in ${step.release}`);
}

function inWindow(table: SizeTable, guess: SizeGuess, release: string, combo: Combo, window: number): SizeGuess {
  const steps = windowSteps(table, release, combo);
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
  const place =
    lower.window < upper.window ? `between ${lower.window} and ${upper.window}` : `as in one of ${upper.window}`;
  const how = upper.window === window ? moved.how : [...moved.how, `window ${window} ${place}`];
  return widen(
    { ...moved, low, high, how },
    doubt[kinship] + (narrower ? 0.08 : 0),
    doubt[kinship],
    kinship === 'own' ? undefined : 'shrinking with the window like another prompt',
  );
}

/** Prompt by window, narrow first, in the nearest release and combination where it was measured. */
function windowSteps(table: SizeTable, release: string, combo: Combo) {
  if (!table.rows.some((row) => row.release === release && row.window !== null)) return undefined;
  const newest = table.releases.at(-1) ?? release;
  const sources = [
    { name: release, combo },
    { name: newest, combo },
    { name: newest, combo: { ...combo, lean: false } },
    { name: newest, combo: { ...combo, profile: 'full', lean: false } as const },
  ];
  for (const { name, combo: source } of sources) {
    const points = windowPoints(table, name, source);
    const top = points.at(-1);
    if (points.length < 2 || top === undefined) continue;
    return { points, top, kinship: kinshipOf(name === release, source === combo) };
  }
  return undefined;
}

type Kinship = 'own' | 'same-release' | 'other-release';
const doubt = { own: 0.004, 'same-release': 0.05, 'other-release': 0.15 } as const satisfies Record<Kinship, number>;

function kinshipOf(sameRelease: boolean, sameTools: boolean): Kinship {
  if (!sameRelease) return 'other-release';
  return sameTools ? 'own' : 'same-release';
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
