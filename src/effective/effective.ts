import type { Environment } from '../config/environment.js';
import { type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { StoredLimits, StoredLogin } from '../config/stored.js';
import { variablesOfProvider } from '../release/known-variables.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import { allowListOf } from './allow-list.js';
import { hasAuthorization } from './auth-header.js';
import { effectiveGateway } from './gateway.js';
import { predictKey } from './key.js';
import { normalizeKey } from './key-text.js';
import { readModelIndex } from './model-ref.js';
import { effectiveModels } from './models.js';
import { effectiveProviders } from './providers.js';
import { collectReferences } from './references.js';
import { fromConfig, fromRelease, positiveAt } from './sourced.js';
import { runTimeoutPath } from './timeouts.js';
import { effectiveTools } from './tools.js';
import type { EffectiveConfig, EffectiveProvider } from './types.js';

export interface EffectiveQuestion {
  /** After includes and substitution. */
  readonly value: JsonValue;
  /** After includes, before substitution: tells `${NAME}` from what it stands for. */
  readonly written: JsonValue;
  readonly traits: ReleaseTraits;
  readonly version: string;
  readonly environment: Pick<Environment, 'lookup' | 'secretOf'>;
  /** Logins in the agent's own store; undefined when nobody looked. */
  readonly authProfiles?: readonly StoredLogin[] | undefined;
  /** Of the models.json of the agent. */
  readonly storedLimits?: readonly StoredLimits[] | undefined;
}

/** What OpenClaw of this release will really do. Holds no secret. */
export function buildEffective(question: EffectiveQuestion): EffectiveConfig {
  const { value, traits, version, environment, authProfiles } = question;
  const reachable = (id: string) =>
    authProfiles?.some((profile) => providerId(profile.provider, traits) === id) === true ||
    variablesOfProvider(id, traits.knownVariables).some(
      (name) => normalizeKey(environment.secretOf(name) ?? '') !== '',
    );
  const providers = effectiveProviders(question);
  const references = collectReferences(value, readModelIndex(value, reachable, traits));
  const tools = effectiveTools(value, traits, version);
  const keyOfRow = ({ id, path }: EffectiveProvider, row: ConfigPath) =>
    hasAuthorization(valueAt(value, [...row, 'headers'])) ? predictKey({ ...question, id, path, row }) : undefined;
  return {
    providers,
    models: effectiveModels({
      config: value,
      providers,
      references,
      tools,
      keyOfRow,
      storedLimits: question.storedLimits,
      traits,
      version,
    }),
    references,
    allowList: allowListOf(value, { traits, version }),
    tools,
    compaction: { timeoutSeconds: compactionTimeout(value, traits, version) },
    gateway: effectiveGateway(question),
    runTimeoutSeconds: runTimeout(value, version),
  };
}

function compactionTimeout(value: JsonValue, { compactionTimeoutSeconds }: ReleaseTraits, version: string) {
  const at = ['agents', 'defaults', 'compaction', 'timeoutSeconds'];
  const seconds = positiveAt(value, at);
  return seconds === undefined
    ? fromRelease(compactionTimeoutSeconds, `default of ${version}`)
    : fromConfig(seconds, at);
}

/** 0 is "no limit" where a release takes it (2026.9.6). */
function runTimeout(value: JsonValue, version: string) {
  const written = valueAt(value, runTimeoutPath);
  if (written === 0) return fromConfig(0, runTimeoutPath, 'no limit');
  const seconds = positiveAt(value, runTimeoutPath);
  return seconds === undefined ? fromRelease(172_800, `default of ${version}`) : fromConfig(seconds, runTimeoutPath);
}
