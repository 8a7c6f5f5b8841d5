import { isObject, type JsonObject, jsonOf } from '../config/json.js';
import { loginsIn, type ProfileView } from './profiles-file.js';
import type { Place } from './read-file.js';
import { readRows } from './sqlite/table.js';
import type { StoredLogins } from './types.js';

/** `state/openclaw.sqlite`, logins of all agents (2026.9.6: `config_machine_state`). */
const sharedStore = { table: 'config_machine_state', key: 'authProfiles.store' };
const sharedState = { table: 'config_machine_state', key: 'authProfiles.state' };
/** `openclaw-agent.sqlite`, those of one. */
const agentStore = { table: 'auth_profile_store', key: 'primary' };
const agentState = { table: 'auth_profile_state', key: 'primary' };

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
  const read = async ({ table, key }: typeof sharedStore): Promise<JsonObject | undefined> => {
    const rows = await readRows({ file, table, keys: [key], columns: 2, read: files.bytes });
    if (rows === undefined) return undefined;
    const [, text] = rows.get(key) ?? [];
    const value = typeof text === 'string' ? jsonOf(text) : undefined;
    return isObject(value) ? value : {};
  };
  const store = await read(whose === 'shared' ? sharedStore : agentStore);
  const state = await read(whose === 'shared' ? sharedState : agentState);
  return store && state && loginsIn(store, state, view);
}
