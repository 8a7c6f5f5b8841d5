import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, type FileHandle, lstat, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoctorError } from '../doctor-error.js';
import { nextBackups, pruneBackups } from './backup.js';
import { hasCode, writeRefused } from './file-error.js';
import { withLock } from './lock.js';

export interface Change {
  /** As the user named it; a link is followed and stays a link. */
  readonly file: string;
  /** The text that `after` was made from: when the file holds something else by now, nothing is written. */
  readonly before: string;
  readonly after: string;
}

export interface WriteOptions {
  /** For the name of the backup. */
  readonly now: Date;
  /** Obeyed until the first file is replaced; then it is too late. */
  readonly signal?: AbortSignal;
}

export type WriteRequest = Change & WriteOptions;

/**
 * Replaces the file at once and durably: at every moment, also when the process or the machine dies, it holds the old or the
 * new text, whole, with the same mode. Leaves a backup of the old one beside it.
 *
 * Throws DoctorError `write-refused`, or the reason of `signal`; in both cases the old file is untouched.
 */
export async function writeConfig(request: WriteRequest): Promise<{ backup: string }> {
  const [backup = ''] = await writeFiles([request], request);
  return { backup };
}

/**
 * As `writeConfig`, for files that belong together: nothing is replaced before all of them are ready and unchanged, and what
 * was replaced is put back when a later one cannot be. A process that dies between two of them leaves each whole and a backup
 * of every one, with the same time stamp: `undoLast` brings them back. Gives the backups in the order of `changes`.
 */
export async function writeFiles(changes: readonly Change[], options: WriteOptions): Promise<readonly string[]> {
  const replacements: Replacement[] = [];
  for (const { file, before, after } of changes) {
    replacements.push({ real: await realFile(file), before: Buffer.from(before), after: Buffer.from(after) });
  }
  return replaceFiles(replacements, options);
}

/** Throws DoctorError `write-refused` unless `file` leads to a regular file. */
export async function realFile(file: string): Promise<string> {
  return orRefused(file, dirname(file), async () => {
    const real = await realpath(file);
    const { nlink } = await refuseOtherKinds(real);
    if (nlink > 1) {
      // A new file takes over one of the names only; the others would go on showing the old text.
      throw new DoctorError('write-refused', `${file} is a hard link`, 'make it a symbolic link, or edit it by hand');
    }
    return real;
  });
}

async function refuseOtherKinds(real: string): Promise<Stats> {
  const stats = await lstat(real);
  if (!stats.isFile()) {
    throw new DoctorError('write-refused', `${real} is not a regular file`, 'give --config the file itself');
  }
  try {
    await access(real, constants.W_OK);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    throw new DoctorError('write-refused', `${real} is read-only`, 'make it writable and run it again', {
      cause: error,
    });
  }
  return stats;
}

/** `real` must not be a link. */
export interface Replacement {
  readonly real: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** As `writeFiles`, for bytes. */
export async function replaceFiles(files: readonly Replacement[], options: WriteOptions): Promise<readonly string[]> {
  // Always in the same order, so that two runs never wait for each other.
  const locks = [...new Set(files.map(({ real }) => real))].toSorted();
  return locked(locks, () => replaceAll(files, options));
}

async function locked<T>(reals: readonly string[], work: () => Promise<T>): Promise<T> {
  const [real, ...rest] = reals;
  if (real === undefined) return work();
  return orRefused(real, dirname(real), () => withLock(real, () => locked(rest, work)));
}

/** A file with everything beside it that its replacement needs: from here on only renames can fail. */
interface Prepared extends Replacement {
  readonly fresh: string;
  readonly old: string;
  /** To put it back when a later file fails; the last file needs none. */
  readonly spare: string | undefined;
}

async function replaceAll(files: readonly Replacement[], { now, signal }: WriteOptions): Promise<readonly string[]> {
  const litter: string[] = [];
  const folders = [...new Set(files.map(({ real }) => dirname(real)))];
  let prepared: readonly Prepared[];
  let backups: readonly string[] = [];
  try {
    for (const { real } of files) await removeLeftovers(real);
    for (const { real, before } of files) await refuseChanged(real, before);
    prepared = await prepare(files, litter);
    signal?.throwIfAborted();
    backups = await nextBackups(
      files.map(({ real }) => real),
      now,
    );
    for (const [i, { old, real }] of prepared.entries()) {
      const backup = backups[i] ?? '';
      litter.push(backup);
      await orRefused(real, dirname(real), () => move(old, backup));
    }
    for (const folder of folders) await syncFolder(folder);
    for (const { real, before } of files) await refuseChanged(real, before);
    signal?.throwIfAborted();
    await exchange(prepared, litter);
  } catch (error) {
    await clear(litter);
    throw error;
  }
  await clear(prepared.flatMap(({ spare }) => spare ?? []));
  for (const { real } of files) await confirm(real, dirname(real));
  await Promise.allSettled(files.map(({ real }, i) => pruneBackups(real, backups[i] ?? ''))); // one backup too many is no failure
  return backups;
}

async function prepare(files: readonly Replacement[], litter: string[]): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const [i, file] of files.entries()) {
    const { real, before, after } = file;
    await orRefused(real, dirname(real), async () => {
      const fresh = await writeDraft(real, after, litter);
      const old = await writeDraft(real, before, litter);
      const spare = i < files.length - 1 ? await writeDraft(real, before, litter) : undefined;
      prepared.push({ ...file, fresh, old, spare });
    });
  }
  return prepared;
}

