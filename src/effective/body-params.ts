import { isObject, type JsonValue } from '../config/json.js';
import { maskValue } from '../config/mask.js';
import type { ReleaseTraits } from '../release/traits.js';
import { agentParams, type ParamsQuestion, paramsAt } from './output-limit.js';
import type { BodyParam } from './types.js';

interface Named {
  /** Spellings below `params`; the first one that is written counts. */
  readonly names: readonly string[];
  /** In the request. */
  readonly field: string;
  readonly fits: (value: JsonValue) => boolean;
}

const isNumber = (value: JsonValue) => typeof value === 'number';
const isBoolean = (value: JsonValue) => typeof value === 'boolean';
const isText = (value: JsonValue) => typeof value === 'string' || Array.isArray(value);

/** Requests of `openai-completions`; 2026.4.22 and 2026.9.6 read and ran. */
const sendable: Readonly<Record<ReleaseTraits['bodyParams'][number], Named>> = {
  temperature: { names: ['temperature'], field: 'temperature', fits: isNumber },
  parallelToolCalls: {
    names: ['parallel_tool_calls', 'parallelToolCalls'],
    field: 'parallel_tool_calls',
    fits: isBoolean,
  },
  templateKwargs: {
    names: ['chat_template_kwargs', 'chatTemplateKwargs'],
    field: 'chat_template_kwargs',
    fits: isObject,
  },
  extraBody: { names: ['extra_body', 'extraBody'], field: 'extra_body', fits: isObject },
  topP: { names: ['topP'], field: 'top_p', fits: isNumber },
  frequencyPenalty: {
    names: ['frequencyPenalty', 'frequency_penalty'],
    field: 'frequency_penalty',
    fits: isNumber,
  },
  presencePenalty: { names: ['presencePenalty', 'presence_penalty'], field: 'presence_penalty', fits: isNumber },
  seed: { names: ['seed'], field: 'seed', fits: isNumber },
  responseFormat: { names: ['response_format', 'responseFormat'], field: 'response_format', fits: isObject },
  stop: { names: ['stop'], field: 'stop', fits: isText },
};

/** Fields that a server would understand, so that whoever writes them below `params` means them to be sent. */
const meantForServer: readonly string[] = [
  'chat_template_kwargs chatTemplateKwargs extra_body extraBody frequencyPenalty frequency_penalty guided_choice guided_json',
  'guided_regex logit_bias logprobs min_p minP n parallel_tool_calls presencePenalty presence_penalty reasoning_effort',
  'repetition_penalty repetitionPenalty response_format responseFormat seed stop stop_token_ids tool_choice top_k topK top_p topP',
].flatMap((line) => line.split(' '));

/** `minP` as a server spells it: `min_p`. */
function serverName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Where below `params` of an agent the release takes what was meant by `name`: `['topP']`, or `['extra_body', 'min_p']` when it has no
 * name for it. Undefined when the release cannot send it, or nobody knows the name.
 */
export function sentAs(name: string, traits: Pick<ReleaseTraits, 'bodyParams'>): readonly string[] | undefined {
  const field = serverName(name);
  const own = traits.bodyParams
    .map((key) => sendable[key])
    .find((row) => row.field === field || row.names.includes(name));
  if (own !== undefined) return own.names.includes(name) ? [name] : own.names.slice(0, 1);
  const isKnown = meantForServer.includes(name) || Object.values(sendable).some(({ names }) => names.includes(name));
  return isKnown && traits.bodyParams.includes('extraBody') ? ['extra_body', field] : undefined;
}

/** Names that are nobody's but a server's; those of a row or a provider never reach it (2026.5.28 to 2026.9.6, ran). */
function unsentOfModel({ config, provider, row }: Omit<ParamsQuestion, 'field'>): readonly BodyParam[] {
  const names = new Set([...meantForServer, ...Object.values(sendable).flatMap((one) => one.names)]);
  return [provider, ...(row === undefined ? [] : [row])]
    .flatMap((owner) => paramsAt(config, owner))
    .flatMap(({ path, params }) =>
      Object.entries(params).flatMap(([name, value]) =>
        names.has(name) && value !== undefined
          ? [{ field: name, value: maskValue(value), path: [...path, name], sent: false }]
          : [],
      ),
    );
}

/** What `params` of the agents add to each request of a model, and what any seem to add and do not. Limits are not among them. */
export function bodyParams(question: Omit<ParamsQuestion, 'field'> & { readonly traits: ReleaseTraits }): BodyParam[] {
  const layers = agentParams(question);
  const last = (name: string) => layers.findLast(({ params }) => Object.hasOwn(params, name));
  const found: BodyParam[] = [];
  const taken = new Set<string>();
  for (const key of question.traits.bodyParams) {
    const { names, field, fits } = sendable[key];
    const layer = layers.findLast(({ params }) => names.some((name) => Object.hasOwn(params, name)));
    const name = names.find((one) => layer !== undefined && Object.hasOwn(layer.params, one));
    const value = name === undefined ? undefined : layer?.params[name];
    if (layer === undefined || name === undefined || value === undefined) continue;
    for (const one of names) taken.add(one);
    found.push({ field, value: maskValue(value), path: [...layer.path, name], sent: fits(value) });
  }
  for (const name of meantForServer) {
    const layer = taken.has(name) ? undefined : last(name);
    const value = layer?.params[name];
    if (layer === undefined || value === undefined) continue;
    found.push({ field: name, value: maskValue(value), path: [...layer.path, name], sent: false });
  }
  return [...found, ...unsentOfModel(question)];
}
