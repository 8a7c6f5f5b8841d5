import type { PlatformPath } from 'node:path';
import { isObject, type JsonObject, jsonOf } from '../config/json.js';
import { codeOf, type FileLook, type StateFiles } from './files.js';
import type { StoredFile } from './types.js';

export const sizeLimitBytes = 2 * 1024 * 1024;

export interface Place {
  readonly stateDir: string;
  readonly files: StateFiles;
  readonly paths: PlatformPath;
}

/** A JSON object of OpenClaw's, or why it cannot be read. */
export async function readStored(
  file: string,
  place: Place,
): Promise<{ readonly stored: StoredFile; readonly value: JsonObject | undefined }> {
  const name = { file: shownFile(file, place) };
  try {
    const found = await place.files.look(file);
    if (found === undefined) return { stored: { ...name, problem: 'gone' }, value: undefined };
    const stored = { ...name, ...(await readers(file, found, place)) };
    // A pipe would never end.
    if (found.kind !== 'file') return { stored: { ...stored, problem: 'not a file' }, value: undefined };
    if (found.sizeBytes > sizeLimitBytes) {
      return { stored: { ...stored, problem: 'larger than 2 MiB' }, value: undefined };
    }
    const value = jsonOf(await place.files.read(file));
    return isObject(value) ? { stored, value } : { stored: { ...stored, problem: 'not JSON' }, value: undefined };
  } catch (error) {
    return { stored: { ...name, problem: codeOf(error) || 'unreadable' }, value: undefined };
  }
}

/** Who besides the owner gets at the file: others need its bits, and the way to it as well. Undefined: nobody, or not known. */
export async function readableBy(
  file: string,
  mode: number | undefined,
  { files, paths }: Place,
): Promise<'others' | 'group' | undefined> {
  if (mode === undefined) return undefined;
  let [group, others] = [(mode & 0o040) !== 0, (mode & 0o004) !== 0];
  for (let folder = paths.dirname(file); group || others; folder = paths.dirname(folder)) {
    // What cannot be looked at has let us through.
    const bits = (await files.look(folder).catch(() => undefined))?.mode ?? 0o111;
    group &&= (bits & 0o010) !== 0;
    others &&= (bits & 0o001) !== 0;
    if (folder === paths.dirname(folder)) break;
  }
  return others ? 'others' : group ? 'group' : undefined;
}

async function readers(
  file: string,
  { mode }: FileLook,
  place: Place,
): Promise<Pick<StoredFile, 'mode' | 'readableByOthers'>> {
  if (mode === undefined) return {};
  return { mode, readableByOthers: (await readableBy(file, mode, place)) !== undefined };
}

function isBelow(file: string, folder: string, paths: PlatformPath): boolean {
  const way = paths.relative(folder, file);
  return !way.startsWith('..') && !paths.isAbsolute(way);
}

function shownFile(file: string, { stateDir, paths }: Place): string {
  return isBelow(file, stateDir, paths) ? paths.relative(stateDir, file).split(paths.sep).join('/') : file;
}