async function exchange(prepared: readonly Prepared[], litter: string[]): Promise<void> {
  for (const [i, { fresh, real }] of prepared.entries()) {
    try {
      await orRefused(real, dirname(real), () => move(fresh, real));
    } catch (error) {
      await putBack(prepared.slice(0, i), litter, error);
      throw error;
    }
  }
}

async function putBack(done: readonly Prepared[], litter: string[], cause: unknown): Promise<void> {
  for (const { spare, real } of done) {
    try {
      if (spare !== undefined) await move(spare, real);
    } catch {
      litter.length = 0; // the backups are what is left of the old texts
      const hint = 'ovd fix --undo brings the old text back';
      throw new DoctorError('write-refused', `${real} was written, and a file that belongs to it was not`, hint, {
        cause,
      });
    }
  }
}

/** After a failure: what cannot be removed either is left, because the first error is the one to tell. */
async function clear(paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
}

/** The file is replaced by now, so a failure here must not be told as "was not changed". */
async function confirm(real: string, folder: string): Promise<void> {
  try {
    await syncFolder(folder);
  } catch (error) {
    const hint = 'look at it again after the next restart';
    throw new DoctorError('write-refused', `${real} was written, but the disk did not confirm it`, hint, {
      cause: error,
    });
  }
}

async function orRefused<T>(file: string, folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeRefused(error, file, folder) ?? error;
  }
}

async function refuseChanged(real: string, before: Uint8Array): Promise<void> {
  const present = await readFile(real);
  if (present.equals(before)) return;
  // Reading as text and writing back would destroy bytes that are no UTF-8.
  if (Buffer.from(present.toString('utf8')).equals(before)) {
    throw new DoctorError('write-refused', `${real} is not valid UTF-8`, 'save it as UTF-8 and run it again');
  }
  throw new DoctorError('write-refused', `${real} changed since it was read`, 'run it again');
}

/** A file beside `real` with its mode and, where possible, its owner, whose bytes have reached the disk. */
async function writeDraft(real: string, bytes: Uint8Array, litter: string[]): Promise<string> {
  const path = `${draftPrefix(real)}${process.pid}-${randomBytes(6).toString('hex')}`;
  const { mode, uid, gid } = await lstat(real);
  const handle = await open(path, 'wx', 0o600);
  litter.push(path);
  try {
    await handle.writeFile(bytes);
    await keepOwner(handle, uid, gid);
    await handle.chmod(mode & 0o7777); // after chown, which clears some bits
    await handle.sync();
  } finally {
    await handle.close();
  }
  return path;
}

async function keepOwner(handle: FileHandle, uid: number, gid: number): Promise<void> {
  const own = await handle.stat();
  if (own.uid === uid && own.gid === gid) return;
  try {
    await handle.chown(uid, gid);
  } catch (error) {
    // Only root may give files away; somebody else who may write here becomes the owner.
    if (!hasCode(error, 'EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP')) throw error;
  }
}

function draftPrefix(real: string): string {
  return join(dirname(real), `.${basename(real)}.ovd-tmp-`);
}

/** Drafts of runs that were killed; nobody else can be writing one, because we hold the lock. */
async function removeLeftovers(real: string): Promise<void> {
  const prefix = basename(draftPrefix(real));
  for (const name of await readdir(dirname(real))) {
    if (name.startsWith(prefix)) await rm(join(dirname(real), name), { force: true });
  }
}

/** Windows refuses to replace a file that somebody has open for a moment, as virus scanners do. */
async function move(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const busy = process.platform === 'win32' && hasCode(error, 'EPERM', 'EACCES', 'EBUSY');
      if (!busy || attempt === 10) throw error;
      await sleep(20 * attempt);
    }
  }
}

/** Makes a rename durable. Windows cannot open folders, and some network file systems cannot sync them. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EBADF', 'EISDIR')) throw error;
  } finally {
    await handle.close();
  }
}
