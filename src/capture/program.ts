import { posix, win32 } from 'node:path';
import { isObject } from '../config/json.js';
import { DoctorError } from '../doctor-error.js';
import { findInstalled, type Machine } from '../release/installed.js';
import { isRelease } from '../release/version.js';

export interface OpenClawProgram {
  readonly version: string;
  /** Folder of the package. */
  readonly folder: string;
  /** The script that Node runs. */
  readonly entry: string;
  /** Range of `engines.node`; empty when the package names none. */
  readonly node: string;
}

/**
 * `--openclaw PATH` (package folder, its script, or a link to it), else PATH, else the global folder of npm beside the Node that runs us.
 * Throws DoctorError `not-found` with the next step.
 */
export function findProgram(named: string | undefined, machine: Machine, execPath: string): OpenClawProgram {
  if (named !== undefined) {
    const found = packageAt(named, machine);
    if (found !== undefined) return found;
    throw new DoctorError(
      'not-found',
      `--openclaw: there is no OpenClaw package at ${named}`,
      'name its folder (the one with openclaw.mjs), or the program itself',
    );
  }
  const installed = findInstalled(machine);
  const places = installed === undefined ? globalFolders(machine, execPath) : [installed.folder];
  for (const place of places) {
    const found = packageAt(place, machine);
    if (found !== undefined) return found;
  }
  throw new DoctorError(
    'not-found',
    'OpenClaw is not installed here: no openclaw on PATH, none in the global folder of npm',
    'name its folder: --openclaw PATH; without it the doctor uses the typical sizes of the release',
  );
}

function packageAt(named: string, machine: Machine): OpenClawProgram | undefined {
  const path = pathOf(machine);
  for (let folder = machine.realPath(named); folder !== undefined; ) {
    for (const candidate of [folder, path.join(folder, 'node_modules', 'openclaw')]) {
      const found = readPackage(candidate, machine);
      if (found !== undefined) return found;
    }
    const above: string = path.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return undefined;
}

function readPackage(folder: string, machine: Machine): OpenClawProgram | undefined {
  const path = pathOf(machine);
  const text = machine.readFile(path.join(folder, 'package.json'));
  const manifest = text === undefined ? undefined : parse(text);
  if (!isObject(manifest)) return undefined;
  const { name, version, engines } = manifest;
  if (name !== 'openclaw' || typeof version !== 'string' || !isRelease(version)) return undefined;
  const range = isObject(engines) ? engines['node'] : undefined;
  const entry = path.join(folder, 'openclaw.mjs');
  return { version, folder, entry, node: typeof range === 'string' ? range : '' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // half a package is none
  }
}

/** npm puts global packages beside Node (`<prefix>/lib/node_modules`), on Windows into the user's own folder. */
function globalFolders(machine: Machine, execPath: string): readonly string[] {
  const path = pathOf(machine);
  const beside = path.dirname(execPath);
  const { APPDATA: roaming, HOME: home } = machine.env;
  return machine.platform === 'win32'
    ? [
        ...(roaming === undefined ? [] : [path.join(roaming, 'npm', 'node_modules', 'openclaw')]),
        path.join(beside, 'node_modules', 'openclaw'),
      ]
    : [
        path.join(beside, '..', 'lib', 'node_modules', 'openclaw'),
        '/usr/local/lib/node_modules/openclaw',
        '/usr/lib/node_modules/openclaw',
        ...(home === undefined ? [] : [path.join(home, '.npm-global', 'lib', 'node_modules', 'openclaw')]),
      ];
}

export function pathOf({ platform }: Pick<Machine, 'platform'>) {
  return platform === 'win32' ? win32 : posix;
}
