import type { Environment } from '../config/environment.js';
import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { StoredLogin } from '../config/stored.js';
import { accessMarkers, awsMarkers, knownVariables, variablesOfProvider } from '../release/known-variables.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import { writtenAuthorization } from './auth-header.js';
import { hostOf, needsNoKey } from './hosts.js';
import { looksLike, normalizeKey } from './key-text.js';
import { profileProviders } from './model-ref.js';
import type { KeyPrediction } from './types.js';

export interface KeyQuestion {
  /** After includes, before substitution. */
  readonly written: JsonValue;
  /** After substitution. */
  readonly value: JsonValue;
  /** Lower case. */
  readonly id: string;
  /** Of the provider. */
  readonly path: ConfigPath;
  /** Of the model, whose headers come before those of the provider. */
  readonly row?: ConfigPath | undefined;
  readonly traits: ReleaseTraits;
  readonly environment: Pick<Environment, 'lookup' | 'secretOf'>;
  /** Undefined: nobody looked. */
  readonly authProfiles?: readonly StoredLogin[] | undefined;
}

/**
 * What will stand in the Authorization header of requests to a provider. Order of both generations: `auth: "api-key"` with a
 * usable key; a stored profile; the variable that the provider id owns; the key of the config; nothing, on local hosts.
 * An Authorization header that is written out replaces what came of it, unless `authHeader` asks for the key.
 */
export function predictKey(question: KeyQuestion): KeyPrediction {
  const key = predictOwnKey(question);
  const asked = valueAt(question.value, [...question.path, 'authHeader']) === true;
  return asked || key.kind === 'none' || key.kind === 'refused' ? key : (writtenAuthorization(question) ?? key);
}

function predictOwnKey(question: KeyQuestion): KeyPrediction {
  const { value, id, path, traits } = question;
  const auth = valueAt(value, [...path, 'auth']);
  if (auth === 'aws-sdk') return { kind: 'none' };
  const stored = question.authProfiles?.find((profile) => providerId(profile.provider, traits) === id);
  if (stored?.leftOver === true) {
    const reason = `a left-over store of logins stops every run of ${id}: AUTH_PROFILE_MIGRATION_REQUIRED`;
    return refusal(reason, { blockedBy: 'auth-profiles.json' });
  }
  if (stored?.withheld === 'cooldown' && traits.restingLogin === 'refused') {
    // Looked at before any key, whatever the config says (ran 2026.4.22).
    return refusal(`Provider ${id} is in cooldown (all profiles unavailable)`, { blockedBy: 'auth-profiles.json' });
  }
  const configured = configKey(question);
  if (auth === 'api-key' && configured !== undefined && configured.kind !== 'refused') return configured;
  if (stored?.withheld === 'unset-variable') {
    return refusal(`No credentials found for profile "${stored.id}"`, { blockedBy: 'auth-profiles.json' });
  }
  if (stored !== undefined) return { kind: 'profile', name: stored.id };
  const order = orderWithoutLogin(question);
  if (order !== undefined) return order;
  const owned = ownVariable(question, configured);
  if (owned !== undefined) return owned;
  const last = configured ?? keyless(question);
  const profile = last.kind === 'refused' ? configuredProfile(question) : undefined;
  return profile ?? last;
}

/** Newer releases take an order of logins at its word: when it leaves none, nothing else is tried (ran 2026.9.6). */
function orderWithoutLogin({ value, id, traits, authProfiles }: KeyQuestion): KeyPrediction | undefined {
  if (traits.emptyAuthOrder !== 'refused') return undefined;
  const orders = valueAt(value, ['auth', 'order']);
  const own = Object.entries(isObject(orders) ? orders : {}).find(([key]) => providerId(key, traits) === id);
  const [key, order] = own ?? [];
  // Where nobody looked for logins, a name in the order may be one of them.
  if (key === undefined || !Array.isArray(order) || (order.length > 0 && authProfiles === undefined)) return undefined;
  const reason = `Explicit auth order for ${id} has no usable profiles`;
  return refusal(reason, { path: ['auth', 'order', key], blockedBy: 'auth.order' });
}

const apiKeyOf = (path: ConfigPath): ConfigPath => [...path, 'apiKey'];

function refusal(reason: string, details: Partial<Extract<KeyPrediction, { kind: 'refused' }>> = {}): KeyPrediction {
  return { kind: 'refused', reason, ...details };
}

