import { compareReleases } from '../release/version.js';

/** Releases for which something holds: from `from` on, until just before `before`. */
export interface ReleaseRange {
  readonly from?: string;
  readonly before?: string;
}

export function holdsFor({ from, before }: ReleaseRange, release: string): boolean {
  return (
    (from === undefined || compareReleases(from, release) <= 0) &&
    (before === undefined || compareReleases(release, before) < 0)
  );
}

/** Rows hold from their release until the next row. */
export function rowFor<T extends { readonly from: string }>(rows: readonly T[], release: string): T | undefined {
  return rows.findLast(({ from }) => compareReleases(from, release) <= 0);
}
