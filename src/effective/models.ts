import { type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { StoredLimits } from '../config/stored.js';
import type { ReleaseTraits } from '../release/traits.js';
import { limitsByAgent, usersOf } from './agent-limits.js';
import { bodyParams } from './body-params.js';
import { hostOf, isLocalEndpoint } from './hosts.js';
import { reserveTokens } from './limits.js';
import { requestDeciders, requestShape } from './request-shape.js';
import { requestUrl } from './request-url.js';
import { shownBaseUrl } from './shown-url.js';
import { fromConfig, fromRelease, positiveAt } from './sourced.js';
import type {
  EffectiveModel,
  EffectiveProvider,
  EffectiveTools,
  KeyPrediction,
  ModelReference,
  Sourced,
} from './types.js';

export interface ModelQuestion {
  /** Substituted. */
  readonly config: JsonValue;
  readonly providers: readonly EffectiveProvider[];
  readonly references: readonly ModelReference[];
  readonly tools: Pick<EffectiveTools, 'profile'>;
  /** With the headers of that row; undefined when they name no Authorization. */
  readonly keyOfRow: (provider: EffectiveProvider, row: ConfigPath) => KeyPrediction | undefined;
  /** Rows of a generated models.json, of which some releases take limits for models that the config does not list. */
  readonly storedLimits?: readonly StoredLimits[] | undefined;
  readonly traits: ReleaseTraits;
  readonly version: string;
}

/** What is assumed when nobody says (2026.4.22 and 2026.9.6). */
const defaultWindow = 200_000;
const defaultMaxTokens = 8192;
const agentCapPath = ['agents', 'defaults', 'contextTokens'];
const compactionPath = ['agents', 'defaults', 'compaction'];

/** The rows of every provider, then what references reach although no row lists it. */
export function effectiveModels(question: ModelQuestion): readonly EffectiveModel[] {
  return question.providers.flatMap((provider) => {
    const rows = rowsOf(question.config, provider.path);
    const of = { provider: provider.id };
    const listed = rows.map(({ id, path }) =>
      effectiveModel(question, provider, { ...of, id, path, listed: true, rows }),
    );
    const unlisted = reachedOf(question.references, provider.id)
      .filter((id) => !rows.some((row) => row.id === id))
      .map((id) => effectiveModel(question, provider, { ...of, id, path: provider.path, listed: false, rows }));
    return [...listed, ...unlisted];
  });
}

interface Row {
  readonly id: string;
  readonly path: ConfigPath;
}

/** Of two rows with one id the first counts (2026.4.22, 2026.9.6). */
function rowsOf(config: JsonValue, provider: ConfigPath): readonly Row[] {
  const path = [...provider, 'models'];
  const rows = valueAt(config, path);
  const found = new Map<string, Row>();
  for (const [i, row] of Array.isArray(rows) ? rows.entries() : []) {
    const id = valueAt(row, ['id']);
    if (typeof id === 'string' && id.trim() !== '' && !found.has(id.trim())) {
      found.set(id.trim(), { id: id.trim(), path: [...path, i] });
    }
  }
  return [...found.values()];
}

function reachedOf(references: readonly ModelReference[], provider: string): readonly string[] {
  const ids = references.flatMap(({ resolved }) =>
    resolved?.startsWith(`${provider}/`) === true ? [resolved.slice(provider.length + 1)] : [],
  );
  return [...new Set(ids)];
}

interface Place extends Row {
  readonly provider: string;
  readonly listed: boolean;
  /** Of the same provider. */
  readonly rows: readonly Row[];
}

function effectiveModel(question: ModelQuestion, provider: EffectiveProvider, place: Place): EffectiveModel {
  const { config, references, tools, traits, version } = question;
  const { id, path, listed } = place;
  const ref = `${provider.id}/${id}`;
  const row = (key: ConfigPath) => (listed ? valueAt(config, [...path, ...key]) : undefined);
  const contextWindow = cappedByAgents(question, listed ? rowWindow(question, path) : unlistedWindow(question, place));
  const own = listed ? rowMaxTokens(question, path, contextWindow.value) : unlistedMaxTokens(question, place);
  const compat = (key: string) => row(['compat', key]);
  const reasoning = row(['reasoning']) === true;
  const request = requestShape(compat, { reasoning, tools, traits });
  const params = { config, ref, provider: provider.path, row: listed ? path : undefined };
  const users = usersOf(ref, references, config);
  const api = apiOf(question, provider, place);
  const fields = api.value === 'openai-completions' ? bodyParams({ ...params, agent: users[0]?.path, traits }) : [];
  const url = urlOf(question, provider, { ...place, api: api.value });
  const key = listed ? question.keyOfRow(provider, path) : undefined;
  return {
    ref,
    provider: provider.id,
    id,
    listed,
    api,
    ...(url && { url }),
    ...(key && { key }),
    path,
    contextWindow,
    ...limitsByAgent({
      own,
      contextWindow: contextWindow.value,
      params: { ...params, field: request.limitField },
      users,
      traits,
      version,
    }),
    ...(fields.length > 0 && { bodyParams: fields }),
    reserveTokens: reserveOf(config, contextWindow.value, traits, version),
    supportsTools: compat('supportsTools') !== false,
    requiresStringContent: compat('requiresStringContent') === true,
    usageInStream: usageOf(question, provider, { api: api.value, row: listed ? path : undefined }),
    reasoning,
    request,
    requestFrom: requestDeciders(compat, listed ? path : undefined, version),
    usedBy: references.filter(({ resolved }) => resolved === ref).map((reference) => formatPath(reference.path)),
  };
}

function apiOf(
  { config, traits, version }: ModelQuestion,
  provider: EffectiveProvider,
  { path, listed }: Place,
): Sourced<string> {
  if (provider.id === 'ollama' && traits.ollamaIdIsNative)
    return fromRelease('ollama', `${version}, for the id ollama`);
  const own = listed ? valueAt(config, [...path, 'api']) : undefined;
  return typeof own === 'string' && own.trim() !== '' ? fromConfig(own.trim(), [...path, 'api']) : provider.api;
}

function urlOf(
  { config, traits }: ModelQuestion,
  provider: EffectiveProvider,
  { path, listed, api }: Place & { readonly api: string },
): Sourced<string> | undefined {
  const at = [...path, 'baseUrl'];
  const own = listed && traits.rowBaseUrl ? valueAt(config, at) : undefined;
  const base = typeof own === 'string' && own.trim() !== '' ? fromConfig(shownBaseUrl(own), at) : provider.baseUrl;
  const url = base && requestUrl(api, base.value, traits);
  return base && url ? { ...base, value: url } : undefined;
}

/** `contextTokens` or `contextWindow` of a row, by the rule of the release. */
function rowWindow({ config, traits, version }: ModelQuestion, path: ConfigPath): Sourced<number> {
  const read = (key: string) => {
    const tokens = positiveAt(config, [...path, key]);
    return tokens === undefined ? undefined : fromConfig(Math.floor(tokens), [...path, key]);
  };
  const [tokens, window] = [read('contextTokens'), read('contextWindow')];
  if (tokens !== undefined && window !== undefined && traits.windowRule === 'smaller') {
    return tokens.value <= window.value ? tokens : window;
  }
  return tokens ?? window ?? fromRelease(defaultWindow, `default of ${version}`);
}

/** What the models.json of the agent still says of a model that no row lists (ran 2026.9.6; 2026.4.22 does not look). */
function fromFile(
  { storedLimits = [], traits }: ModelQuestion,
  { provider, id }: Place,
  key: 'contextWindow' | 'maxTokens',
): Sourced<number> | undefined {
  if (traits.unlistedModelLimit !== 'none') return undefined;
  const row = storedLimits.find((stored) => stored.provider === provider && stored.id === id);
  const value = row?.[key];
  return row === undefined || value === undefined || value <= 0 ? undefined : { value, from: 'state', note: row.file };
}

function unlistedWindow(question: ModelQuestion, place: Place): Sourced<number> {
  const { path, rows } = place;
  const { config, traits, version } = question;
  const assumed = fromRelease(defaultWindow, `default of ${version}`);
  const twin = twinOf(place, traits);
  if (twin !== undefined) return borrowed(rowWindow(question, twin.path), twin);
  const stored = fromFile(question, place, 'contextWindow');
  if (stored !== undefined) return stored;
  if (traits.unlistedModelWindow === 'default') return assumed;
  if (traits.providerLimits === 'unlisted-models') {
    for (const key of ['contextTokens', 'contextWindow']) {
      const tokens = positiveAt(config, [...path, key]);
      if (tokens !== undefined) return fromConfig(tokens, [...path, key]);
    }
  }
  const [first] = rows;
  return first === undefined ? assumed : borrowed(rowWindow(question, first.path), first);
}

/** A row whose id differs in case alone lends its limits; the id is sent as it was asked for (ran 2026.9.6). */
function twinOf({ id, rows }: Place, { unlistedModelLimit }: ReleaseTraits): Row | undefined {
  return unlistedModelLimit === 'none' ? rows.find((row) => row.id.toLowerCase() === id.toLowerCase()) : undefined;
}

/** Older releases take what the first row of the provider says. */
function borrowed<T>({ value, path, from }: Sourced<T>, { id }: Row): Sourced<T> {
  return {
    value,
    from: from === 'config' ? 'derived' : from,
    ...(path && { path }),
    note: `taken from the row of ${id}`,
  };
}

function cappedByAgents({ config, traits }: ModelQuestion, window: Sourced<number>): Sourced<number> {
  const cap = traits.agentContextTokensCap ? positiveAt(config, agentCapPath) : undefined;
  if (cap === undefined || cap >= window.value) return window;
  return fromConfig(Math.floor(cap), agentCapPath, 'capped by agents.defaults.contextTokens');
}

function rowMaxTokens(question: ModelQuestion, path: ConfigPath, window: number): Sourced<number | null> {
  const { config, traits, version } = question;
  const own = positiveAt(config, [...path, 'maxTokens']);
  if (own !== undefined) return fromConfig(own, [...path, 'maxTokens']);
  const provider = path.slice(0, -2);
  const shared =
    traits.providerLimits === 'output-of-any-model' ? positiveAt(config, [...provider, 'maxTokens']) : undefined;
  if (shared !== undefined) return fromConfig(shared, [...provider, 'maxTokens']);
  return fromRelease(Math.min(defaultMaxTokens, window), `default of ${version}`);
}

function unlistedMaxTokens(question: ModelQuestion, place: Place): Sourced<number | null> {
  const { path, rows } = place;
  const { config, traits, version } = question;
  const twin = twinOf(place, traits);
  if (twin !== undefined)
    return borrowed(rowMaxTokens(question, twin.path, rowWindow(question, twin.path).value), twin);
  const stored = fromFile(question, place, 'maxTokens');
  if (stored !== undefined) return stored;
  const shared = traits.providerLimits === 'no-keys' ? undefined : positiveAt(config, [...path, 'maxTokens']);
  if (shared !== undefined) return fromConfig(shared, [...path, 'maxTokens']);
  const [first] = rows;
  if (traits.unlistedModelLimit !== 'none' && first !== undefined) {
    return borrowed(rowMaxTokens(question, first.path, rowWindow(question, first.path).value), first);
  }
  const none = traits.unlistedModelLimit !== 'first-row-or-32000';
  return fromRelease(none ? null : defaultWindow, `${version}, for a model that no row lists`);
}

function reserveOf(config: JsonValue, window: number, { reserve }: ReleaseTraits, version: string): Sourced<number> {
  const read = (key: string) => {
    const tokens = valueAt(config, [...compactionPath, key]);
    return typeof tokens === 'number' && Number.isFinite(tokens) && tokens >= 0 ? Math.floor(tokens) : undefined;
  };
  const keys = { reserveTokens: read('reserveTokens'), reserveTokensFloor: read('reserveTokensFloor') };
  const tokens = reserveTokens(reserve, window, keys);
  // The key that makes a difference is the one to point at.
  for (const key of ['reserveTokensFloor', 'reserveTokens'] as const) {
    if (keys[key] === undefined || tokens === reserveTokens(reserve, window, { ...keys, [key]: undefined })) continue;
    return fromConfig(tokens, [...compactionPath, key]);
  }
  return fromRelease(tokens, `default of ${version}`);
}

/** Ids that are asked for usage on any host: the list of 2026.4.22, and the manifests of 2026.4.29 to 2026.9.6. */
const usageIds: readonly string[] = ['vllm', 'sglang', 'lmstudio'];
const olderUsageIds: readonly string[] =
  'jan llama-cpp llama.cpp llamacpp lm-studio localai tabby tabbyapi text-generation-webui'.split(' ');

function usageOf(
  { config, traits, version }: ModelQuestion,
  provider: EffectiveProvider,
  { api, row }: { readonly api: string; readonly row: ConfigPath | undefined },
): Sourced<boolean> {
  const compat = row && [...row, 'compat', 'supportsUsageInStreaming'];
  const own = compat && valueAt(config, compat);
  if (compat !== undefined && typeof own === 'boolean') return fromConfig(own, compat);
  if (api !== 'openai-completions') return fromRelease(true, `${api} always tells it`);
  const { vllm, otherIds } = traits.usageInStream;
  const listed =
    usageIds.includes(provider.id) || (otherIds === 'never' && vllm && olderUsageIds.includes(provider.id));
  if (listed) return fromRelease(vllm, `${version}, for the id ${provider.id}`);
  const host = hostOf(provider.baseUrl?.value ?? '');
  const local = host !== undefined && isLocalEndpoint(host);
  const asked = otherIds === 'always' || (otherIds === 'local-hosts' && local);
  return fromRelease(asked, `${version}, for another id on ${local ? 'a local' : 'this'} host`);
}
