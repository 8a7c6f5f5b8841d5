import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import type { Profile } from './profiles/profile.js';
import { type Refusal, sentence } from './refusal.js';
import { templateComplaint } from './template.js';
import type { SimulatorOptions } from './types.js';

/** A chat completion request that vLLM would accept, before its prompt is counted. */
export interface ChatRequest {
  readonly model: string | undefined;
  readonly messages: readonly JsonObject[];
  /** Empty when none are offered, or `tool_choice` is `none`. */
  readonly tools: readonly JsonValue[];
  /** Name of a tool that must be called, `required`, or `auto`. */
  readonly toolChoice: 'auto' | 'required' | { readonly name: string };
  readonly maxTokens: number | undefined;
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

interface Rules {
  readonly profile: Profile;
  readonly options: SimulatorOptions;
}

/** Checks in the order of vLLM: schema, options, tools, template. Fields that it does not know are ignored, as vLLM does. */
export function readChatRequest(body: JsonValue, rules: Rules): ChatRequest | { readonly refusal: Refusal } {
  const { words } = rules.profile;
  if (!isObject(body)) return { refusal: words.missing('messages') };
  const messages = body['messages'];
  if (messages === undefined) return { refusal: words.missing('messages') };
  if (!Array.isArray(messages)) return { refusal: words.wrongType('messages', 'list') };
  const bad = messages.findIndex((message) => !isObject(message) || typeof message['role'] !== 'string');
  if (bad !== -1) {
    return { refusal: words.noRole?.(messages[bad] ?? null) ?? words.missing('messages', bad, 'role') };
  }
  const refusal = refuseOptions(body, rules) ?? refuseTools(body, rules) ?? refuseMessages(messages, rules);
  return refusal === undefined ? accepted(body, messages) : { refusal };
}

function accepted(body: JsonObject, messages: readonly JsonObject[]): ChatRequest {
  const choice = body['tool_choice'];
  const options = body['stream_options'];
  // max_completion_tokens wins when both are sent.
  const field = typeof body['max_completion_tokens'] === 'number' ? 'max_completion_tokens' : 'max_tokens';
  const maxTokens = body[field];
  return {
    model: typeof body['model'] === 'string' && body['model'] !== '' ? body['model'] : undefined,
    messages,
    tools: choice === 'none' ? [] : toolsOf(body),
    toolChoice: forcedName(choice) ?? (choice === 'required' ? 'required' : 'auto'),
    maxTokens: typeof maxTokens === 'number' ? maxTokens : undefined,
    maxTokensField: field,
    stream: body['stream'] === true,
    includeUsage: isObject(options) && options['include_usage'] === true,
  };
}

const limits = ['max_tokens', 'max_completion_tokens'] as const;

function refuseOptions(body: JsonObject, { profile, options }: Rules): Refusal | undefined {
  const unwanted = options.refusedFields?.find((field) => body[field] !== undefined);
  if (unwanted !== undefined) return profile.words.unexpected(unwanted);
  if (isObject(body['stream_options']) && body['stream'] !== true) {
    const refusal = profile.words.conflict?.(sentence('vllm.stream-options-without-stream'), 'stream_options');
    if (refusal !== undefined) return refusal;
  }
  const odd = limits.find((field) => typeof body[field] === 'string');
  if (odd !== undefined) return profile.words.wrongType(odd, 'integer');
  return undefined;
}

function refuseTools(body: JsonObject, { profile, options }: Rules): Refusal | undefined {
  const { words, tools: habits } = profile;
  const tools = toolsOf(body);
  const choice = body['tool_choice'];
  if (Array.isArray(body['tools']) && tools.length === 0 && habits.refuseEmpty !== undefined)
    return habits.refuseEmpty();
  if (tools.length === 0) {
    const hasChoice = choice !== undefined && choice !== null && choice !== 'none';
    return hasChoice ? words.conflict?.(sentence('vllm.tools.choice-without-tools'), 'tool_choice') : undefined;
  }
  const forced = forcedName(choice);
  if (forced !== undefined && !tools.some((tool) => nameOf(tool) === forced.name)) {
    const refusal = words.conflict?.(sentence('vllm.tools.choice-unknown-name'), 'tool_choice');
    if (refusal !== undefined) return refusal;
  }
  if (options.tools !== false) return undefined;
  if (choice === 'none') return habits.refuse?.('none');
  return habits.refuse?.(forced ?? (choice === 'required' ? 'required' : 'auto'));
}

function refuseMessages(messages: readonly JsonObject[], { profile, options }: Rules): Refusal | undefined {
  if (messages.length === 0) return profile.words.noMessages?.();
  const silent = messages.some((message) => message['role'] !== 'assistant' && message['content'] === undefined);
  if (silent && profile.words.noContent !== undefined) return profile.words.noContent();
  const inParts = messages.findIndex((message) => Array.isArray(message['content']));
  if (options.stringContentOnly === true && inParts !== -1) {
    return profile.words.invalid(`messages[${inParts}].content must be a string`);
  }
  const complaint = templateComplaint(messages, options);
  return complaint === undefined ? undefined : profile.words.template(complaint);
}

function toolsOf(body: JsonObject): readonly JsonValue[] {
  return Array.isArray(body['tools']) ? body['tools'] : [];
}

export function nameOf(tool: JsonValue): string | undefined {
  const described = isObject(tool) ? tool['function'] : undefined;
  return isObject(described) && typeof described['name'] === 'string' ? described['name'] : undefined;
}

function forcedName(choice: JsonValue | undefined): { name: string } | undefined {
  const name = isObject(choice) ? nameOf(choice) : undefined;
  return name === undefined ? undefined : { name };
}
