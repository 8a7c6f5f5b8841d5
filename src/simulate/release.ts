/** Releases of vLLM (`0.11.0`, `0.25.1`): what changed for a client, by release tag. */
export function isVllmRelease(text: string): boolean {
  return /^\d{1,3}\.\d{1,3}\.\d{1,3}(?:[.+-].*)?$/.test(text);
}

/** The release is `version` or newer. */
export function isSince(release: string, version: string): boolean {
  const [a, b] = [numbersOf(release), numbersOf(version)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(release: string): number[] {
  return release
    .split(/[.+-]/)
    .slice(0, 3)
    .map((part) => Number.parseInt(part, 10) || 0);
}
