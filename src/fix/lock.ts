import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DoctorError } from '../doctor-error.js';
import { hasCode } from './file-error.js';

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Tells two locks of one process apart. */
  readonly token: string;
}

/** A lock that nobody can tell the owner of (cut off while it was written) is taken over after this long. */
const unreadableForMs = 10_000;

/**
 * Runs `work` while no other run of ours writes `file`. A lock whose process is dead is taken over.
 * Throws DoctorError `write-refused` when another process holds it.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const path = lockPath(file);
  const owner: Owner = { pid: process.pid, host: hostname(), token: randomBytes(6).toString('hex') };
  await acquire(path, owner);
  try {
    await removeLeftovers(path);
    return await work();
  } finally {
    const holder = await readOwner(path);
    if (holder?.token === owner.token) await rm(path, { force: true });
  }
}

export function lockPath(file: string): string {
  return join(dirname(file), `.${basename(file)}.ovd-lock`);
}

async function acquire(path: string, owner: Owner): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, JSON.stringify(owner))) return;
    const holder = await readOwner(path);
    if (holder !== undefined && isAlive(holder)) throw held(path, holder);
    if (holder === undefined && (await ageMs(path)) < unreadableForMs) throw held(path);
    await takeAway(path, holder);
  }
  throw held(path);
}

/** Appears with its content or not at all, so that nobody reads half an owner. False when it exists. */
async function create(path: string, content: string): Promise<boolean> {
  const draft = besideName(path);
  try {
    await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (!hasCode(error, 'EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK')) throw error;
    return await createPlainly(path, content); // file systems without hard links: FAT, some network shares
  } finally {
    await rm(draft, { force: true });
  }
}

async function createPlainly(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** For the moment before a lock appears or after it was taken away; names the process, so that its remains can be told. */
function besideName(path: string): string {
  return `${path}-${process.pid}-${randomBytes(6).toString('hex')}`;
}

async function removeLeftovers(path: string): Promise<void> {
  const prefix = `${basename(path)}-`;
  for (const name of await readdir(dirname(path))) {
    const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !runsHere(Number(pid))) await rm(join(dirname(path), name), { force: true });
  }
}

/** Renamed before it is deleted: of two that saw the same dead lock, one finds it gone, or finds a living one and puts it back. */
async function takeAway(path: string, dead: Owner | undefined): Promise<void> {
  const aside = besideName(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const taken = await readOwner(aside);
  if (taken?.token !== dead?.token) {
    try {
      await link(aside, path);
    } catch (error) {
      if (!hasCode(error, 'EEXIST', 'EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
    }
  }
  await rm(aside, { force: true });
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return asOwner(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function asOwner(value: unknown): Owner | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('pid' in value && 'host' in value && 'token' in value)) return undefined;
  const { pid, host, token } = value;
  return typeof pid === 'number' && typeof host === 'string' && typeof token === 'string'
    ? { pid, host, token }
    : undefined;
}

/** A process on another host (a shared folder) cannot be asked, so it counts as alive. */
function isAlive({ pid, host }: Owner): boolean {
  return host !== hostname() || runsHere(pid);
}

function runsHere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

async function ageMs(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

function held(path: string, holder?: Owner): DoctorError {
  const who = holder === undefined ? 'another run' : `process ${holder.pid} on ${holder.host}`;
  return new DoctorError(
    'write-refused',
    `${who} is writing this file`,
    `wait for it to end; if nothing is running, delete ${path}`,
  );
}
