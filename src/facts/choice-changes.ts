import type { JsonValue } from '../config/json.js';
import { type ConfigPath, samePath } from '../config/path.js';
import { chainOf, type ModelChain, modelChains } from '../effective/chains.js';
import { agentPaths } from '../effective/references.js';
import { type RefusedReference, refusedReferences } from '../effective/refused-references.js';
import type { ModelReference } from '../effective/types.js';
import type { ReleaseTraits } from '../release/traits.js';
import type { MeaningChange } from './types.js';

/** One release with the config as it is there. */
export interface Side {
  readonly config: JsonValue;
  readonly references: readonly ModelReference[];
  readonly traits: ReleaseTraits;
}

/** Which model runs: the fallbacks that an agent has, and the models that a list of allowed ones turns down. */
export function choiceChanges(before: Side, after: Side): readonly MeaningChange[] {
  return [...fallbackChanges(before, after), ...allowedChanges(before, after)];
}

/** A roster moves, so an agent is known by its id. */
function fallbackChanges(before: Side, after: Side): readonly MeaningChange[] {
  const [old, now] = [chainsOf(before), chainsOf(after)];
  return agentPaths(before.config).flatMap(({ path, agent }): readonly MeaningChange[] => {
    const [was, is] = [old(agent, path), now(agent)];
    if (was === undefined || is === undefined) return [];
    // Of two lists the migration tells what it renames in them.
    if (was.fallbacks.length > 0 === is.fallbacks.length > 0) return [];
    return [{ path, what: `fallbacks of agent '${agent}'`, before: listed(was), after: listed(is), serious: false }];
  });
}

function chainsOf({ config, references, traits }: Side) {
  const chains = modelChains(config, references, traits);
  const rows = agentPaths(config);
  return (agent: string, at?: ConfigPath): ModelChain | undefined => {
    const row = rows.find((one) => one.agent === agent && (at === undefined || samePath(one.path, at)));
    return row && chainOf(chains, row.path);
  };
}

function listed({ fallbacks }: ModelChain): string {
  return fallbacks.map(({ resolved, text }) => resolved ?? text).join(', ') || 'none';
}

function allowedChanges(before: Side, after: Side): readonly MeaningChange[] {
  const old = refusedReferences(before.config, before.references, before.traits);
  return refusedReferences(after.config, after.references, after.traits).flatMap(
    (refused): readonly MeaningChange[] => {
      const { reference } = refused;
      const same = (row: ModelReference) =>
        row.agent === reference.agent && row.role === reference.role && row.text === reference.text;
      const here = before.references.find(same);
      const was = old.find((row) => same(row.reference));
      const [then, now] = [was === undefined ? 'runs' : runs[was.then], runs[refused.then]];
      if (here === undefined || then === now) return [];
      const what = `${names[refused.place]} '${reference.text || reference.resolved}'`;
      return [{ path: here.path, what, before: then, after: now, serious: refused.place === 'primary' }];
    },
  );
}

const runs = {
  another: 'another model runs',
  primary: 'the primary runs',
  nothing: 'refused',
} as const satisfies Record<RefusedReference['then'], string>;

const names = {
  primary: 'primary',
  heartbeat: 'heartbeat with',
  gmail: 'mail hook with',
  hook: 'hook with',
  subagents: 'sub-agents with',
} as const satisfies Record<RefusedReference['place'], string>;
