import { type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, samePath, startsWith } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentPaths } from './references.js';
import type { ModelReference } from './types.js';

/** The model that one agent asks first, and those that it asks when that fails. */
export interface ModelChain {
  /** `agents.defaults`, or the agent that says something else. */
  readonly path: ConfigPath;
  /** Id in the roster; `defaults` for all that say nothing. */
  readonly agent: string;
  readonly primary: ModelReference;
  readonly fallbacks: readonly ModelReference[];
  /** Whose list of fallbacks counts; `nobody`: none is written, or the release lets the agent not have it. */
  readonly fallbacksOf: 'defaults' | 'agent' | 'nobody';
}

/** The chain of `agents.defaults`, as far as somebody has it, and that of each agent that differs. */
export function modelChains(
  config: JsonValue,
  references: readonly ModelReference[],
  { fallbacksOfAgent }: Pick<ReleaseTraits, 'fallbacksOfAgent'>,
): readonly ModelChain[] {
  const [defaults, ...roster] = agentPaths(config);
  const own = (path: ConfigPath, role: ModelReference['role']) =>
    references.filter((row) => row.role === role && startsWith(row.path, [...path, 'model']));
  const isWritten = (path: ConfigPath) => Array.isArray(valueAt(config, [...path, 'model', 'fallbacks']));
  if (defaults === undefined) return [];
  const [primary] = own(defaults.path, 'primary');
  const common = {
    ...defaults,
    fallbacks: own(defaults.path, 'fallback'),
    fallbacksOf: isWritten(defaults.path) ? 'defaults' : 'nobody',
  } as const;
  const chains = roster.flatMap(({ path, agent }): readonly ModelChain[] => {
    const [first] = own(path, 'primary');
    const asked = first ?? primary;
    if (asked === undefined) return [];
    const all = { path, agent, primary: asked };
    if (isWritten(path)) return [{ ...all, fallbacks: own(path, 'fallback'), fallbacksOf: 'agent' }];
    if (first === undefined) return [];
    if (fallbacksOfAgent === 'own-only') return [{ ...all, fallbacks: [], fallbacksOf: 'nobody' }];
    return [{ ...all, fallbacks: common.fallbacks, fallbacksOf: common.fallbacksOf }];
  });
  const hasHeirs = roster.length === 0 || chains.length < roster.length;
  return primary !== undefined && hasHeirs ? [{ ...common, primary }, ...chains] : chains;
}

/** Of the agent at `path`: its own chain, else that of `agents.defaults`. */
export function chainOf(chains: readonly ModelChain[], path: ConfigPath): ModelChain | undefined {
  return chains.find((chain) => samePath(chain.path, path)) ?? chains.find(({ agent }) => agent === 'defaults');
}
