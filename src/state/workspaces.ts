import type { JsonValue } from '../config/json.js';
import { stringsAt } from '../schema/checks/places.js';
import type { Place } from './read-file.js';
import type { Workspace } from './types.js';
import { userPath } from './user-path.js';

export interface Surroundings {
  /** After includes and substitution. */
  readonly value: JsonValue;
  readonly home: string;
  readonly cwd: string;
}

/** Where agents are told to work. A folder that nobody names is made by OpenClaw and is not looked at. */
export async function readWorkspaces(
  { value, home, cwd }: Surroundings,
  { files, paths }: Place,
): Promise<readonly Workspace[]> {
  const named = stringsAt(value, 'agents.{defaults,list.*,entries.*}.workspace').filter(
    ({ value: text }) => text.trim() !== '',
  );
  return Promise.all(
    named.slice(0, 200).map(async ({ path, value: text }): Promise<Workspace> => {
      const written = text.trim();
      const foreign = foreignTo(written, paths.sep);
      // Nothing under a foreign name says anything about what is meant.
      if (foreign !== undefined) return { path, written, foreign, exists: false, parentExists: false };
      const folder = userPath(written, { home, cwd, paths });
      const exists = await isThere(folder);
      return { path, written, exists, parentExists: exists || (await isThere(paths.dirname(folder))) };
    }),
  );

  async function isThere(folder: string): Promise<boolean> {
    try {
      return (await files.look(folder)) !== undefined;
    } catch {
      return true; // what cannot be looked at is not said to be missing
    }
  }
}

function foreignTo(written: string, separator: string): Workspace['foreign'] | undefined {
  if (separator === '\\') return /^\/(?!\/)/.test(written) ? 'posix' : undefined;
  return /^(?:[A-Za-z]:[\\/]|\\\\|~\\|%[A-Za-z]+%\\)/.test(written) ? 'windows' : undefined;
}
