import path, { type PlatformPath } from 'node:path';

export interface HomeOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home?: string | undefined;
  readonly cwd: string;
  readonly paths: PlatformPath;
}

/** The home that OpenClaw uses: OPENCLAW_HOME, HOME, USERPROFILE, the account's, else the working folder (2026.4.22, 2026.9.6). */
export function homeOf({ env, home, cwd, paths }: HomeOptions): string {
  const account = meant(env['HOME']) ?? meant(env['USERPROFILE']) ?? meant(home);
  const own = meant(env['OPENCLAW_HOME'])?.replace(/^~(?=$|[\\/])/, () => account ?? '~');
  return paths.resolve(cwd, own ?? account ?? '.');
}

/** `~/…` for what lies in the home folder; `-` stays standard input. */
export function shownPath(file: string, home: string): string {
  const way = path.relative(home, file);
  const inside = file !== '-' && way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
  return inside ? `~/${way.split(path.sep).join('/')}` : file;
}

/** Shells and services that interpolate nothing leave these words behind; OpenClaw ignores them. */
function meant(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === undefined || text === '' || text === 'undefined' || text === 'null' ? undefined : text;
}
