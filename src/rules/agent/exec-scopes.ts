import { type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { agentsOf } from '../../schema/agents.js';

/** Where the commands of an agent run, as the config says it. */
export interface ExecScope {
  /** A key of `tools.exec`: the agent's own, else that of all. */
  setting(key: string): Written | undefined;
  /** `off`, `non-main` or `all`; `off` unless said. */
  readonly sandbox: string;
  /** The model gets the tool `exec`, as far as profile and lists tell. */
  readonly offered: boolean;
}

export interface Written {
  readonly value: string;
  readonly path: ConfigPath;
}

/** One for each agent of the roster, or one for all when there is no roster. */
export function execScopes(config: JsonValue): readonly ExecScope[] {
  const agents = agentsOf(config).map(({ path }) => path);
  return agents.length === 0 ? [scopeOf(config)] : agents.map((path) => scopeOf(config, path));
}

function scopeOf(config: JsonValue, agent?: ConfigPath): ExecScope {
  const first = (paths: readonly ConfigPath[]) =>
    paths
      .map((path) => ({ path, value: valueAt(config, path) }))
      .find(({ value }) => typeof value === 'string' && value.trim() !== '');
  const own = (...keys: readonly string[]) => (agent === undefined ? [] : [[...agent, ...keys]]);
  const sandbox = first([...own('sandbox', 'mode'), ['agents', 'defaults', 'sandbox', 'mode']]);
  return {
    setting: (key) => {
      const found = first([...own('tools', 'exec', key), ['tools', 'exec', key]]);
      return found && { path: found.path, value: String(found.value) };
    },
    sandbox: String(sandbox?.value ?? 'off'),
    offered: isOffered(config, [...own('tools'), ['tools']]),
  };
}

/** Commands are part of the profiles `coding` and `full`; a list may name the tool, its group or all tools. */
function isOffered(config: JsonValue, places: readonly ConfigPath[]): boolean {
  const lists = (key: string) =>
    places.map((path) => valueAt(config, [...path, key])).filter((list): list is JsonValue[] => Array.isArray(list));
  const namesExec = (list: readonly JsonValue[]) =>
    list.some((name) => name === 'exec' || name === 'bash' || name === 'group:runtime' || name === '*');
  if (lists('deny').some(namesExec)) return false;
  if (lists('allow').some((list) => list.length > 0 && !namesExec(list))) return false;
  const profile = places.map((path) => valueAt(config, [...path, 'profile'])).find((name) => typeof name === 'string');
  const narrow = profile === 'minimal' || profile === 'messaging';
  return !narrow || lists('alsoAllow').some(namesExec) || lists('allow').some(namesExec);
}