function noKey(id: string): string {
  return `No API key found for provider "${id}"`;
}

function isSet({ environment }: KeyQuestion, name: string): boolean {
  return normalizeKey(environment.secretOf(name) ?? '') !== '';
}

/** The environment's key for this id beats what the config says. */
function ownVariable(question: KeyQuestion, configured: KeyPrediction | undefined): KeyPrediction | undefined {
  const { id, path, traits } = question;
  const name = variablesOfProvider(id, traits.knownVariables).find((candidate) => isSet(question, candidate));
  if (name === undefined) return undefined;
  if (configured?.kind === 'variable' && configured.name === name) return configured;
  const says = configured !== undefined && configured.kind !== 'none';
  return { kind: 'variable', name, ...(says && { overrides: apiKeyOf(path) }) };
}

/** The key that the config holds or names; undefined when it holds none. */
function configKey(question: KeyQuestion): KeyPrediction | undefined {
  const path = apiKeyOf(question.path);
  const written = valueAt(question.written, path);
  if (isObject(written)) return referenced(question, written);
  if (typeof written !== 'string') return undefined;
  const text = normalizeKey(written);
  const value = normalizeKey(String(valueAt(question.value, path) ?? ''));
  if (value === '') return undefined;
  return (
    template(question, text, value) ??
    bareName(question, value) ??
    marker(question, value) ??
    literal(question, text, value)
  );
}

/** `{ source, provider, id }` */
function referenced(question: KeyQuestion, reference: JsonValue): KeyPrediction | undefined {
  const [source, name] = [valueAt(reference, ['source']), valueAt(reference, ['id'])];
  if (typeof source !== 'string' || typeof name !== 'string' || name.trim() === '') return undefined;
  const path = apiKeyOf(question.path);
  if (source === 'env' && !isSet(question, name.trim())) {
    return refusal('failed to resolve secrets', { path, ...unset(question, name.trim()) });
  }
  return { kind: 'secret-ref', path, source };
}

/** `${NAME}` and `$NAME`, as they are written or as `$${NAME}` leaves them behind. */
function template(question: KeyQuestion, written: string, value: string): KeyPrediction | undefined {
  const { id, traits } = question;
  const path = apiKeyOf(question.path);
  const filled = /^\$\{([A-Z_][A-Z0-9_]*)\}$/.exec(written)?.[1];
  if (filled !== undefined && value !== written) return { kind: 'variable', name: filled, path, form: 'template' };

  const braces = /^\$\{([A-Z][A-Z0-9_]{0,127})\}$/.exec(value)?.[1];
  if (braces !== undefined) {
    // Older releases look once more, which is how an escaped `$${NAME}` still finds its variable.
    if (traits.unsetTemplate === 'sent-as-text') return unresolved(question, braces);
    if (isSet(question, braces)) return { kind: 'variable', name: braces, path, form: 'template' };
    return refusal(noKey(id), { path, ...unset(question, braces), form: 'template' });
  }
  const dollar = /^\$([A-Z][A-Z0-9_]{0,127})$/.exec(value)?.[1];
  if (dollar === undefined) return undefined;
  if (traits.dollarName === 'literal') return unresolved(question, dollar);
  if (isSet(question, dollar)) return { kind: 'variable', name: dollar, path, form: 'template' };
  return refusal(noKey(id), { path, ...unset(question, dollar), form: 'template' });
}

function unresolved(question: KeyQuestion, written: string): KeyPrediction {
  const path = apiKeyOf(question.path);
  return { kind: 'literal', path, looksLike: 'unresolved-template', ...named(question, written) };
}

/** What a text that is sent as it stands says about the variable that was meant. */
function named(question: KeyQuestion, written: string) {
  const name = variableMeant(question, written);
  const nameIsSet = isSet(question, name);
  return { nameIsSet, ...(nameIsSet ? { name } : unset(question, name)) };
}

function unset({ environment }: KeyQuestion, name: string) {
  const { near } = environment.lookup(name);
  return { name, ...(near !== undefined && { near }) };
}

