import { readFileSync, realpathSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { isObject } from '../config/json.js';
import { isRelease } from './version.js';

/** What looking for an installed program needs of this machine; a test brings its own. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Text of a file; undefined when it cannot be read. */
  readFile(path: string): string | undefined;
  /** The path with every symbolic link followed; undefined when nothing is there. */
  realPath(path: string): string | undefined;
}

export function thisMachine(): Machine {
  return {
    env: process.env,
    platform: process.platform,
    readFile: (path) => attempt(() => readFileSync(path, 'utf8')),
    realPath: (path) => attempt(() => realpathSync(path)),
  };
}

/** Unreadable and absent are the same here: there is no program that could be looked at. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

export interface InstalledOpenClaw {
  readonly version: string;
  /** Folder of the package. */
  readonly folder: string;
}

/**
 * The first `openclaw` on PATH whose package can be found from its path: a link into the package (npm, Homebrew), or a script
 * that names the package (npm and pnpm on Windows, pnpm elsewhere). It is never run.
 */
export function findInstalled(machine: Machine): InstalledOpenClaw | undefined {
  const path = machine.platform === 'win32' ? win32 : posix;
  const names =
    machine.platform === 'win32' ? ['openclaw.cmd', 'openclaw.ps1', 'openclaw.exe', 'openclaw'] : ['openclaw'];
  for (const folder of searchPath(machine)) {
    for (const name of names) {
      const program = machine.realPath(path.join(folder, name));
      if (program === undefined) continue;
      const found = packageAbove(machine, program) ?? packageOfShim(machine, program);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function searchPath({ env, platform }: Machine): readonly string[] {
  const key = platform === 'win32' ? Object.keys(env).find((name) => name.toUpperCase() === 'PATH') : 'PATH';
  const value = key === undefined ? undefined : env[key];
  return (value ?? '').split(platform === 'win32' ? ';' : ':').filter((folder) => folder !== '');
}

function packageAbove(machine: Machine, program: string): InstalledOpenClaw | undefined {
  const path = machine.platform === 'win32' ? win32 : posix;
  for (let folder = path.dirname(program); ; folder = path.dirname(folder)) {
    const version = versionIn(machine, path.join(folder, 'package.json'));
    if (version !== undefined) return { version, folder };
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** npm writes `%dp0%\node_modules\openclaw\…`, pnpm `$basedir/global/5/node_modules/openclaw/…`, others an absolute path. */
const mentioned = /(?:%~?dp0%?|\$\{?basedir\}?|\$PSScriptRoot)?[^"'\s=$%]*node_modules[\\/]openclaw[\\/][^"'\s]*/gi;

function packageOfShim(machine: Machine, shim: string): InstalledOpenClaw | undefined {
  const path = machine.platform === 'win32' ? win32 : posix;
  const text = machine.readFile(shim) ?? '';
  if (text.length > 20_000) return undefined;
  for (const [match] of text.matchAll(mentioned)) {
    const relative = match.replace(/^(?:%~?dp0%?|\$\{?basedir\}?|\$PSScriptRoot)[\\/]?/i, '');
    const target = machine.realPath(path.resolve(path.dirname(shim), path.normalize(relative)));
    const found = target === undefined ? undefined : packageAbove(machine, target);
    if (found !== undefined) return found;
  }
  return undefined;
}

function versionIn(machine: Machine, manifest: string): string | undefined {
  const text = machine.readFile(manifest);
  if (text === undefined) return undefined;
  const content = attempt((): unknown => JSON.parse(text));
  if (!isObject(content)) return undefined;
  const { name, version } = content;
  return name === 'openclaw' && typeof version === 'string' && isRelease(version) ? version : undefined;
}
