import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const mostBackups = 10;

/** Backups of ours beside `file`, newest first. Those of OpenClaw (`openclaw.json.bak`, `.bak.1`) are not ours. */
export async function listBackups(file: string): Promise<readonly string[]> {
  const prefix = `${basename(file)}.`;
  const names = (await readdir(dirname(file))).filter(
    (name) => name.startsWith(prefix) && name === `${prefix}${stampOf(name)}.bak`,
  );
  return names.map((name) => join(dirname(file), name)).toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
}

/** What two backups of one run have in common: `2026-11-20T23-31-07Z-1`. */
export function stampOf(backup: string): string {
  return /\.(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d+)?)\.bak$/.exec(backup)?.[1] ?? '';
}

/** Compares as text: the time of writing, then a counter for those of one second. */
export function orderOf(backup: string): string {
  const [, time = '', count = ''] = /^(.*?Z)(?:-(\d+))?$/.exec(stampOf(backup)) ?? [];
  return `${time}-${count.padStart(6, '0')}`;
}

/** Names that no backup has yet, all with one stamp: `openclaw.json.2026-11-20T23-31-07Z.bak`, sorted behind all older ones. */
export async function nextBackups(files: readonly string[], now: Date): Promise<readonly string[]> {
  const second = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  const taken: number[] = [];
  for (const file of files) {
    const prefix = `${basename(file)}.${second}`;
    for (const name of await readdir(dirname(file))) {
      const match = name.startsWith(prefix) ? /^(?:-(\d+))?\.bak$/.exec(name.slice(prefix.length)) : null;
      if (match !== null) taken.push(Number(match[1] ?? 0));
    }
  }
  const suffix = taken.length === 0 ? '' : `-${Math.max(...taken) + 1}`;
  return files.map((file) => `${file}.${second}${suffix}.bak`);
}

/** Deletes backups of ours beyond the newest ten, never `keep`. What cannot be deleted stays. */
export async function pruneBackups(file: string, keep: string): Promise<void> {
  const backups = await listBackups(file);
  const old = backups.slice(mostBackups).filter((path) => path !== keep);
  await Promise.allSettled(old.map((path) => rm(path, { force: true })));
}
