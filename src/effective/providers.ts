import type { Environment } from '../config/environment.js';
import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { StoredLogin } from '../config/stored.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import { classOfHost, hostOf } from './hosts.js';
import { predictKey } from './key.js';
import { proxyFor } from './proxy.js';
import { shownBaseUrl } from './shown-url.js';
import { fromConfig, fromRelease } from './sourced.js';
import { timeoutsOf } from './timeouts.js';
import type { EffectiveProvider, Sourced } from './types.js';

export interface ProviderQuestion {
  /** After includes, before substitution. */
  readonly written: JsonValue;
  /** After substitution. */
  readonly value: JsonValue;
  readonly traits: ReleaseTraits;
  readonly version: string;
  readonly environment: Pick<Environment, 'lookup' | 'secretOf'>;
  readonly authProfiles?: readonly StoredLogin[] | undefined;
}

/** Protocols of servers that one runs oneself. */
const openProtocols: readonly string[] = ['openai-completions', 'openai-responses'];

/** Each entry of `models.providers`. */
export function effectiveProviders(question: ProviderQuestion): readonly EffectiveProvider[] {
  const providers = valueAt(question.value, ['models', 'providers']);
  return Object.entries(isObject(providers) ? providers : {}).flatMap(([key, entry]) =>
    isObject(entry) ? [effectiveProvider(question, key)] : [],
  );
}

function effectiveProvider(question: ProviderQuestion, key: string): EffectiveProvider {
  const { value, traits, version } = question;
  const path = ['models', 'providers', key];
  const id = providerId(key, traits);
  const baseUrl = baseUrlOf(value, path);
  const api = apiOf(value, path, traits, version);
  const hostClass = classOfHost(hostOf(baseUrl?.value ?? ''));
  const proxy = proxyFor(baseUrl?.value ?? '', question.environment, traits);
  return {
    id,
    path,
    baseUrl,
    api,
    hostClass,
    ...(proxy !== undefined && { proxy }),
    key: predictKey({ ...question, id, path }),
    ...timeoutsOf({ config: value, id, path, baseUrl: baseUrl?.value, traits, version }),
    selfHosted: openProtocols.includes(api.value) && hostClass !== 'vendor' && hostClass !== 'invalid',
  };
}

function baseUrlOf(value: JsonValue, path: ConfigPath): Sourced<string> | undefined {
  const at = [...path, 'baseUrl'];
  const written = valueAt(value, at);
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  return fromConfig(shownBaseUrl(written), at);
}

/** Of the provider; of its rows when they all say the same; else what the release takes. */
function apiOf(value: JsonValue, path: ConfigPath, { missingApi }: ReleaseTraits, version: string): Sourced<string> {
  const own = valueAt(value, [...path, 'api']);
  if (typeof own === 'string' && own.trim() !== '') return fromConfig(own.trim(), [...path, 'api']);
  const rows = valueAt(value, [...path, 'models']);
  const apis = (Array.isArray(rows) ? rows : []).map((row: JsonValue) => valueAt(row, ['api']));
  const [first] = apis;
  if (typeof first === 'string' && apis.every((api) => api === first)) {
    return fromConfig(first, [...path, 'models', 0, 'api']);
  }
  return fromRelease(missingApi, `default of ${version}`);
}
