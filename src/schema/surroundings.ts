import { posix, win32 } from 'node:path';

/** What the verdict may depend on besides the document. */
export interface Surroundings {
  /** Environment of the program; empty when it is not known. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder of the user that runs the program. */
  readonly home: string;
  /** Folder of the config file. */
  readonly configDir: string;
  readonly platform: NodeJS.Platform;
  /** Whether a file or folder exists; undefined: nobody can say here. */
  readonly exists: ((path: string) => boolean) | undefined;
}

/** Path rules of the system that the program runs on. */
export function pathsOf({ platform }: Surroundings): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/** `~` and `~/…` are the home folder, everything else is relative to the working folder (OpenClaw's resolveUserPath). */
export function resolveUserPath(text: string, surroundings: Surroundings): string {
  const paths = pathsOf(surroundings);
  const trimmed = text.trim();
  if (trimmed === '') return trimmed;
  return paths.resolve(trimmed.replace(/^~(?=$|[\\/])/, surroundings.home));
}

/** Where the program keeps its state. */
export function stateDir(surroundings: Surroundings): string {
  const override = surroundings.env['OPENCLAW_STATE_DIR']?.trim();
  if (override !== undefined && override !== '') return resolveUserPath(override, surroundings);
  return pathsOf(surroundings).join(surroundings.home, '.openclaw');
}

/** Workspace of the default agent when the config names none. */
export function workspaceDir(surroundings: Surroundings): string {
  const paths = pathsOf(surroundings);
  const { env } = surroundings;
  const override = env['OPENCLAW_WORKSPACE_DIR']?.trim();
  if (override !== undefined && override !== '') return paths.resolve(override);
  const profile = env['OPENCLAW_PROFILE']?.trim() ?? '';
  const suffix = profile === '' || profile.toLowerCase() === 'default' ? '' : `-${profile}`;
  return paths.join(stateDir(surroundings), `workspace${suffix}`);
}
