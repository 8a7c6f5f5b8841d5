import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

let folder: string | undefined;

/**
 * The package's `schemas/openclaw`, found from this file upwards: it runs from `src/schema` in tests and from a bundle in `dist`.
 * Throws when the package is incomplete.
 */
function schemaFolder(): string {
  if (folder !== undefined) return folder;
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const candidate = join(dir, 'schemas', 'openclaw');
    if (existsSync(candidate)) {
      folder = candidate;
      return candidate;
    }
    if (dirname(dir) === dir) throw new Error('the folder schemas/openclaw is missing from this installation');
  }
}

/** Text of one file of `schemas/openclaw`, unpacked when its name ends in `.gz`. */
export function readSchemaFile(name: string): string {
  const bytes = readFileSync(join(schemaFolder(), name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
