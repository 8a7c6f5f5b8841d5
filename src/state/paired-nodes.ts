import { isObject, type JsonValue } from '../config/json.js';
import { stringsAt } from '../schema/checks/places.js';
import { type Place, readStored } from './read-file.js';

/**
 * Machines that are paired as nodes, of a config whose commands run on one: `devices/paired.json` and `nodes/paired.json` of 2026.4.22.
 * Undefined when nothing asks, when newer releases keep them in a database, or when nodes are paired with another gateway.
 */
export async function countPairedNodes(value: JsonValue, place: Place): Promise<number | undefined> {
  const hosts = stringsAt(value, '{tools,agents.list.*.tools,agents.entries.*.tools}.exec.host');
  const elsewhere = stringsAt(value, 'gateway.mode').some(({ value: mode }) => mode === 'remote');
  if (elsewhere || !hosts.some(({ value: host }) => host.trim() === 'node')) return undefined;
  const { stateDir, files, paths } = place;
  if ((await files.look(paths.join(stateDir, 'state', 'openclaw.sqlite'))) !== undefined) return undefined;
  const lists = await Promise.all(
    ['devices', 'nodes'].map((folder) => readStored(paths.join(stateDir, folder, 'paired.json'), place)),
  );
  if (lists.some(({ stored }) => stored.problem !== undefined && stored.problem !== 'gone')) return undefined;
  const [devices = {}, nodes = {}] = lists.map(({ value: list }) => list);
  const names = Object.keys(devices).filter((id) => isNode(devices[id]));
  return new Set([...names, ...Object.keys(nodes)]).size;
}

function isNode(device: JsonValue | undefined): boolean {
  if (!isObject(device)) return false;
  const { role, roles, tokens } = device;
  return role === 'node' || (Array.isArray(roles) && roles.includes('node')) || (isObject(tokens) && 'node' in tokens);
}
