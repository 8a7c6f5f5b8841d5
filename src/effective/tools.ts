import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentsOf, defaultAgentOf } from '../schema/agents.js';
import { fromConfig, fromRelease } from './sourced.js';
import type { EffectiveTools, Sourced } from './types.js';

const profiles = ['minimal', 'coding', 'messaging', 'full'] as const;

/** What decides how much of a turn is tools and workspace text, for the agent that answers by default. */
export function effectiveTools(config: JsonValue, traits: ReleaseTraits, version: string): EffectiveTools {
  const lean = leanOf(config, traits, version);
  return {
    profile: profileOf(config, version),
    lean,
    toolSearch: toolSearchOf(config, traits, { lean: lean.value, version }),
    bootstrap: bootstrapOf(config, version),
  };
}

function profileOf(config: JsonValue, version: string): EffectiveTools['profile'] {
  for (const path of [...ownerPaths(config), []]) {
    const at = [...path, 'tools', 'profile'];
    const written = valueAt(config, at);
    const profile = profiles.find((name) => name === written);
    if (profile !== undefined) return fromConfig(profile, at);
  }
  return fromRelease('full', `default of ${version}`);
}

/** `experimental` of an agent replaces that of the defaults as a whole (2026.9.6; older agents have no such key). */
function leanOf(config: JsonValue, { roster }: ReleaseTraits, version: string): Sourced<boolean> {
  const owners = roster === 'entries' ? ownerPaths(config) : [];
  const holder = [...owners, ['agents', 'defaults']].find((path) =>
    isObject(valueAt(config, [...path, 'experimental'])),
  );
  const at = [...(holder ?? []), 'experimental', 'localModelLean'];
  const written = holder === undefined ? undefined : valueAt(config, at);
  return typeof written === 'boolean' ? fromConfig(written, at) : fromRelease(false, `default of ${version}`);
}

/** `true`, or an object that does not say `enabled: false`. */
function toolSearchOf(
  config: JsonValue,
  { toolSearch }: ReleaseTraits,
  { lean, version }: { readonly lean: boolean; readonly version: string },
): Sourced<boolean> | undefined {
  if (toolSearch === 'absent') return undefined;
  const at = ['tools', 'toolSearch'];
  const written = valueAt(config, at);
  if (typeof written === 'boolean') return fromConfig(written, at);
  if (isObject(written)) return fromConfig(written['enabled'] !== false, at);
  const on = toolSearch === 'on' || (toolSearch === 'off-lean-turns-on' && lean);
  return fromRelease(
    on,
    lean && toolSearch !== 'on' && on ? `${version}, because of lean mode` : `default of ${version}`,
  );
}

/** Whether AGENTS.md and its like are written into the prompt. */
function bootstrapOf(config: JsonValue, version: string): Sourced<boolean> {
  const at = ['agents', 'defaults', 'skipBootstrap'];
  const written = valueAt(config, at);
  return typeof written === 'boolean' ? fromConfig(!written, at) : fromRelease(true, `default of ${version}`);
}

function ownerPaths(config: JsonValue): readonly ConfigPath[] {
  const owner = defaultAgentOf(agentsOf(config));
  return owner === undefined ? [] : [owner.path];
}
