import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { isBundledProvider } from '../release/known-variables.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import type { ModelReference } from './types.js';

/** What a reference can reach: read once per config. */
export interface ModelIndex {
  /** Ids of `models.providers`, as the release spells them, with the ids that their rows list. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
  /** In the order of the config; of two equal ones the last counts. */
  readonly aliases: readonly Alias[];
  /** References that name themselves as keys of `agents.defaults.models`. */
  readonly named: readonly string[];
  /** Providers without an entry that may yet work: of plugins, of auth profiles. */
  readonly elsewhere: ReadonlySet<string>;
  readonly traits: Pick<ReleaseTraits, 'aliasReach' | 'providerAliases' | 'rowIdMayNameProvider'>;
}

interface Alias {
  /** Lower case. */
  readonly alias: string;
  /** The reference that it stands for. */
  readonly ref: string;
}

type Resolution = Pick<ModelReference, 'resolved' | 'problem'>;

/**
 * `provider/model` as OpenClaw reads it (2026.4.22 and 2026.9.6, `model-selection` and `model-ref-profile`): alias, then the
 * first slash, provider in lower case, model as written; without a slash the only provider that lists it, else openai.
 */
export function resolveReference(text: string, index: ModelIndex): Resolution {
  const whole = text.trim();
  if (whole === '') return { problem: 'empty' };
  const model = withoutProfile(whole);
  return resolvePlain(aliasTarget(whole, model, index) ?? model, index);
}

/**
 * The same for a place that looks no provider up: a name without a slash, unless it is an alias, is a model of `provider`. So
 * heartbeats read theirs, with the provider of the agent's primary (called in 2026.9.6, read in 2026.4.22).
 */
export function resolveWithin(text: string, provider: string, index: ModelIndex): Resolution {
  const model = withoutProfile(text.trim());
  const isBare = model !== '' && !model.includes('/') && aliasTarget(text.trim(), model, index) === undefined;
  return resolveReference(isBare ? `${provider}/${model}` : text, index);
}

function aliasTarget(whole: string, model: string, index: ModelIndex): string | undefined {
  const { aliasReach } = index.traits;
  const named = (text: string) => index.aliases.findLast(({ alias }) => alias === text.trim().toLowerCase())?.ref;
  const slash = model.indexOf('/');
  if (slash === -1) return named(whole) ?? named(model);
  if (aliasReach === 'no-slash') return undefined;
  if (aliasReach === 'any') return named(whole) ?? named(model);
  const [provider, rest] = [providerId(model.slice(0, slash), index.traits), model.slice(slash + 1).trim()];
  const rows = index.providers.get(provider);
  if (rows === undefined) return named(whole) ?? named(model);
  if (aliasReach !== 'within-provider' || rows.includes(rest)) return undefined;
  return index.aliases.findLast(({ alias, ref }) => alias === rest.toLowerCase() && providerOf(ref, index) === provider)
    ?.ref;
}

function providerOf(ref: string, { traits }: ModelIndex): string {
  return providerId(ref.slice(0, Math.max(0, ref.indexOf('/'))), traits);
}

function resolvePlain(text: string, index: ModelIndex): Resolution {
  const slash = text.indexOf('/');
  if (slash === -1) return resolveBare(text, index);
  const [provider, model] = [providerId(text.slice(0, slash), index.traits), text.slice(slash + 1).trim()];
  if (provider === '' || model === '') return { problem: 'empty' };
  const rows = index.providers.get(provider);
  if (rows === undefined && !isBundledProvider(provider) && !index.elsewhere.has(provider)) {
    return { problem: 'unknown-provider' };
  }
  if (rows === undefined && /^(?:vllm|sglang)$/.test(provider) && !index.elsewhere.has(provider)) {
    return { problem: 'unknown-provider' }; // these two have no catalogue: without entry and key there is nothing to reach
  }
  // Such a row is meant before a model that nobody lists.
  const doubled = `${provider}/${model}`;
  const named = index.traits.rowIdMayNameProvider && rows?.includes(doubled) === true && !rows.includes(model);
  return { resolved: named ? `${provider}/${doubled}` : doubled };
}

