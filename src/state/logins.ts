import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { StoredLogin } from '../config/stored.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentsOf, normalizeAgentId } from '../schema/agents.js';
import type { AgentState, StateReport, StoredProfile } from './types.js';

/** Agents whose logins count for a run: its own, and `main`, whose store all others share. */
const shared = 'main';

/** The agent of a plain run: marked default, else the first, else `main`. */
export function defaultAgent(config: JsonValue): string {
  const agents = agentsOf(config);
  const chosen = agents.find(({ entry }) => entry['default'] === true) ?? agents[0];
  return chosen === undefined ? shared : normalizeAgentId(chosen.id);
}

/** Ids of every agent that can run, `main` among them. */
export function rosterOf(config: JsonValue): readonly string[] {
  return [...new Set([...agentsOf(config).map(({ id }) => normalizeAgentId(id)), shared])];
}

/**
 * The stored logins that requests of an agent to `provider` use, the one that is tried first at the front; those that have
 * run out, or that `auth.order` and `auth.profiles` leave out, are not among them (`resolveAuthProfileOrder`, 2026.4.22).
 */
export function loginsFor(
  { agents }: Pick<StateReport, 'agents'>,
  { agent, provider, config }: { readonly agent: string; readonly provider: string; readonly config: JsonValue },
): readonly StoredProfile[] {
  const stored = new Map<string, StoredProfile>();
  for (const id of [shared, agent]) {
    const row = agents.find((one) => one.id === id);
    const own = row?.profiles?.profiles ?? row?.legacyProfiles ?? [];
    for (const profile of own) stored.set(profile.id, profile);
  }
  const ofProvider = [...stored.values()].filter((profile) => profile.provider === provider && profile.usable);
  const declared = declaredProfiles(config, provider);
  const fitting = ofProvider.filter((profile) => fits(profile, declared.get(profile.id)));
  const order = storedOrder(agents, [agent, shared], provider) ?? explicitOrder(config, provider);
  if (order !== undefined) return restedLast(order.flatMap((id) => fitting.find((profile) => profile.id === id) ?? []));
  const named = fitting.filter(({ id }) => declared.has(id));
  const counting = [...declared.keys()].some((id) => stored.has(id)) ? named : fitting;
  return restedLast(counting.toSorted((a, b) => typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type)));
}

function restedLast(profiles: readonly StoredProfile[]): readonly StoredProfile[] {
  const rests = ({ withheld }: StoredProfile) => withheld === 'cooldown';
  return [...profiles.filter((profile) => !rests(profile)), ...profiles.filter(rests)];
}

/** `order` in the store of the first of these agents that has one. */
function storedOrder(agents: StateReport['agents'], ids: readonly string[], provider: string) {
  const stores = ids.map((id) => agents.find((row) => row.id === id)?.profiles?.order?.[provider]);
  return stores.find((order) => order !== undefined);
}

const typeOrder: readonly StoredProfile['type'][] = ['oauth', 'token', 'api_key', 'unknown'];

function fits({ type }: StoredProfile, mode: JsonValue | undefined): boolean {
  return mode === undefined || mode === type || (mode === 'oauth' && type === 'token');
}

/** `mode` by profile id, of `auth.profiles`. */
function declaredProfiles(config: JsonValue, provider: string): ReadonlyMap<string, JsonValue | undefined> {
  const profiles = valueAt(config, ['auth', 'profiles']);
  const own = Object.entries(isObject(profiles) ? profiles : {}).filter(
    ([, profile]) => String(valueAt(profile, ['provider'])).toLowerCase() === provider,
  );
  return new Map(own.map(([id, profile]) => [id, valueAt(profile, ['mode'])]));
}

/** An empty list switches the profiles of a provider off (ran 2026.4.22). */
function explicitOrder(config: JsonValue, provider: string): readonly JsonValue[] | undefined {
  const orders = valueAt(config, ['auth', 'order']);
  const own = Object.entries(isObject(orders) ? orders : {}).find(([id]) => id.toLowerCase() === provider)?.[1];
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
 * What `buildEffective` wants to know of stored logins, for the agent of a plain run; undefined when they are in a database,
 * where we do not look.
 */
export function effectiveLogins(
  report: StateReport,
  config: JsonValue,
  { authProfilesFile }: Pick<ReleaseTraits, 'authProfilesFile'>,
): readonly StoredLogin[] | undefined {
  const agent = defaultAgent(config);
  const configured = Object.keys(objectAt(config, ['models', 'providers'])).map((id) => id.toLowerCase());
  if (authProfilesFile === 'wins') {
    const stored = report.agents
      .flatMap(({ profiles, legacyProfiles }) => profiles?.profiles ?? legacyProfiles ?? [])
      .map(({ provider }) => provider);
    return [...new Set([...configured, ...stored])].flatMap((provider) =>
      loginsFor(report, { agent, provider, config }).slice(0, 1),
    );
  }
  const certain = leftOvers(report, config).filter(
    (store) => !store.database && (store.shared || store.agent === agent),
  );
  const blocked = configured.filter((id) =>
    certain.some((store) => store.shared || store.providers === 'all' || store.providers.includes(id)),
  );
  if (blocked.length > 0) return blocked.map((provider) => ({ id: 'auth-profiles.json', provider }));
  return report.agents.some(({ database }) => database) ? undefined : [];
}

function objectAt(config: JsonValue, path: readonly string[]) {
  const value = valueAt(config, path);
  return isObject(value) ? value : {};
}
