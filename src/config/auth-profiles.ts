import { readFile } from 'node:fs/promises';
import path from 'node:path';
import JSON5 from 'json5';
import type { ReleaseTraits } from '../release/traits.js';
import { isObject, type JsonValue, valueAt } from './json.js';

/** A login in OpenClaw's own store: its name and whose it is, never its key. */
export interface StoredLogin {
  readonly id: string;
  readonly provider: string;
  /** Chosen, and then nothing is sent. */
  readonly withheld?: 'cooldown' | 'unset-variable';
}

export interface LoginStore {
  readonly stateDir: string;
  /** `main` unless said. */
  readonly agent?: string;
  readonly traits: ReleaseTraits;
}

/**
 * Logins in `agents/<id>/agent/auth-profiles.json`. Undefined when they cannot be known: newer releases keep them in a
 * database, and only a left-over file can be seen there (2026.8.2 and later); and when OpenClaw never ran here.
 */
export async function readAuthProfiles({
  stateDir,
  agent = 'main',
  traits,
}: LoginStore): Promise<readonly StoredLogin[] | undefined> {
  const folder = path.join(stateDir, 'agents', agent, 'agent');
  const text = await readOrUndefined(path.join(folder, 'auth-profiles.json'));
  if (text === undefined) {
    const ranHere = (await readOrUndefined(path.join(folder, 'models.json'))) !== undefined;
    return traits.authProfilesFile === 'wins' && ranHere ? [] : undefined;
  }
  const store = parsed(text);
  if (store === undefined) return undefined;
  const profiles = valueAt(store, ['profiles']);
  return Object.entries(isObject(profiles) ? profiles : {}).flatMap(([id, profile]) => {
    const provider = valueAt(profile, ['provider']);
    return typeof provider === 'string' ? [{ id, provider }] : [];
  });
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON5.parse(text);
  } catch {
    return undefined; // what OpenClaw makes of a broken store was not measured
  }
}

async function readOrUndefined(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined; // most people have no such file
  }
}
