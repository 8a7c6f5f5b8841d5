import { type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { agentPaths, everybody } from './references.js';
import type { ModelReference } from './types.js';

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
  const marked = roster.find(({ path }) => valueAt(config, [...path, 'default']) === true);
  const first = marked ?? roster[0];
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
