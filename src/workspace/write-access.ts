import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Blocked } from './types.js';

/**
 * Why this user cannot write in `folder`, or cannot make it; undefined when nothing speaks against it. Root may write everywhere but on
 * read-only file systems. Never throws.
 */
export async function blockedAt(folder: string): Promise<Blocked | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    const kind = await kindOf(at);
    if (kind === 'folder') return refusal(at);
    // A file in the way, or a way that cannot be followed: nothing is known.
    if (kind !== 'nothing' || at === path.dirname(at)) return undefined;
  }
}

async function kindOf(at: string): Promise<'folder' | 'nothing' | 'unknown'> {
  try {
    return (await stat(at)).isDirectory() ? 'folder' : 'unknown';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'nothing' : 'unknown';
  }
}

async function refusal(folder: string): Promise<Blocked | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? { folder, code } : undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
