import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { StoredLogin } from '../config/stored.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentsOf, defaultAgentOf, normalizeAgentId } from '../schema/agents.js';
import type { AgentState, StateReport, StoredLogins, StoredProfile } from './types.js';

/** Agents whose logins count for a run: its own, and `main`, whose store all others share. */
const shared = 'main';

/** The id of the agent of a plain run. */
export function defaultAgent(config: JsonValue): string {
  const chosen = defaultAgentOf(agentsOf(config));
  return chosen === undefined ? shared : normalizeAgentId(chosen.id);
}

/** Ids of every agent that can run, `main` among them. */
export function rosterOf(config: JsonValue): readonly string[] {
  return [...new Set([...agentsOf(config).map(({ id }) => normalizeAgentId(id)), shared])];
}

type Reader = Pick<ReleaseTraits, 'authProfilesFile' | 'providerAliases'>;

export interface LoginQuestion {
  readonly agent: string;
  readonly provider: string;
  readonly config: JsonValue;
  readonly traits: Reader;
}

/**
 * The stored logins that requests of an agent to `provider` use, the one that is tried first at the front; those that have
 * run out, or that `auth.order` and `auth.profiles` leave out, are not among them (`resolveAuthProfileOrder`, equal in 2026.4.22 and
 * 2026.9.6; ran 2026.4.22).
 */
export function loginsFor(report: LoginReport, question: LoginQuestion): readonly StoredProfile[] {
  const { provider, config, traits } = question;
  const stores = storesFor(report, question);
  const rested = restsFor(modelNamed(config, question.agent));
  const stored = new Map(
    stores.flatMap(({ profiles }) => profiles.map(rested)).map((profile) => [profile.id, profile]),
  );
  const same = (id: string) => providerId(id, traits) === providerId(provider, traits);
  const declared = declaredProfiles(config, same);
  const own = [...stored.values()].filter((profile) => same(profile.provider)).map(({ id }) => id);
  // An entry of the config that gives the id to another provider takes the login away.
  const isOthers = (id: string) => {
    const owner = valueAt(config, ['auth', 'profiles', id, 'provider']);
    return typeof owner === 'string' && !same(owner);
  };
  const usable = (ids: readonly JsonValue[]) =>
    [...new Set(ids)].flatMap((id) => {
      const profile = typeof id === 'string' ? stored.get(id) : undefined;
      if (profile?.usable !== true || !same(profile.provider) || isOthers(profile.id)) return [];
      return fits(profile, declared.get(profile.id)) ? [profile] : [];
    });
  const order = storedOrder(stores, same) ?? explicitOrder(config, same);
  const base = order ?? (declared.size > 0 ? [...declared.keys()] : own);
  const chosen = usable(base);
  const gone = base.length > 0 && declared.size > 0 && !base.some((id) => typeof id === 'string' && stored.has(id));
  const counting = chosen.length === 0 && gone ? usable(own) : chosen;
  return restedLast(order !== undefined && order.length > 0 ? counting : counting.toSorted(byTypeAndUse));
}

/** What the config names as the model of an agent; an alias is not looked up. */
function modelNamed(config: JsonValue, agent: string): string {
  const own = agentsOf(config).find(({ id }) => normalizeAgentId(id) === agent)?.entry['model'];
  const model = own ?? valueAt(config, ['agents', 'defaults', 'model']);
  const text = isObject(model) ? model['primary'] : model;
  return typeof text === 'string' ? text.trim() : '';
}

/** A rest for one model counts for runs of that model. */
function restsFor(model: string) {
  return (profile: StoredProfile): StoredProfile =>
    profile.restsForModel !== undefined && model.endsWith(`/${profile.restsForModel}`)
      ? { ...profile, withheld: 'cooldown' }
      : profile;
}

export type LoginReport = Pick<StateReport, 'agents' | 'logins'>;

/** The shared store first: its entries give way to those of the agent. */
function storesFor({ agents, logins }: LoginReport, { agent, traits }: LoginQuestion): readonly StoredLogins[] {
  const rows = [shared, agent].map((id) => agents.find((one) => one.id === id));
  if (traits.authProfilesFile === 'stops-runs') return [logins ?? rows[0]?.logins ?? [], rows[1]?.logins ?? []].flat();
  return rows.flatMap((row) => row?.profiles ?? (row?.legacyProfiles ? [{ profiles: row.legacyProfiles }] : []));
}

function restedLast(profiles: readonly StoredProfile[]): readonly StoredProfile[] {
  const rests = ({ withheld }: StoredProfile) => withheld === 'cooldown';
  return [...profiles.filter((profile) => !rests(profile)), ...profiles.filter(rests)];
}

/** `order` of the agent's own store, else of the shared one. */
function storedOrder(stores: readonly StoredLogins[], same: (id: string) => boolean) {
  const found = stores.map(({ order = {} }) => Object.entries(order).find(([id]) => same(id))?.[1]);
  return found.findLast((order) => order !== undefined);
}

const typeOrder: readonly StoredProfile['type'][] = ['oauth', 'token', 'api_key', 'unknown'];

