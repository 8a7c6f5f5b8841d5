import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { providerId } from '../release/provider-aliases.js';
import type { ReleaseTraits } from '../release/traits.js';
import { fromConfig } from './sourced.js';
import type { EffectiveModel, Sourced } from './types.js';

const defaults = ['agents', 'defaults'];

type Traits = Pick<ReleaseTraits, 'limitParams' | 'providerAliases'>;
type Limit = Sourced<number | null>;

export interface ParamsQuestion {
  readonly config: JsonValue;
  /** `provider/id` */
  readonly ref: string;
  readonly provider: ConfigPath;
  /** Undefined when no row lists the model. */
  readonly row: ConfigPath | undefined;
  /** Of the agent that runs; undefined for one that the config does not list. */
  readonly agent: ConfigPath | undefined;
  /** Name of the field of a request that holds the limit. */
  readonly field: string;
  readonly traits: Traits;
}

/**
 * The output limit of a model after `params`. Those of the agents come first: of all, of this model, of the agent for this model, of
 * the agent (the last counts); then those of the model: of its provider, of `agents.defaults.models`, of its row. What `extra_body`
 * of the agents writes replaces the field of the request itself. (2026.4.22 and 2026.9.6, read and ran)
 */
export function withParams(own: Limit, question: ParamsQuestion): Limit {
  const { limitParams } = question.traits;
  const agents = agentParams(question);
  const body = limitParams.extraBody ? extraBodyLimit(agents, question) : undefined;
  if (body !== undefined) return body;
  const asked =
    limitParams.agents === 'last-written' ? lastWritten(agents, question) : lastNumber(agents, limitParams.names);
  if (asked !== undefined && (asked.value !== 0 || limitParams.agents === 'last-written')) {
    const lowers = limitParams.agents === 'lower' && own.value !== null && own.value <= asked.value;
    return lowers ? own : asked.value === 0 ? { ...asked, value: null } : asked;
  }
  const ofModel = limitParams.ofModel ? modelLimit(question) : undefined;
  return ofModel === undefined || ofModel.value === 0 ? own : ofModel;
}

export interface Params {
  readonly path: ConfigPath;
  readonly params: JsonObject;
}

export function paramsAt(config: JsonValue, owner: ConfigPath): readonly Params[] {
  const path = [...owner, 'params'];
  const params = valueAt(config, path);
  return isObject(params) ? [{ path, params }] : [];
}

/** Weakest first. */
export function agentParams({ config, ref, agent, traits }: Omit<ParamsQuestion, 'field'>): readonly Params[] {
  const ofAgent = agent === undefined ? [] : [agent];
  const key = modelKey(ref);
  return [
    defaults,
    [...defaults, 'models', key],
    ...(traits.limitParams.agentModels ? ofAgent.map((path) => [...path, 'models', key]) : []),
    ...ofAgent,
  ].flatMap((owner) => paramsAt(config, owner));
}

/** A model id that begins with its provider is not written twice. */
export function modelKey(ref: string): string {
  const slash = ref.indexOf('/');
  const [provider, id] = [ref.slice(0, slash), ref.slice(slash + 1)];
  return id.startsWith(`${provider}/`) ? id : ref;
}

function tokensOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Old releases merge first and look then: a later text or null hides an earlier number. */
function lastWritten(all: readonly Params[], { traits }: ParamsQuestion): Sourced<number> | undefined {
  const [name = ''] = traits.limitParams.names;
  const last = all.findLast(({ params }) => Object.hasOwn(params, name));
  const value = last?.params[name];
  return last === undefined || typeof value !== 'number' ? undefined : byParams(value, [...last.path, name]);
}

function lastNumber(all: readonly Params[], names: readonly string[]): Sourced<number> | undefined {
  return all
    .flatMap(({ path, params }) => {
      const name = names.find((one) => tokensOf(params[one]) !== undefined);
      const value = name === undefined ? undefined : tokensOf(params[name]);
      return name === undefined || value === undefined ? [] : [byParams(value, [...path, name])];
    })
    .at(-1);
}