/** The exact id ranks before one that differs in case; two providers that list it are none. */
function resolveBare(text: string, index: ModelIndex): Resolution {
  const rows = [...index.providers].flatMap(([provider, ids]) => ids.map((id) => ({ provider, id })));
  const named = index.named.map((ref) => {
    return { provider: providerOf(ref, index), id: ref.slice(ref.indexOf('/') + 1) };
  });
  for (const same of [(id: string) => id === text, (id: string) => id.toLowerCase() === text.toLowerCase()]) {
    const owners = new Set([...rows, ...named].filter(({ id }) => same(id)).map(({ provider }) => provider));
    const [owner] = owners;
    if (owner !== undefined && owners.size === 1) return { resolved: `${owner}/${text}` };
    if (owners.size > 1) break;
  }
  const openai = index.providers.has('openai') ? { resolved: `openai/${text}` } : {};
  return { ...openai, problem: 'no-slash' };
}

/**
 * Cuts `@profile` off, but not a date (`@20250101`) nor a quantization (`@q4_k_m`, `@8bit`). Anything else behind an @ in a
 * served name cannot be addressed (`splitTrailingAuthProfile`, equal in 2026.4.22 and 2026.9.6).
 */
export function withoutProfile(text: string): string {
  let at = text.indexOf('@', text.lastIndexOf('/') + 1);
  if (at <= 0) return text;
  if (/^\d{8}(?:@|$)/.test(text.slice(at + 1))) at = text.indexOf('@', at + 9);
  if (at > 0 && /^(?:i?q\d+(?:_[a-z0-9]+)*|\d+bit)(?:@|$)/i.test(text.slice(at + 1))) at = text.indexOf('@', at + 1);
  const [model, profile] = at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  return model === '' || profile === '' ? text : model;
}

export function readModelIndex(
  config: JsonValue,
  reachable: (provider: string) => boolean,
  traits: ModelIndex['traits'],
): ModelIndex {
  const providers = valueAt(config, ['models', 'providers']);
  const maps = agentMaps(config);
  return {
    providers: new Map(
      Object.entries(isObject(providers) ? providers : {}).map(([id, entry]) => [
        providerId(id, traits),
        rowIds(entry),
      ]),
    ),
    aliases: maps.flatMap(aliasesIn),
    named: maps.flatMap((map) => Object.keys(map)).filter((ref) => ref.includes('/') && !ref.endsWith('/*')),
    elsewhere: new Set([
      ...otherProviders(config).map((id) => providerId(id, traits)),
      ...['vllm', 'sglang'].filter(reachable),
    ]),
    traits,
  };
}

function rowIds(provider: JsonValue): readonly string[] {
  const rows = valueAt(provider, ['models']);
  const ids = Array.isArray(rows) ? rows.map((row: JsonValue) => valueAt(row, ['id'])) : [];
  return ids.filter((id): id is string => typeof id === 'string').map((id) => id.trim());
}

/** `agents.defaults.models`, then those of the agents (2026.8.2 and later; older schemas refuse them). */
function agentMaps(config: JsonValue): readonly { readonly [ref: string]: JsonValue }[] {
  const entries = valueAt(config, ['agents', 'entries']);
  const agents = [valueAt(config, ['agents', 'defaults']), ...(isObject(entries) ? Object.values(entries) : [])];
  return agents.flatMap((agent) => {
    const models = valueAt(agent, ['models']);
    return isObject(models) ? [models] : [];
  });
}

function aliasesIn(models: { readonly [ref: string]: JsonValue }): readonly Alias[] {
  return Object.entries(models).flatMap(([ref, entry]): readonly Alias[] => {
    const alias = valueAt(entry, ['alias']);
    return typeof alias === 'string' && alias.trim() !== '' ? [{ alias: alias.trim().toLowerCase(), ref }] : [];
  });
}

/** A provider may come from a plugin that the user installed, or be known by a login. */
function otherProviders(config: JsonValue): readonly string[] {
  const plugins = ['entries', 'installs'].flatMap((key) => {
    const listed = valueAt(config, ['plugins', key]);
    return isObject(listed) ? Object.keys(listed).filter((id) => !/^(?:vllm|sglang)$/.test(id)) : [];
  });
  return [...plugins, ...profileProviders(config)];
}

/** Providers that `auth.profiles` names. */
export function profileProviders(config: JsonValue): readonly string[] {
  const profiles = valueAt(config, ['auth', 'profiles']);
  return Object.values(isObject(profiles) ? profiles : {}).flatMap((profile) => {
    const provider = valueAt(profile, ['provider']);
    return typeof provider === 'string' ? [provider] : [];
  });
}
