import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { EffectiveConfig } from '../effective/types.js';
import { type AgentEntry, agentsOf, defaultAgentOf, normalizeAgentId } from '../schema/agents.js';

/** One agent of the config, as far as its prompt is concerned. */
export interface AgentChoice {
  /** Normalised, as `--agent` takes it. */
  readonly id: string;
  /** Undefined for an agent that the roster does not name: `main` of a config without a roster. */
  readonly entry: AgentEntry | undefined;
  /** It answers when no agent is named; its workspace is that of `agents.defaults`. */
  readonly isDefault: boolean;
}

/** The agent that answers by default first, then the others in the order of the roster. */
export function agentChoices(value: JsonValue): readonly AgentChoice[] {
  const roster = agentsOf(value).filter(({ id }) => id.trim() !== '');
  const owner = defaultAgentOf(roster);
  if (owner === undefined) return [{ id: 'main', entry: undefined, isDefault: true }];
  return [owner, ...roster.filter((agent) => agent !== owner)].map((entry) => ({
    id: normalizeAgentId(entry.id),
    entry,
    isDefault: entry === owner,
  }));
}

/** `provider/id` that this agent's turns reach first; undefined when its reference reaches nothing. */
export function modelOf({ entry }: AgentChoice, { references }: EffectiveConfig): string | undefined {
  const primaries = references.filter(({ role }) => role === 'primary');
  const own = entry && primaries.find(({ agent }) => agent === entry.id);
  return (own ?? primaries.find(({ agent }) => agent === 'defaults'))?.resolved;
}

/** A key of the agent itself, else of `agents.defaults`. */
export function agentValue(
  value: JsonValue,
  { entry }: AgentChoice,
  ...keys: readonly string[]
): JsonValue | undefined {
  const own = entry && valueAt(entry.entry, keys);
  return own ?? valueAt(value, ['agents', 'defaults', ...keys]);
}

/** The config as if this agent were the only one of the roster: what the release says of its default agent then holds for it. */
export function onlyAgent(value: JsonValue, { entry }: AgentChoice): JsonValue {
  const agents = valueAt(value, ['agents']);
  if (entry === undefined || !isObject(value) || !isObject(agents)) return value;
  const roster = 'entries' in agents && isObject(agents['entries']) ? { entries: { [entry.id]: entry.entry } } : {};
  const list = Array.isArray(agents['list']) ? { list: [entry.entry] } : {};
  return { ...value, agents: { ...agents, ...list, ...roster } };
}
