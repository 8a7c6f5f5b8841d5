import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import { fromConfig, fromRelease } from './sourced.js';
import type { Sourced } from './types.js';

const defaults: ConfigPath = ['agents', 'defaults'];
const mapPath: ConfigPath = [...defaults, 'models'];

export interface WrittenList {
  /** Of the list, or of the map whose keys are the list. */
  readonly path: ConfigPath;
  /** As they stand there; one at least. */
  readonly texts: readonly string[];
}

/**
 * References that a user may choose in place of the configured ones; null: any. `modelPolicy.allow` from 2026.8.2 on (older schemas
 * refuse it), before and until a config is marked as moved the keys of `agents.defaults.models` (read 2026.4.22 and 2026.9.6).
 * What else the list judges: effective/refused-references.ts.
 */
export function allowListOf(
  config: JsonValue,
  { traits, version }: { readonly traits: ReleaseTraits; readonly version: string },
): Sourced<readonly string[] | null> {
  const list = allowListFor(defaults, config, traits);
  return list === undefined ? fromRelease(null, `default of ${version}`) : fromConfig(list.texts, list.path);
}

/** The list that counts for the agent at this path; undefined where any model may be chosen. */
export function allowListFor(
  agent: ConfigPath,
  config: JsonValue,
  { allowList }: Pick<ReleaseTraits, 'allowList'>,
): WrittenList | undefined {
  const path = allowList.list === 'model-policy' ? policyPath(agent, config) : mapPath;
  const found = path && valueAt(config, path);
  const texts = (isObject(found) ? Object.keys(found) : Array.isArray(found) ? found : []).filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  return path === undefined || texts.length === 0 ? undefined : { path, texts };
}

/** A list of the agent's own replaces that of all, also an empty one, which allows everything (called in 2026.9.6). */
function policyPath(agent: ConfigPath, config: JsonValue): ConfigPath | undefined {
  for (const owner of [agent, defaults]) {
    const path = [...owner, 'modelPolicy', 'allow'];
    if (valueAt(config, path) !== undefined) return path;
  }
  const isMoved = valueAt(config, ['meta', 'migrations', 'modelPolicyAllowlist']) === true;
  return isMoved || isObject(valueAt(config, [...defaults, 'modelPolicy'])) ? undefined : mapPath;
}
