import { open, readdir, readFile, stat } from 'node:fs/promises';

export interface FileLook {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Permission bits; undefined where the system has none. */
  readonly mode?: number;
}

/** Read-only sight of a disk, so that a test can give another one. */
export interface StateFiles {
  /** Names in a folder; undefined when it is not there. Throws what else stands in the way. */
  list(folder: string): Promise<readonly string[] | undefined>;
  /** Undefined when there is nothing. */
  look(path: string): Promise<FileLook | undefined>;
  read(file: string): Promise<string>;
  /** From `offset` on: fewer at the end of the file, none when there is no file. */
  bytes(file: string, offset: number, length: number): Promise<Uint8Array>;
}

export function diskFiles(platform: NodeJS.Platform): StateFiles {
  return {
    list: (folder) => readdir(folder).catch(absent),
    look: async (path) => {
      const found = await stat(path).catch(absent);
      if (found === undefined) return undefined;
      return {
        kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other',
        sizeBytes: found.size,
        modifiedMs: found.mtimeMs,
        ...(platform !== 'win32' && { mode: found.mode & 0o777 }),
      };
    },
    read: (file) => readFile(file, 'utf8'),
    bytes: readBytes,
  };
}

async function readBytes(file: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await open(file).catch(absent);
  if (handle === undefined) return new Uint8Array();
  try {
    const { size } = await handle.stat();
    const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function absent(error: unknown): undefined {
  if (/^(?:ENOENT|ENOTDIR)$/.test(codeOf(error))) return undefined;
  throw error;
}

/** `EACCES` and the like; empty when the error has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
