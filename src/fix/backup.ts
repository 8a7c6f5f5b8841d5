import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const mostBackups = 10;

interface Backup {
  readonly path: string;
  /** Compares as text: the time of writing, then a counter for those of one second. */
  readonly order: string;
}

/** Backups of ours beside `file`, newest first. Those of OpenClaw (`openclaw.json.bak`, `.bak.1`) are not ours. */
export async function listBackups(file: string): Promise<readonly string[]> {
  return (await readBackups(file)).map((backup) => backup.path);
}

async function readBackups(file: string): Promise<readonly Backup[]> {
  const folder = dirname(file);
  const prefix = `${basename(file)}.`;
  const found: Backup[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const match = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-(\d+))?\.bak$/.exec(name.slice(prefix.length));
    if (match === null) continue;
    found.push({ path: join(folder, name), order: `${match[1]}-${(match[2] ?? '').padStart(6, '0')}` });
  }
  return found.toSorted((a, b) => (a.order < b.order ? 1 : -1));
}

/** A name that no backup has yet: `openclaw.json.2026-11-20T23-31-07Z.bak`, sorted behind all older ones. */
export async function nextBackup(file: string, now: Date): Promise<string> {
  const second = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  const prefix = `${basename(file)}.${second}`;
  const taken = (await readdir(dirname(file)))
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(/^(?:-(\d+))?\.bak$/.exec(name.slice(prefix.length))?.[1] ?? 0));
  const suffix = taken.length === 0 ? '' : `-${Math.max(...taken) + 1}`;
  return join(dirname(file), `${prefix}${suffix}.bak`);
}

/** Deletes backups of ours beyond the newest ten, never `keep`. What cannot be deleted stays. */
export async function pruneBackups(file: string, keep: string): Promise<void> {
  const backups = await listBackups(file);
  const old = backups.slice(mostBackups).filter((path) => path !== keep);
  await Promise.allSettled(old.map((path) => rm(path, { force: true })));
}
