import type { JsonValue } from '../config/json.js';
import { type ConfigPath, samePath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentsOf, defaultAgentOf } from '../schema/agents.js';
import { highestSent, type ParamsQuestion, withParams } from './output-limit.js';
import { agentPaths, everybody } from './references.js';
import type { EffectiveModel, ModelReference } from './types.js';

/** An agent that may call a model. */
export interface ModelUser {
  readonly agent: string;
  /** Undefined for `main` of a config that lists no agents. */
  readonly path?: ConfigPath;
}

/**
 * Agents whose runs may call `ref`, that of a plain run first: by a reference of their own, or by one of all agents that they do not
 * replace. When nobody does, the agent of a plain run alone.
 */
export function usersOf(ref: string, references: readonly ModelReference[], config: JsonValue): readonly ModelUser[] {
  const roster = agentPaths(config).filter(({ agent }) => agent !== everybody);
  const owner = defaultAgentOf(agentsOf(config));
  const first = roster.find(({ path }) => owner !== undefined && samePath(path, owner.path)) ?? roster[0];
  if (first === undefined) return [{ agent: 'main' }];
  const users = [first, ...roster.filter((agent) => agent !== first)].filter(({ agent }) =>
    references.some((reference) => reference.resolved === ref && counts(reference, agent, references)),
  );
  return users.length > 0 ? users : [first];
}

function counts({ agent: owner, role }: ModelReference, agent: string, all: readonly ModelReference[]): boolean {
  if (owner === agent) return true;
  return owner === everybody && !all.some((other) => other.agent === agent && other.role === role);
}

export interface LimitQuestion {
  /** Before `params`. */
  readonly own: EffectiveModel['maxTokens'];
  readonly contextWindow: number;
  readonly params: Omit<ParamsQuestion, 'agent' | 'traits'>;
  /** That of a plain run first. */
  readonly users: readonly ModelUser[];
  readonly traits: ReleaseTraits;
  readonly version: string;
}

/** The limit that a plain run sends, and what it is for agents whose own `params` make another one of it. */
export function limitsByAgent({
  own,
  contextWindow,
  params,
  users,
  traits,
  version,
}: LimitQuestion): Pick<EffectiveModel, 'maxTokens' | 'outputLimit' | 'agentLimits'> {
  const limitFor = (agent: ConfigPath | undefined) => {
    const maxTokens = withParams(own, { ...params, agent, traits });
    return { maxTokens, outputLimit: highestSent(maxTokens, contextWindow, traits, version) };
  };
  const [first, ...others] = users;
  const limit = limitFor(first?.path);
  const agentLimits = others
    .map(({ agent, path }) => ({ agent, ...limitFor(path) }))
    .filter(({ outputLimit }) => outputLimit.value !== limit.outputLimit.value);
  return { ...limit, ...(agentLimits.length > 0 && { agentLimits }) };
}
