import type { PlatformPath } from 'node:path';

/** `~` and `~/…` are the home folder, everything else is relative to the working folder (OpenClaw's resolveUserPath). */
export function userPath(
  text: string,
  { home, cwd, paths }: { readonly home: string; readonly cwd: string; readonly paths: PlatformPath },
): string {
  return paths.resolve(
    cwd,
    text.trim().replace(/^~(?=$|[\\/])/, () => home),
  );
}
