import path from 'node:path';
import { DoctorError } from '../doctor-error.js';
import { homeOf } from './home.js';

export interface LocateOptions {
  /** `--config`: a path, or `-` for standard input. */
  readonly flag?: string | undefined;
  /**
   * `--profile NAME`. OPENCLAW_PROFILE alone does not choose a file: both 2026.4.22 and 2026.9.6 then still read
   * ~/.openclaw (ran: `openclaw config file`).
   */
  readonly profile?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home of the account, `os.homedir()`; OPENCLAW_HOME, HOME and USERPROFILE come first. */
  readonly home?: string | undefined;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Whether a file or folder is there; what it throws counts as no. */
  readonly exists: (path: string) => boolean;
}

export interface ConfigLocation {
  /** Absolute; `-` for standard input. */
  readonly file: string;
  /** Who named it: `--config`, `OPENCLAW_CONFIG_PATH`, `OPENCLAW_STATE_DIR`, `--profile work`, `default place`. */
  readonly source: string;
  /** Where OpenClaw keeps agents, sessions and `.env`; need not exist. */
  readonly stateDir: string;
  /** As OpenClaw finds it: OPENCLAW_HOME, HOME, USERPROFILE, the account's. */
  readonly home: string;
  /**
   * Folders whose `.env` is read, first one first: the state folder that a variable names, else the folder of the file that
   * a variable names, else ~/.openclaw (2026.4.22, 2026.9.6). For `--config` both the file's and the usual one.
   */
  readonly envFolders: readonly string[];
}

const fileNames = ['openclaw.json', 'clawdbot.json'];
const stateNames = ['.openclaw', '.clawdbot'];

/**
 * The config that OpenClaw would read (`src/config/paths.ts` of 2026.4.22 and 2026.9.6).
 * @throws DoctorError `not-found` with every place that was searched, `usage` for a bad profile name
 */
export function locateConfig(options: LocateOptions): ConfigLocation {
  const { flag, env, cwd } = options;
  const paths = options.platform === 'win32' ? path.win32 : path.posix;
  const home = homeOf({ ...options, paths });
  const absolute = (text: string) =>
    paths.resolve(
      cwd,
      text.trim().replace(/^~(?=$|[\\/])/, () => home),
    );
  const exists = (file: string) => {
    try {
      return options.exists(file);
    } catch {
      return false; // as in OpenClaw: what cannot be looked at is not there
    }
  };

  const { stateDir, source } = locateState(options, home, { absolute, exists, join: paths.join });
  const usual = source === undefined ? paths.join(home, '.openclaw') : stateDir;
  const found = (file: string, by: string, envFolders: readonly string[] = [usual]): ConfigLocation => ({
    file,
    source: by,
    stateDir,
    home,
    envFolders: [...new Set(envFolders)],
  });
  if (flag === '-') return found(flag, '--config');
  if (flag !== undefined) return found(absolute(flag), '--config', [paths.dirname(absolute(flag)), usual]);
  const named = env['OPENCLAW_CONFIG_PATH']?.trim();
  if (named) {
    const file = absolute(named);
    return found(file, 'OPENCLAW_CONFIG_PATH', [source === undefined ? paths.dirname(file) : stateDir]);
  }

  const folders = source === undefined ? stateNames.map((name) => paths.join(home, name)) : [stateDir];
  // A profile sets OPENCLAW_CONFIG_PATH to its openclaw.json, so the old name is not tried there.
  const names = source?.startsWith('--profile') ? fileNames.slice(0, 1) : fileNames;
  const places = folders.flatMap((folder) => names.map((name) => paths.join(folder, name)));
  const file = places.find(exists);
  if (file !== undefined) return found(file, source ?? 'default place');
  throw new DoctorError(
    'not-found',
    `no OpenClaw config found; looked for ${places.join(', ')}`,
    'name the file: --config FILE',
  );
}

interface Ways {
  readonly absolute: (text: string) => string;
  readonly exists: (path: string) => boolean;
  readonly join: (...parts: string[]) => string;
}

/** `source` is undefined when nobody chose the folder. A variable that is set wins over `--profile` (ran 2026.4.22). */
function locateState(
  { env, profile }: LocateOptions,
  home: string,
  { absolute, exists, join }: Ways,
): { readonly stateDir: string; readonly source?: string } {
  const named = env['OPENCLAW_STATE_DIR']?.trim();
  if (named) return { stateDir: absolute(named), source: 'OPENCLAW_STATE_DIR' };
  if (profile !== undefined && profile.trim().toLowerCase() !== 'default') {
    const name = profile.trim();
    if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name)) {
      throw new DoctorError('usage', `not a profile name: '${name}'`, 'use letters, numbers, _ and -');
    }
    return { stateDir: join(home, `.openclaw-${name}`), source: `--profile ${name}` };
  }
  const folders = stateNames.map((folder) => join(home, folder));
  return { stateDir: folders.find(exists) ?? join(home, '.openclaw') };
}