function byParams(value: number, path: ConfigPath): Sourced<number> {
  return fromConfig(value, path, 'by params');
}

/** These are merged name by name, and the first name with a number counts. */
function modelLimit(question: ParamsQuestion): Sourced<number> | undefined {
  const { config, provider, row, traits } = question;
  const owners = [provider, ...keyOfModel(question), ...(row === undefined ? [] : [row])];
  const all = owners.flatMap((owner) => paramsAt(config, owner));
  for (const name of traits.limitParams.names) {
    const last = all.findLast(({ params }) => Object.hasOwn(params, name));
    const value = tokensOf(last?.params[name]);
    if (last !== undefined && value !== undefined) return byParams(value, [...last.path, name]);
  }
  return undefined;
}

/** The entry of `agents.defaults.models`: the exact key, else one that differs in case. */
function keyOfModel({ config, ref, traits }: ParamsQuestion): readonly ConfigPath[] {
  const path = [...defaults, 'models'];
  const entries = valueAt(config, path);
  const keys = Object.keys(isObject(entries) ? entries : {});
  const plain = (key: string) => {
    const slash = key.indexOf('/');
    return `${providerId(key.slice(0, Math.max(0, slash)), traits)}/${key
      .slice(slash + 1)
      .trim()
      .toLowerCase()}`;
  };
  const key = keys.find((one) => one === modelKey(ref)) ?? keys.find((one) => plain(one) === plain(ref));
  return key === undefined ? [] : [[...path, key]];
}

function extraBodyLimit(all: readonly Params[], { field }: ParamsQuestion): Sourced<number> | undefined {
  for (const name of ['extra_body', 'extraBody']) {
    const last = all.findLast(({ params }) => Object.hasOwn(params, name));
    if (last === undefined) continue;
    const value = valueAt(last.params, [name, field]);
    return typeof value === 'number' ? fromConfig(value, [...last.path, name, field], 'by extra_body') : undefined;
  }
  return undefined;
}

/** Whether an entry of `params` decides the limit. */
export function isByParams({ path }: Limit): boolean {
  return path?.includes('params') === true;
}

/** Nothing cuts it down: what `extra_body` says, and in releases that do not subtract the prompt what any `params` say. */
export function isSentAsIs(maxTokens: Limit, { outputLimit }: Pick<ReleaseTraits, 'outputLimit'>): boolean {
  if (maxTokens.path?.some((key) => key === 'extra_body' || key === 'extraBody') === true) return true;
  return isByParams(maxTokens) && outputLimit.rule === 'min-of-configured-and';
}

/** What goes out when the prompt leaves room for it; newer releases send less when it does not. */
export function highestSent(
  maxTokens: Limit,
  window: number,
  traits: Pick<ReleaseTraits, 'outputLimit'>,
  version: string,
): Limit {
  const wanted = maxTokens.value;
  const { outputLimit } = traits;
  if (wanted === null || isSentAsIs(maxTokens, traits)) return maxTokens;
  if (outputLimit.rule === 'window-minus-estimate') {
    const note = `less when the prompt leaves less of ${window}`;
    return wanted < window ? { ...maxTokens } : { value: window - 1, from: 'derived', note };
  }
  const cap = outputLimit.cap === 'window' ? window : Math.min(outputLimit.cap, window);
  if (wanted <= cap) return maxTokens;
  return { value: cap, from: 'derived', note: cap === window ? 'the context window' : `${version} sends no more` };
}

/** The model as each agent that has a limit of its own gets it, the usual one first. */
export function modelsByLimit(model: EffectiveModel): readonly EffectiveModel[] {
  return [
    model,
    ...(model.agentLimits ?? []).map(({ maxTokens, outputLimit }) => ({ ...model, maxTokens, outputLimit })),
  ];
}
