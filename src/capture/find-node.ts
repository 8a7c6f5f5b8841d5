import { readdirSync } from 'node:fs';
import { DoctorError } from '../doctor-error.js';
import type { Machine } from '../release/installed.js';
import { satisfies } from './node-range.js';
import { type OpenClawProgram, pathOf } from './program.js';

export interface NodeProgram {
  readonly file: string;
  readonly version: string;
}

export interface NodeQuestion {
  readonly machine: Machine;
  /** `--node` */
  readonly named?: string | undefined;
  /** The Node that runs us. */
  readonly own: NodeProgram;
  /** Version that a program says it is; undefined when it does not run. */
  readonly versionOf?: (file: string) => Promise<string | undefined>;
  /** Names in a folder; empty when it is not there. */
  readonly list?: (folder: string) => readonly string[];
}

/**
 * A Node that the release can run on: `--node`, ours, those on PATH, those of nvm, newest first.
 * Throws DoctorError `not-found` naming the range and what was found.
 */
export async function findNode(program: OpenClawProgram, question: NodeQuestion): Promise<NodeProgram> {
  const { machine, named, own, versionOf = askVersion } = question;
  const fits = (version: string) => program.node === '' || satisfies(version, program.node);
  if (named !== undefined) {
    const version = await versionOf(named);
    if (version === undefined) {
      throw new DoctorError('not-found', `--node: ${named} does not run`, 'name the program itself: /path/to/bin/node');
    }
    if (!fits(version)) throw wrongNode(program, [version]);
    return { file: named, version };
  }
  if (fits(own.version)) return own;
  const seen = [own.version];
  for (const file of candidates(question)) {
    const real = machine.realPath(file);
    const version = real === undefined ? undefined : await versionOf(file);
    if (version === undefined) continue;
    if (fits(version)) return { file, version };
    seen.push(version);
  }
  throw wrongNode(program, [...new Set(seen)]);
}

function wrongNode({ version, node }: OpenClawProgram, seen: readonly string[]): DoctorError {
  return new DoctorError(
    'not-found',
    `OpenClaw ${version} needs Node ${node}; found ${seen.join(', ')}`,
    'name one that fits: --node /path/to/bin/node',
  );
}

function candidates({ machine, list = listFolder }: NodeQuestion): readonly string[] {
  const path = pathOf(machine);
  const windows = machine.platform === 'win32';
  const key = windows ? Object.keys(machine.env).find((name) => name.toUpperCase() === 'PATH') : 'PATH';
  const folders = (machine.env[key ?? ''] ?? '').split(windows ? ';' : ':').filter((folder) => folder !== '');
  const { NVM_DIR: nvm, NVM_HOME: nvmWindows, HOME: home } = machine.env;
  const shelf = windows ? nvmWindows : path.join(nvm ?? path.join(home ?? '/', '.nvm'), 'versions', 'node');
  const versions = shelf === undefined ? [] : [...list(shelf)].filter((name) => /^v?\d+\./.test(name));
  const newestFirst = versions.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return [
    ...folders.map((folder) => path.join(folder, windows ? 'node.exe' : 'node')),
    ...newestFirst.map((name) => path.join(shelf ?? '', name, ...(windows ? ['node.exe'] : ['bin', 'node']))),
  ];
}

async function askVersion(file: string): Promise<string | undefined> {
  try {
    const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
    const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: 10_000 });
    return /^v(\d+\.\d+\.\d+)/.exec(stdout.trim())?.[1];
  } catch {
    return undefined; // not a program, or not for this machine
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