/** A name that the release knows is looked up, whoever it belongs to. */
function bareName(question: KeyQuestion, value: string): KeyPrediction | undefined {
  const path = apiKeyOf(question.path);
  if (awsMarkers.includes(value)) return refusal(noKey(question.id), { path, name: value, form: 'bare' });
  if (!knownVariables(question.traits.knownVariables).has(value)) return undefined;
  if (isSet(question, value)) return { kind: 'variable', name: value, path, form: 'bare' };
  return refusal(noKey(question.id), { path, name: value, form: 'bare' });
}

/** Words such as `custom-local`: from 2026.4.29 they mean "no key" on a local server, before they count as missing. */
function marker(question: KeyQuestion, value: string): KeyPrediction | undefined {
  if (!accessMarkers.includes(value) && !value.startsWith('oauth:')) return undefined;
  const { path, id, traits, value: config } = question;
  const host = hostOf(String(valueAt(config, [...path, 'baseUrl']) ?? ''));
  const local = host !== undefined && needsNoKey(host, traits.keylessHosts) && isCustomLocal(config, path);
  const api = valueAt(config, [...path, 'api']);
  // The protocol of Ollama sends its word like any key (ran 2026.4.22 and 2026.9.6).
  if (id === 'ollama' && api === 'ollama' && value === 'ollama-local') {
    return { kind: 'literal', path: apiKeyOf(path), looksLike: 'placeholder' };
  }
  const known = api === 'openai-completions';
  const word: KeyPrediction = { kind: 'none', path: apiKeyOf(path) };
  if (traits.keylessHosts !== 'loopback' && local && known) return word;
  if (bringsAccess(id) && isCustomLocal(config, path)) return word;
  return refusal(noKey(id), { path: apiKeyOf(path) });
}

/** Their plugins make up a word for a server of one's own, such as `ollama-local`: no key is needed (ran 2026.4.22). */
function bringsAccess(id: string): boolean {
  return id === 'ollama' || id === 'lmstudio';
}

/** `name` is given away only for what reads like the name of a variable. */
function literal(question: KeyQuestion, written: string, value: string): KeyPrediction {
  const path = apiKeyOf(question.path);
  if (written !== value) return { kind: 'literal', path, looksLike: 'secret' }; // a variable is part of it
  const { kind, name } = looksLike(value);
  if (kind === 'secret' && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value)) {
    const variable = named(question, value);
    if (variable.nameIsSet || 'near' in variable)
      return { kind: 'literal', path, looksLike: 'unknown-name', ...variable };
  }
  return {
    kind: 'literal',
    path,
    looksLike: kind,
    ...(name !== undefined && named(question, name)),
  };
}

/** Only names in capitals can be replaced, so `${gpu_key}` means the variable of that name in capitals, where it is set. */
function variableMeant(question: KeyQuestion, name: string): string {
  const capitals = name.toUpperCase();
  return isSet(question, capitals) ? capitals : name;
}

/** Nothing is configured: local servers are asked without a key, all others not at all. */
function keyless({ value, id, path, traits }: KeyQuestion): KeyPrediction {
  const auth = valueAt(value, [...path, 'auth']);
  const host = hostOf(String(valueAt(value, [...path, 'baseUrl']) ?? ''));
  const allowed = (auth === undefined || auth === 'api-key') && isCustomLocal(value, path);
  if (allowed && host !== undefined && (bringsAccess(id) || needsNoKey(host, traits.keylessHosts)))
    return { kind: 'none' };
  return refusal(noKey(id));
}

/** Base URL, `api` and at least one row: without all three no server is taken for a local one. */
function isCustomLocal(value: JsonValue, path: ConfigPath): boolean {
  const rows = valueAt(value, [...path, 'models']);
  const written = (key: string) => /\S/.test(String(valueAt(value, [...path, key]) ?? ''));
  return written('baseUrl') && written('api') && Array.isArray(rows) && rows.length > 0;
}

/** A login that the config declares: whether its key is in the store cannot be seen from here. */
function configuredProfile({ value, id, traits, authProfiles }: KeyQuestion): KeyPrediction | undefined {
  if (authProfiles !== undefined || !profileProviders(value).some((provider) => providerId(provider, traits) === id)) {
    return undefined;
  }
  const profiles = valueAt(value, ['auth', 'profiles']);
  const name = Object.entries(isObject(profiles) ? profiles : {}).find(
    ([, profile]) => providerId(String(valueAt(profile, ['provider'])), traits) === id,
  )?.[0];
  return name === undefined ? undefined : { kind: 'profile', name };
}
