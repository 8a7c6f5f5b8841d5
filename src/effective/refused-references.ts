import { type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, startsWith } from '../config/path.js';
import { isBundledProvider } from '../release/known-variables.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentsOf, defaultAgentOf } from '../schema/agents.js';
import { allowListFor, type WrittenList } from './allow-list.js';
import { chainOf, type ModelChain, modelChains } from './chains.js';
import { type ModelIndex, readModelIndex, resolveReference } from './model-ref.js';
import { agentPaths } from './references.js';
import type { ModelReference } from './types.js';

/** The models that may be named besides the primary; there is none where any model may. */
export interface AllowList extends WrittenList {
  /** `provider/model` */
  readonly exact: ReadonlySet<string>;
  /** `provider/`, what stands before the star. */
  readonly prefixes: readonly string[];
}

/** A model that the config names and the program does not take there. */
export interface RefusedReference {
  readonly reference: ModelReference;
  readonly list: AllowList;
  /** What names it: an agent's primary, its heartbeat, the mail hook, a hook, `subagents.model`. */
  readonly place: Place;
  /** What runs in its place: some model that the list allows, the primary, or nothing. */
  readonly then: 'another' | 'primary' | 'nothing';
}

type Place = 'primary' | 'heartbeat' | 'gmail' | 'hook' | 'subagents';

interface Question {
  readonly config: JsonValue;
  readonly traits: ReleaseTraits;
  readonly index: ModelIndex;
  readonly chains: readonly ModelChain[];
}

/** The references that a list of allowed models turns down, each with what the release does instead. */
export function refusedReferences(
  config: JsonValue,
  references: readonly ModelReference[],
  traits: ReleaseTraits,
): readonly RefusedReference[] {
  const index = readModelIndex(config, () => true, traits);
  const question = { config, traits, index, chains: modelChains(config, references, traits) };
  return references.flatMap((reference): readonly RefusedReference[] => {
    const place = placeOf(reference, config);
    if (place === undefined || reference.resolved === undefined) return [];
    for (const agent of agentsThatUse(reference, config)) {
      const list = listOf(agent, question);
      const then = list && judge({ model: reference.resolved, place, agent, list }, question);
      if (list !== undefined && then !== undefined) return [{ reference, list, place, then }];
    }
    return [];
  });
}

function placeOf({ path, role }: ModelReference, config: JsonValue): Place | undefined {
  if (role === 'primary') return 'primary';
  if (role === 'heartbeat') return isOff(valueAt(config, [...path.slice(0, -1), 'every'])) ? undefined : 'heartbeat';
  if (role === 'subagent') return path.includes('fallbacks') ? undefined : 'subagents';
  if (path[0] !== 'hooks' || valueAt(config, ['hooks', 'enabled']) !== true) return undefined;
  if (path[1] === 'gmail') return 'gmail';
  return valueAt(config, [...path.slice(0, 3), 'action']) === 'wake' ? undefined : 'hook';
}

/** `every: "0m"` turns heartbeats off. */
function isOff(every: JsonValue | undefined): boolean {
  return typeof every === 'string' && /^0+\s*[a-z]*$/i.test(every.trim());
}

/** Paths of the agents that a reference speaks for; `agents.defaults` stands for agents that nobody lists. */
function agentsThatUse({ path }: ModelReference, config: JsonValue): readonly ConfigPath[] {
  const [defaults, ...roster] = agentPaths(config).map((row) => row.path);
  if (defaults === undefined) return [];
  const owner = roster.find((agent) => startsWith(path, agent));
  if (owner !== undefined) return [owner];
  if (roster.length === 0) return [defaults];
  if (path[0] === 'hooks') {
    const id = path[1] === 'mappings' ? valueAt(config, [...path.slice(0, 3), 'agentId']) : undefined;
    const named = agentPaths(config).find(({ agent }) => agent === id)?.path;
    return [named ?? defaultAgentOf(agentsOf(config))?.path ?? defaults];
  }
  const key = path.slice(defaults.length).filter((step) => step !== 'primary');
  return roster.filter((agent) => valueAt(config, [...agent, ...key]) === undefined);
}

function listOf(agent: ConfigPath, { config, traits, index, chains }: Question): AllowList | undefined {
  const { wildcards } = traits.allowList;
  const list = allowListFor(agent, config, traits);
  if (list === undefined) return undefined;
  const [provider = ''] = chainOf(chains, agent)?.primary.resolved?.split('/') ?? [];
  const isWildcard = (text: string) =>
    (wildcards === 'provider' && /^[^/]+\/\*$/.test(text.trim())) ||
    (wildcards === 'prefix' && /[^/]\/\*$/.test(text.trim()));
  return {
    ...list,
    exact: new Set(list.texts.filter((text) => !isWildcard(text)).map((text) => keyOf(text, provider, index))),
    prefixes: list.texts.filter(isWildcard).map((text) => {
      const [provider = '', ...rest] = text.trim().slice(0, -1).split('/');
      return [providerId(provider, traits), ...rest].join('/');
    }),
  };
}

/** `provider/model`: a name that nobody lists is one of the provider of the primary. */
function keyOf(text: string, provider: string, index: ModelIndex): string {
  const plain = text.trim();
  return resolveReference(text, index).resolved ?? (plain.includes('/') ? plain : `${provider}/${plain}`);
}

interface Case {
  /** `provider/model` */
  readonly model: string;
  readonly place: Place;
  readonly agent: ConfigPath;
  readonly list: AllowList;
}

function judge({ model, place, agent, list }: Case, question: Question): RefusedReference['then'] | undefined {
  const { judgesTurns, chainIsAllowed, hookModel } = question.traits.allowList;
  if (list.exact.has(model) || list.prefixes.some((prefix) => model.startsWith(prefix))) return undefined;
  const chain = chainOf(question.chains, agent);
  const isPrimary = chain?.primary.resolved === model;
  const isFallback = chain?.fallbacks.some(({ resolved }) => resolved === model) === true;
  const primaryStands = list.exact.size > 0 && list.prefixes.length === 0;
  const chainStands = (isPrimary && primaryStands) || (isFallback && list.exact.size > 0);
  switch (place) {
    case 'primary':
      return !judgesTurns || primaryStands ? undefined : runsInstead(list, question);
    case 'heartbeat':
      if (!judgesTurns || (isPrimary && primaryStands) || (chainIsAllowed && chainStands)) return undefined;
      return runsInstead(list, question);
    case 'hook':
      if (chainIsAllowed && chainStands) return undefined;
      if (hookModel === 'refused') return 'nothing';
      return isPrimary ? undefined : 'primary';
    default:
      return isPrimary || (chainIsAllowed && chainStands) ? undefined : 'primary';
  }
}

/** The first model of the catalogue that is allowed; without one the run is refused. Catalogues of plugins are not known here. */
function runsInstead({ exact, prefixes }: AllowList, { index }: Question): 'another' | 'nothing' {
  if (exact.size > 0) return 'another';
  const rows = [...index.providers].flatMap(([provider, ids]) => ids.map((id) => `${provider}/${id}`));
  const reaches = (prefix: string) =>
    rows.some((row) => row.startsWith(prefix)) || hasCatalogue(prefix.slice(0, prefix.indexOf('/')));
  return prefixes.some(reaches) ? 'another' : 'nothing';
}

function hasCatalogue(provider: string): boolean {
  return isBundledProvider(provider) && !/^(?:vllm|sglang|ollama|lmstudio)$/.test(provider);
}
