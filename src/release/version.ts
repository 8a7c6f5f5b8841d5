/** Releases are `year.month.number`, with an optional suffix (`2026.5.3-1`, `2026.8.1-beta.2`). */
const pattern = /^v?(\d{4})\.(\d{1,2})\.(\d{1,3})(?:-(.+))?$/;

export function isRelease(text: string): boolean {
  return pattern.test(text.trim());
}

/** Negative when `a` is older. A pre-release (`-beta.2`) is older than its release, a repack (`-1`) newer. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < left.length; i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(release: string): number[] {
  const match = pattern.exec(release.trim());
  if (match === null) throw new RangeError(`not an OpenClaw release: ${release}`);
  const suffix = match[4] ?? '';
  const repack = /^\d+$/.test(suffix) ? Number(suffix) : suffix === '' ? 0 : -1;
  return [Number(match[1]), Number(match[2]), Number(match[3]), repack];
}
