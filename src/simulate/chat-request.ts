import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { invalidRequest, type Refusal, refuse, refuseWhilePreparing, sentence } from './refusal.js';
import { isSince } from './release.js';
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

type Rules = Pick<SimulatorOptions, 'tools' | 'stringContentOnly' | 'rolesMustAlternate'> & {
  readonly release: string;
};

/** Fields that it does not know are ignored, as vLLM does. */
export function readChatRequest(body: JsonValue, rules: Rules): ChatRequest | { readonly refusal: Refusal } {
  const { release } = rules;
  if (!isObject(body)) return { refusal: invalidRequest(release, missing('messages')) };
  const messages = body['messages'];
  if (!Array.isArray(messages)) return { refusal: invalidRequest(release, missing('messages')) };
  const bad = messages.findIndex((message) => !isObject(message) || typeof message['role'] !== 'string');
  if (bad !== -1) return { refusal: invalidRequest(release, missing('messages', bad, 'role')) };
  const refusal = refuseOptions(body, release) ?? refuseTools(body, rules) ?? refuseMessages(messages, rules);
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

function refuseOptions(body: JsonObject, release: string): Refusal | undefined {
  if (isObject(body['stream_options']) && body['stream'] !== true) {
    return invalidRequest(release, sentence('vllm.stream-options-without-stream'), 'stream_options');
  }
  return undefined;
}

function refuseTools(body: JsonObject, { release, tools: parserSet = true }: Rules): Refusal | undefined {
  const tools = toolsOf(body);
  const choice = body['tool_choice'];
  const hasChoice = choice !== undefined && choice !== null && choice !== 'none';
  if (Array.isArray(body['tools']) && tools.length === 0 && isSince(release, '0.20.0')) {
    return invalidRequest(release, sentence('vllm.tools.empty-array'), 'tools');
  }
  if (tools.length === 0) {
    return hasChoice ? invalidRequest(release, sentence('vllm.tools.choice-without-tools')) : undefined;
  }
  const forced = forcedName(choice);
  if (forced !== undefined && !tools.some((tool) => nameOf(tool) === forced.name)) {
    return invalidRequest(release, sentence('vllm.tools.choice-unknown-name'));
  }
  if (parserSet || choice === 'none') return undefined;
  // Tools without a choice mean "auto"; a forced call did without a parser until 0.13.
  if (forced === undefined && choice !== 'required')
    return refuse(release, { message: sentence('vllm.tools.auto-needs-flags') });
  if (!isSince(release, '0.14.0')) return undefined;
  const named = forced === undefined ? '"required"' : `function "${forced.name}"`;
  return refuse(release, { message: sentence('vllm.tools.forced-needs-parser', { choice: named }) });
}

function refuseMessages(messages: readonly JsonObject[], rules: Rules): Refusal | undefined {
  const { release } = rules;
  const inParts = messages.findIndex((message) => Array.isArray(message['content']));
  if (rules.stringContentOnly === true && inParts !== -1) {
    return refuse(release, { message: `messages[${inParts}].content must be a string` });
  }
  if (rules.rolesMustAlternate === true && !alternates(messages)) {
    return refuseWhilePreparing(release, { message: sentence('vllm.template.alternate') });
  }
  return undefined;
}

function alternates(messages: readonly JsonObject[]): boolean {
  const roles = messages.map((message) => message['role']).filter((role, index) => !(index === 0 && role === 'system'));
  return roles.every((role, index) => role === (index % 2 === 0 ? 'user' : 'assistant'));
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

function missing(...path: readonly (string | number)[]): string {
  const loc = ['body', ...path].map((step) => (typeof step === 'number' ? step : `'${step}'`)).join(', ');
  return sentence('vllm.pydantic', { count: 1, errorType: 'missing', loc, msg: 'Field required' }).replace(
    '1 validation errors',
    '1 validation error',
  );
}
