import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { plainText } from './models-file.js';
import { type Place, readStored } from './read-file.js';
import type { ProfilesFile, StoredLogins, StoredProfile } from './types.js';

export interface ProfileView {
  readonly nowMs: number;
  /**
   * Whether `key` is what the config means for `provider`; undefined when that cannot be told. The key goes in, never out.
   */
  readonly isConfigKey: (provider: string, key: KeyText) => boolean | undefined;
  /** Whether a variable has a value; nobody knows when absent. */
  readonly hasValue?: (variable: string) => boolean;
}

/** A key as it stands in a profile, or the variable that holds it. */
export type KeyText = { readonly text: string } | { readonly variable: string };

/** Logins of an agent: `{ version, profiles: { "vllm:default": { type, provider, key } } }`. Only names leave this function. */
export async function readProfilesFile(file: string, place: Place, view: ProfileView): Promise<ProfilesFile> {
  const { stored, value } = await readStored(file, place);
  const { profiles } = value ?? {};
  return {
    ...stored,
    holdsSecret: Object.values(isObject(profiles) ? profiles : {}).some(holdsSecret),
    ...loginsIn(value ?? {}, value ?? {}, view),
  };
}

/** `{ profiles }`, and `{ usageStats, order }` of the same file or of another place. */
export function loginsIn({ profiles }: JsonObject, { usageStats, order }: JsonObject, view: ProfileView): StoredLogins {
  return {
    profiles: Object.entries(isObject(profiles) ? profiles : {}).map(([id, entry]) => {
      const stats = isObject(usageStats) ? usageStats[id] : undefined;
      const profile = { ...storedProfile(id, entry, view), ...lastUse(stats) };
      return neverRests.includes(profile.provider) ? profile : { ...profile, ...restOf(stats, view.nowMs) };
    }),
    ...(isObject(order) && { order: orderOf(order) }),
  };
}

function lastUse(stats: JsonValue | undefined): Pick<StoredProfile, 'lastUsedMs'> {
  const lastUsed = isObject(stats) ? stats['lastUsed'] : undefined;
  return typeof lastUsed === 'number' ? { lastUsedMs: lastUsed } : {};
}

/** The store before that: `{ vllm: { type, key } }` in `auth.json`; each entry becomes the login `<provider>:default`. */
export async function readLegacyProfiles(
  file: string,
  place: Place,
  view: ProfileView,
): Promise<readonly StoredProfile[]> {
  const { value } = await readStored(file, place);
  return Object.entries(isObject(value) ? value : {}).flatMap(([provider, entry]) =>
    isObject(entry) ? [storedProfile(`${provider}:default`, { provider, ...entry }, view)] : [],
  );
}

/** `isAuthCooldownBypassedForProvider` of 2026.4.22. */
const neverRests: readonly string[] = ['openrouter', 'kilocode'];

/** A rest after failures, of all models or of one that met a rate limit (`isProfileInCooldown`, 2026.4.22). */
function restOf(stats: JsonValue | undefined, nowMs: number): Pick<StoredProfile, 'withheld' | 'restsForModel'> {
  if (!isObject(stats)) return {};
  const { cooldownUntil, disabledUntil, disabledReason, cooldownModel, cooldownReason } = stats;
  const isAhead = (end: JsonValue | undefined) => typeof end === 'number' && end > nowMs;
  // A primary without fallbacks is tried all the same when only the bill was the reason (`resolveCooldownDecision`, ran 2026.4.22).
  if (isAhead(disabledUntil)) return disabledReason === 'billing' ? {} : { withheld: 'cooldown' };
  if (!isAhead(cooldownUntil)) return {};
  const ofModel = cooldownReason === 'rate_limit' && typeof cooldownModel === 'string';
  return ofModel ? { restsForModel: cooldownModel } : { withheld: 'cooldown' };
}

function orderOf(order: JsonObject): NonNullable<ProfilesFile['order']> {
  const lists = Object.entries(order).flatMap(([provider, ids]) =>
    Array.isArray(ids) ? [[provider.trim().toLowerCase(), ids.map((id) => plainText(String(id)))] as const] : [],
  );
  return Object.fromEntries(lists);
}

const types = ['api_key', 'token', 'oauth'] as const;

function storedProfile(id: string, entry: JsonValue, { nowMs, isConfigKey, hasValue }: ProfileView): StoredProfile {
  if (!isObject(entry)) return { id: plainText(id), provider: '', type: 'unknown', usable: false };
  const type = types.find((name) => name === (entry['type'] ?? entry['mode'])) ?? 'unknown';
  const provider = typeof entry['provider'] === 'string' ? entry['provider'].trim().toLowerCase() : '';
  const key = keyOf(entry);
  const unset = key !== undefined && 'variable' in key && hasValue?.(key.variable) === false;
  const repeatsConfig = key === undefined ? undefined : isConfigKey(provider, key);
  return {
    id: plainText(id),
    provider: plainText(provider),
    type,
    usable: isUsable(entry, type, nowMs),
    ...(repeatsConfig !== undefined && { repeatsConfig }),
    ...(unset && { withheld: 'unset-variable' as const }),
  };
}

function holdsSecret(entry: JsonValue): boolean {
  return isObject(entry) && ['key', 'token', 'access', 'refresh'].some((name) => filled(entry[name]));
}

function keyOf(entry: JsonObject): KeyText | undefined {
  const { key, token } = entry;
  const [text, reference] = [filled(key) ? key : token, entry['keyRef'] ?? entry['tokenRef']];
  if (filled(text)) return { text };
  if (!isObject(reference) || reference['source'] !== 'env' || !filled(reference['id'])) return undefined;
  return { variable: reference['id'] };
}

/** `evaluateStoredCredentialEligibility` of 2026.4.22. */
function isUsable(entry: JsonObject, type: StoredProfile['type'], nowMs: number): boolean {
  if (type === 'api_key') return filled(entry['key']) || isObject(entry['keyRef']);
  if (type === 'oauth') return filled(entry['access']) || filled(entry['refresh']);
  const { expires } = entry;
  if (expires !== undefined && !(typeof expires === 'number' && expires > nowMs)) return false;
  return type === 'token' && (filled(entry['token']) || isObject(entry['tokenRef']));
}

function filled(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
