import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { EffectiveProvider } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import type { ConfigOp, Fix } from '../define.js';

export const globalIdlePath: ConfigPath = ['agents', 'defaults', 'llm', 'idleTimeoutSeconds'];

/** The release in which the global key ended and the provider's began. */
const turn = '2026.4.29';

/** Where this release lets somebody say how long a slow first token may take. */
export function slowModelPath(provider: Pick<EffectiveProvider, 'path'>, traits: ReleaseTraits): ConfigPath {
  return isGlobal(traits) ? globalIdlePath : [...provider.path, 'timeoutSeconds'];
}

/** Releases that have that key. */
export function slowModelReleases(traits: ReleaseTraits): NonNullable<Fix['releases']> {
  return isGlobal(traits) ? { before: turn } : { from: turn };
}

/** The key in the words of the release, for titles. */
export function slowModelKey(traits: ReleaseTraits): string {
  return isGlobal(traits) ? 'agents.defaults.llm.idleTimeoutSeconds' : 'timeoutSeconds';
}

export function isGlobal(traits: ReleaseTraits): boolean {
  return traits.slowModelKey === 'agents.defaults.llm.idleTimeoutSeconds';
}

/**
 * Sets the limit for these providers, leaving those alone that have one. Seconds are whole and positive, as the schemas
 * of both generations want them.
 */
export function slowModelOps(
  providers: readonly Pick<EffectiveProvider, 'path'>[],
  seconds: number,
  { config, traits }: { readonly config: JsonValue; readonly traits: ReleaseTraits },
): readonly ConfigOp[] {
  const value = Math.max(1, Math.ceil(seconds));
  const paths = isGlobal(traits) ? [globalIdlePath] : providers.map((provider) => slowModelPath(provider, traits));
  return paths
    .filter((path) => valueAt(config, path) === undefined)
    .map((path): ConfigOp => ({ op: 'set', path, value }));
}

/** A limit for all providers is the limit of this one, when the config has no other. */
export function speaksForAll(config: JsonValue, traits: ReleaseTraits): boolean {
  return !isGlobal(traits) || localProviders(config).length === 1;
}

/** Providers of the config that are no vendor's, by their blocks: for when nothing more is known of them. */
export function localProviders(config: JsonValue): readonly { readonly path: ConfigPath }[] {
  const providers = valueAt(config, ['models', 'providers']);
  return Object.keys(isObject(providers) ? providers : {}).map((id) => ({ path: ['models', 'providers', id] }));
}
