import { readFile } from 'node:fs/promises';
import { DoctorError } from '../doctor-error.js';
import { listBackups } from './backup.js';
import { realFile, replaceFile, type WriteRequest } from './write.js';

/**
 * Brings back the newest backup of ours, after a backup of the present file: a second undo undoes the first.
 * Throws DoctorError `not-found` when there is no backup, else as `writeConfig` does.
 */
export async function undoLast(
  request: Pick<WriteRequest, 'file' | 'now' | 'signal'>,
): Promise<{ restored: string; backup: string }> {
  const real = await realFile(request.file);
  const [restored] = await listBackups(real);
  if (restored === undefined) {
    throw new DoctorError('not-found', `no backup of ${request.file} by ovd`, 'ovd makes one whenever it writes');
  }
  const [present, old] = [await readFile(real), await readFile(restored)];
  const { backup } = await replaceFile(real, present, old, request);
  return { restored, backup };
}
