import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The script that is preloaded into the run: beside this file in the sources, `guard.cjs` of `dist` in the package. */
export function guardFile(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'guard.cjs');
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) throw new Error('guard.cjs is missing from this installation');
  }
}
