import { DoctorError } from '../doctor-error.js';

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = codeOf(error);
  return code !== undefined && codes.includes(code);
}

/** What a failure to write means in plain words, and what helps. Errors of file systems only. */
export function writeRefused(error: unknown, file: string, folder: string): DoctorError | undefined {
  const code = codeOf(error);
  const words = code === undefined ? undefined : wordsFor(code, folder);
  if (words === undefined) return undefined;
  return new DoctorError('write-refused', `${file} was not changed: ${words.cause}`, words.hint, { cause: error });
}

function wordsFor(code: string, folder: string): { cause: string; hint: string } | undefined {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return {
        cause: `no permission to write in ${folder}`,
        hint: 'run ovd as the user that OpenClaw runs as',
      };
    case 'EROFS':
      return { cause: `${folder} is read-only`, hint: 'edit the file where it is mounted from' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { cause: `no space left in ${folder}`, hint: 'free some space and run it again' };
    case 'EBUSY':
    case 'EXDEV':
      return {
        cause: 'it is in use or a mount of its own, so it cannot be replaced',
        hint: 'mount its folder instead of the file, or run ovd where the file comes from',
      };
    case 'ENOENT':
      return { cause: 'it is not there any more', hint: 'check the path' };
    case 'EMFILE':
    case 'ENFILE':
      return { cause: 'too many files are open', hint: 'close other programs and run it again' };
    case 'EIO':
      return { cause: 'the disk reported an error', hint: `check the disk that holds ${folder}` };
    case 'ENAMETOOLONG':
      return { cause: 'the name of its backup would be too long', hint: 'use a shorter file name' };
    default:
      return undefined;
  }
}
