import { isObject, type JsonObject, jsonOf } from '../config/json.js';
import { loginsIn, type ProfileView } from './profiles-file.js';
import type { Place } from './read-file.js';
import { readRows } from './sqlite/table.js';
import type { StoredLogins } from './types.js';

interface Cell {
  readonly table: string;
  readonly key: string;
}

/** Of all agents in `state/openclaw.sqlite`, of one in its `openclaw-agent.sqlite` (2026.9.6). */
const cells: Readonly<Record<'shared' | 'agent', { readonly store: Cell; readonly state: Cell }>> = {
  shared: {
    store: { table: 'config_machine_state', key: 'authProfiles.store' },
    state: { table: 'config_machine_state', key: 'authProfiles.state' },
  },
  agent: {
    store: { table: 'auth_profile_store', key: 'primary' },
    state: { table: 'auth_profile_state', key: 'primary' },
  },
};

export function sharedDatabase({ stateDir, paths }: Place): string {
  return paths.join(stateDir, 'state', 'openclaw.sqlite');
}

/** Logins that a database of OpenClaw's holds; undefined when it cannot be read, empty when it holds none. Names only. */
export async function readDatabaseLogins(
  file: string,
  whose: 'shared' | 'agent',
  { files }: Place,
  view: ProfileView,
): Promise<StoredLogins | undefined> {
  const read = async ({ table, key }: Cell): Promise<JsonObject | undefined> => {
    const rows = await readRows({ file, table, keys: [key], columns: 2, read: files.bytes });
    if (rows === undefined) return undefined;
    const [, text] = rows.get(key) ?? [];
    const value = typeof text === 'string' ? jsonOf(text) : undefined;
    return isObject(value) ? value : {};
  };
  const store = await read(cells[whose].store);
  const state = store && (await read(cells[whose].state));
  return store && state && loginsIn(store, state, view);
}
