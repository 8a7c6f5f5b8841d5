import { startsWith } from '../../config/path.js';
import type { SchemaIssue } from '../../facts/types.js';
import type { Migration } from '../../migrate/types.js';

/** Whether a step of the migration takes care of what the release refuses: `schema/retired-key` then speaks for both. */
export function isCovered({ path }: SchemaIssue, migration: Migration | undefined): boolean {
  return migration?.steps.some(({ origin }) => startsWith(path, origin) || startsWith(origin, path)) ?? false;
}
