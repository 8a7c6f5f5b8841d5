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

/** Others need the way to the file as well: OpenClaw makes its folders 0700. */
async function readers(
  file: string,
  { mode }: FileLook,
  { stateDir, files, paths }: Place,
): Promise<Pick<StoredFile, 'mode' | 'readableByOthers'>> {
  if (mode === undefined) return {};
  let open = [mode & 0o040 ? 0o010 : 0, mode & 0o004 ? 0o001 : 0].filter((bit) => bit > 0);
  const top = isBelow(file, stateDir, paths) ? paths.dirname(stateDir) : paths.dirname(paths.dirname(file));
  for (let folder = paths.dirname(file); open.length > 0 && folder !== top; folder = paths.dirname(folder)) {
    const bits = (await files.look(folder))?.mode ?? 0;
    open = open.filter((bit) => (bits & bit) > 0);
    if (folder === paths.dirname(folder)) break;
  }
  return { mode, readableByOthers: open.length > 0 };
}

function isBelow(file: string, folder: string, paths: PlatformPath): boolean {
  const way = paths.relative(folder, file);
  return !way.startsWith('..') && !paths.isAbsolute(way);
}

function shownFile(file: string, { stateDir, paths }: Place): string {
  return isBelow(file, stateDir, paths) ? paths.relative(stateDir, file).split(paths.sep).join('/') : file;
}
