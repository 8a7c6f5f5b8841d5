import { traitsOf } from '../release/traits.js';
import { compareReleases, isRelease } from '../release/version.js';
import { sizeRows } from './prompt-size-table.js';
import { type Bootstrap, rounded, type Size, type SizeProfile, totalTokens } from './size.js';
import { guessSize, type SizeGuess, widen } from './size-model.js';
import { type Combo, type SizeTable, sizeTable } from './size-table.js';

export interface PromptQuery {
  readonly version: string;
  readonly profile: SizeProfile;
  readonly lean: boolean;
  readonly toolSearch: boolean;
  readonly bootstrap: Bootstrap;
  /** Tokens; matters from 2026.9.3 on. */
  readonly window: number;
}

/** How large the first request of an agent turn is, in o200k_base tokens and characters. */
export interface MeasuredPrompt extends Size {
  /** Release that was measured; differs from the one asked for when that one was not. */
  readonly release: string;
  readonly profile: SizeProfile;
  readonly lean: boolean;
  readonly toolSearch: boolean;
  readonly bootstrap: Bootstrap;
  readonly window: number;
  /** This very combination was measured on this very release. */
  readonly exact: boolean;
  /** o200k_base tokens of the whole request between which the truth lies; equal when exact. */
  readonly low: number;
  readonly high: number;
  /** `measured on 2026.4.22`, `from 2026.9.6, window 20000 between 16384 and 24576`. */
  readonly basis: string;
}

const measured = sizeTable(sizeRows);

/** Undefined only when `version` is no release at all. Never throws. */
export function promptSizeOf(query: PromptQuery, table: SizeTable = measured): MeasuredPrompt | undefined {
  if (!isRelease(query.version)) return undefined;
  const version = query.version.trim().replace(/^v/, '');
  const combo = comboOf(query);
  const earlier = table.releases.findLast((release) => compareReleases(release, version) <= 0);
  const later = table.releases.find((release) => compareReleases(release, version) >= 0);
  const release = earlier ?? later;
  if (release === undefined) return undefined;
  const guess = widenForRelease(
    guessSize(table, release, combo, query.bootstrap, query.window),
    release === version || later === undefined || earlier === undefined
      ? undefined
      : guessSize(table, later, combo, query.bootstrap, query.window),
    release === version,
  );
  const size = rounded(guess.size);
  const exact = release === version && guess.how.length === 0;
  const total = totalTokens(size);
  return {
    ...size,
    ...combo,
    release,
    bootstrap: query.bootstrap,
    window: query.window,
    exact,
    low: exact ? total : Math.min(total, Math.floor(guess.low)),
    high: exact ? total : Math.max(total, Math.ceil(guess.high)),
    basis: exact ? `measured on ${release}` : [`from ${release}`, ...guess.how].join(', '),
  };
}

/** Factors for the doubt about a size that was not measured as it stands. */
export function spreadOf(size: MeasuredPrompt): readonly [low: number, mid: number, high: number] {
  const total = totalTokens(size);
  return [size.low / total, 1, size.high / total];
}

export type LeanQuery = PromptQuery & {
  /** The config itself says whether tools are searched; lean mode leaves that as it is. */
  readonly toolSearchPinned?: boolean;
};

/** The same request in lean mode; undefined when that is on already or nothing is known. */
export function leanPrompt(query: LeanQuery): MeasuredPrompt | undefined {
  if (query.lean || !isRelease(query.version)) return undefined;
  // 2026.6.11 to 2026.9.5: lean mode turns tool search on, unless the config says otherwise.
  const turnsOn = traitsOf(query.version).toolSearch === 'off-lean-turns-on' && query.toolSearchPinned !== true;
  return promptSizeOf({ ...query, lean: true, toolSearch: query.toolSearch || turnsOn });
}

/** o200k_base tokens that lean mode takes off; undefined when it is on already or nothing is known. */
export function leanSaving(query: LeanQuery): number | undefined {
  const [now, lean] = [promptSizeOf(query), leanPrompt(query)];
  return now === undefined || lean === undefined ? undefined : totalTokens(now) - totalTokens(lean);
}

/** Settings that a profile makes meaningless do not make a difference. */
function comboOf({ profile, lean, toolSearch }: PromptQuery): Combo {
  return profile === 'no-tools' ? { profile, lean: false, toolSearch: false } : { profile, lean, toolSearch };
}

/** Between two measured releases the truth is taken to lie between them; beyond the last one nothing holds it. */
function widenForRelease(guess: SizeGuess, later: SizeGuess | undefined, same: boolean): SizeGuess {
  if (same) return guess;
  if (later === undefined) return widen(guess, 0.25, 0.25, 'release not measured');
  const both = { ...guess, low: Math.min(guess.low, later.low), high: Math.max(guess.high, later.high) };
  return widen(both, 0.03, 0.03, 'release not measured');
}
