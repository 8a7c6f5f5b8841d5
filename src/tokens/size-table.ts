import { compareReleases } from '../release/version.js';
import type { SizeRow } from './prompt-size-table.js';
import { type Bootstrap, rounded, type Size, type SizeProfile, shift } from './size.js';

/** What decides which tools are sent. */
export interface Combo {
  readonly profile: SizeProfile;
  readonly lean: boolean;
  readonly toolSearch: boolean;
}

export interface Row extends Combo {
  readonly release: string;
  readonly bootstrap: Bootstrap;
  readonly window: number | null;
  readonly size: Size;
}

/** Windows from here on hold the whole list of tools and skills (2026.9.6: same prompt at 98304, 131072 and 200000). */
export const widestWindow = 131_072;

export interface SizeTable {
  /** Oldest first. */
  readonly releases: readonly string[];
  readonly rows: readonly Row[];
}

export function sizeTable(rows: readonly SizeRow[]): SizeTable {
  const parsed = rows.map(parseRow);
  return { rows: parsed, releases: [...new Set(parsed.map((row) => row.release))].sort(compareReleases) };
}

export function freshRow(table: SizeTable, release: string, combo: Combo): Size | undefined {
  return wideRow(table, release, combo, 'first-run')?.size;
}

/** A row without workspace files, with those of another row of the release. */
export function bareRow(table: SizeTable, release: string, combo: Combo): Size | undefined {
  const bare = wideRow(table, release, combo, 'none');
  const step = filesStep(table, release, 'none');
  return bare === undefined || step?.release !== release ? undefined : rounded(shift(bare.size, step.to, step.from));
}

function wideRow(table: SizeTable, release: string, combo: Combo, bootstrap: Bootstrap): Row | undefined {
  return table.rows.find(
    (row) =>
      row.release === release && row.bootstrap === bootstrap && sameCombo(row, combo) && covers(row, widestWindow),
  );
}

/** Two rows that differ in their workspace files alone, of the nearest release that has them. */
export function filesStep(
  table: SizeTable,
  release: string,
  to: Bootstrap,
): { release: string; from: Size; to: Size } | undefined {
  const nearestFirst = [
    ...table.releases.filter((name) => compareReleases(name, release) <= 0).reverse(),
    ...table.releases.filter((name) => compareReleases(name, release) > 0),
  ];
  for (const name of nearestFirst) {
    for (const end of table.rows.filter((row) => row.release === name && row.bootstrap === to)) {
      const start = table.rows.find(
        (row) =>
          row.release === name && row.bootstrap === 'first-run' && row.window === end.window && sameCombo(row, end),
      );
      if (start !== undefined) return { release: name, from: start.size, to: end.size };
    }
  }
  return undefined;
}

export function windowPoints(
  table: SizeTable,
  release: string,
  combo: Combo,
): readonly { readonly window: number; readonly size: Size }[] {
  const step = filesStep(table, release, 'none');
  const points = new Map<number, Size>();
  for (const row of table.rows) {
    if (row.release !== release || row.window === null || !sameCombo(row, combo)) continue;
    if (row.bootstrap === 'first-run') points.set(row.window, row.size);
    else if (row.bootstrap === 'none' && step?.release === release && !points.has(row.window)) {
      points.set(row.window, shift(row.size, step.to, step.from));
    }
  }
  return [...points].map(([window, size]) => ({ window, size })).sort((a, b) => a.window - b.window);
}

function parseRow(row: SizeRow): Row {
  const [release, profile, lean, toolSearch, bootstrap, window, tools, ...counts] = row;
  const [systemChars, toolsChars, otherChars, systemTokens, toolsTokens, otherTokens] = counts;
  const size = { tools, systemChars, toolsChars, otherChars, systemTokens, toolsTokens, otherTokens };
  return { release, profile, lean, toolSearch, bootstrap, window, size };
}

/** Lean mode takes nothing from profile `minimal` (same prompts on 2026.4.22, 2026.5.2, 2026.5.12 and 2026.9.6). */
export function sameCombo(a: Combo, b: Combo): boolean {
  return a.profile === b.profile && (a.lean === b.lean || a.profile === 'minimal') && a.toolSearch === b.toolSearch;
}

export function covers(row: Row, window: number): boolean {
  return row.window === null || row.window === window || (row.window === widestWindow && window > widestWindow);
}
