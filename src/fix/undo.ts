import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type IncludeOptions, loadIncludes } from '../config/include.js';
import { parseConfig } from '../config/parse.js';
import { DoctorError } from '../doctor-error.js';
import { listBackups, orderOf } from './backup.js';
import { type Replacement, realFile, replaceFiles, type WriteOptions } from './write.js';

export interface UndoRequest extends WriteOptions {
  /** As the user named it. */
  readonly file: string;
  /** Further folders from which it may include files. */
  readonly roots?: readonly string[];
}

export interface Restored {
  readonly file: string;
  readonly from: string;
  /** Of what was there until now. */
  readonly backup: string;
}

/**
 * Brings back what the last run wrote, in all its files, after a backup of what is there now: a second undo undoes the first.
 * Empty when all is as it was before that run: it was cut off, or undone by hand. A run that died between two files is undone
 * like any other.
 * Throws DoctorError `not-found` when there is no backup, else as `writeFiles` does.
 */
export async function undoLast({ file, roots = [], ...options }: UndoRequest): Promise<readonly Restored[]> {
  const real = await realFile(file);
  const backups = await backupsOf(await filesOf(real, { folder: dirname(file), roots }));
  const newest = backups
    .map(({ backup }) => orderOf(backup))
    .toSorted()
    .at(-1);
  if (newest === undefined) {
    throw new DoctorError('not-found', `no backup of ${file} by ovd`, 'ovd makes one whenever it writes');
  }
  const found: (Replacement & { readonly from: string })[] = [];
  for (const { target, backup } of backups.filter((one) => orderOf(one.backup) === newest)) {
    const [before, after] = [await readFile(target), await readFile(backup)];
    if (!before.equals(after)) found.push({ real: target, before, after, from: backup });
  }
  if (found.length === 0) return [];
  const made = await replaceFiles(found, options);
  return found.map(({ real: restored, from }, i) => ({ file: restored, from, backup: made[i] ?? '' }));
}

async function backupsOf(files: readonly string[]) {
  const found: { readonly target: string; readonly backup: string }[] = [];
  for (const target of files) for (const backup of await listBackups(target)) found.push({ target, backup });
  return found;
}

/** The file and, as far as it can be read, what it includes. */
async function filesOf(real: string, options: IncludeOptions): Promise<readonly string[]> {
  const parsed = parseConfig({ file: real, text: await readFile(real, 'utf8') });
  if (!parsed.ok) return [real];
  const { sources } = loadIncludes(parsed.document, options);
  const included = await Promise.all(sources.slice(1).map((source) => realFile(source.file)));
  return [...new Set([real, ...included])];
}