function byTypeAndUse(a: StoredProfile, b: StoredProfile): number {
  return typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type) || (a.lastUsedMs ?? 0) - (b.lastUsedMs ?? 0);
}

function fits({ type }: StoredProfile, mode: JsonValue | undefined): boolean {
  return mode === undefined || mode === type || (mode === 'oauth' && type === 'token');
}

/** `mode` by profile id, of `auth.profiles`. */
function declaredProfiles(
  config: JsonValue,
  same: (id: string) => boolean,
): ReadonlyMap<string, JsonValue | undefined> {
  const profiles = valueAt(config, ['auth', 'profiles']);
  const own = Object.entries(isObject(profiles) ? profiles : {}).filter(([, profile]) =>
    same(String(valueAt(profile, ['provider']))),
  );
  return new Map(own.map(([id, profile]) => [id, valueAt(profile, ['mode'])]));
}

/** An empty list switches the profiles of a provider off (ran 2026.4.22). */
function explicitOrder(config: JsonValue, same: (id: string) => boolean): readonly JsonValue[] | undefined {
  const orders = valueAt(config, ['auth', 'order']);
  const own = Object.entries(isObject(orders) ? orders : {}).find(([id]) => same(id))?.[1];
  return Array.isArray(own) ? own : undefined;
}

/** A store of logins that releases with `authProfilesFile: 'stops-runs'` neither read nor ignore. */
export interface LeftOver {
  /** Below the state folder. */
  readonly file: string;
  readonly agent: string;
  /** The store that all agents share, that of `main`: it stops everything, whatever it names. */
  readonly shared: boolean;
  /** Providers that it names; all of them when OpenClaw cannot tell. */
  readonly providers: readonly string[] | 'all';
  /** A database stands beside it: when that holds logins already, the file is ignored. */
  readonly database: boolean;
}

/**
 * Stores that stop runs: those of the roster's agents, `main` always among them (ran 2026.9.6: a file of an agent that is not
 * in the roster stops nobody).
 */
export function leftOvers({ agents, oauthFile }: StateReport, config: JsonValue): readonly LeftOver[] {
  const roster = rosterOf(config);
  const found = agents
    .filter(({ id }) => roster.includes(id))
    .flatMap((row): readonly LeftOver[] => {
      const { id: agent, profiles, legacyAuth, database } = row;
      const common = { agent, shared: agent === shared, providers: providersOf(row), database };
      return [
        ...(profiles === undefined ? [] : [{ ...common, file: profiles.file }]),
        ...(legacyAuth ? [{ ...common, file: `agents/${agent}/agent/auth.json` }] : []),
      ];
    });
  const database = agents.some((agent) => agent.id === shared && agent.database);
  const oauth = { file: 'credentials/oauth.json', agent: shared, shared: true, providers: 'all', database } as const;
  return oauthFile ? [...found, oauth] : found;
}

/** `readLegacyAuthProfileProviders` of 2026.9.6: one entry that it does not understand, or none at all, and all are blocked. */
function providersOf({ profiles, legacyAuth }: AgentState): LeftOver['providers'] {
  const entries = profiles?.profiles ?? [];
  const clear = (profile: StoredProfile) =>
    /^[a-z0-9][a-z0-9._-]{0,127}$/.test(profile.provider) && profile.type !== 'unknown';
  if (legacyAuth || entries.length === 0 || !entries.every(clear)) return 'all';
  const providers = entries.map(({ provider }) => provider);
  return [...new Set(providers.includes('openai-codex') ? [...providers, 'openai'] : providers)];
}

/**
 * What `buildEffective` wants to know of stored logins, for the agent of a plain run; undefined when they are in a database
 * that cannot be read.
 */
export function effectiveLogins(
  report: StateReport,
  config: JsonValue,
  traits: Reader,
): readonly StoredLogin[] | undefined {
  const agent = defaultAgent(config);
  const configured = Object.keys(objectAt(config, ['models', 'providers'])).map((id) => id.toLowerCase());
  const { authProfilesFile } = traits;
  if (authProfilesFile === 'stops-runs') {
    const certain = leftOvers(report, config).filter(
      (store) => !store.database && (store.shared || store.agent === agent),
    );
    const blocked = configured.filter((id) =>
      certain.some((store) => store.shared || store.providers === 'all' || store.providers.includes(id)),
    );
    if (blocked.length > 0) return blocked.map((provider) => ({ id: 'auth-profiles.json', provider, leftOver: true }));
    if (report.unreadDatabase) return undefined;
  }
  const stored = report.agents
    .flatMap(({ profiles, legacyProfiles, logins }) => profiles?.profiles ?? legacyProfiles ?? logins?.profiles ?? [])
    .concat(report.logins?.profiles ?? [])
    .map(({ provider }) => provider);
  return [...new Set([...configured, ...stored])].flatMap((provider) =>
    loginsFor(report, { agent, provider, config, traits }).slice(0, 1),
  );
}

function objectAt(config: JsonValue, path: readonly string[]) {
  const value = valueAt(config, path);
  return isObject(value) ? value : {};
}
