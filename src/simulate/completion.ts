import type { JsonObject } from '../config/json.js';
import type { ModelAnswer } from './model-answer.js';
import type { CompletionStyle } from './profiles/profile.js';
import { pieces, type Tokenizer } from './tokenizer.js';
import { writeCall } from './tool-text.js';
import type { Reasoning, ToolFormat } from './types.js';

/** An answer cut to its limit, with its counts. */
export interface Completion {
  readonly parts: readonly Part[];
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** A stretch of the answer that goes into one field, one text for each token or two. A call has its name besides. */
export type Part =
  | { readonly kind: 'thoughts'; readonly pieces: readonly string[] }
  | { readonly kind: 'text'; readonly pieces: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly pieces: readonly string[] };

/** How the model writes, and what the server understands of it. */
export interface Speech {
  readonly toolFormat: ToolFormat;
  /** Calls are taken out of the text. */
  readonly parsesCalls: boolean;
  readonly reasoning: Reasoning | undefined;
  readonly forcedFinish: 'stop' | 'tool_calls';
}

export interface CompletionHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

const thoughts = 'The user wants something simple. I will answer in a few words.';

interface Stretch {
  readonly kind: Part['kind'];
  readonly name: string;
  readonly text: string;
  /** Tokens that the client does not see: markers, the name of the tool. */
  readonly hidden: number;
}

/** `limit`: tokens of the answer, its end token included. */
export function complete(
  tokenizer: Tokenizer,
  answer: ModelAnswer,
  speech: Speech,
  counts: { readonly promptTokens: number; readonly limit: number },
): Completion {
  const stretches = [...thoughtsOf(tokenizer, speech), stretchOf(tokenizer, answer, speech)];
  const parts: Part[] = [];
  let spent = 0;
  let whole = true;
  for (const { kind, name, text, hidden } of stretches) {
    const tokens = tokenizer.encode(text);
    // The end token needs room too.
    const room = Math.max(0, counts.limit - spent - hidden - 1);
    whole = tokens.length <= room;
    const shown = pieces(tokenizer, whole ? tokens : tokens.slice(0, room + 1));
    parts.push(kind === 'call' ? { kind, name, pieces: shown } : { kind, pieces: shown });
    spent += hidden + tokens.length;
    if (!whole) break;
  }
  const { promptTokens, limit } = counts;
  if (!whole) return { parts, finishReason: 'length', promptTokens, answerTokens: limit };
  const called = parts.some(({ kind }) => kind === 'call');
  const forced = answer.kind === 'call' && answer.forced;
  const finishReason = !called ? 'stop' : forced ? speech.forcedFinish : 'tool_calls';
  return { parts, finishReason, promptTokens, answerTokens: spent + 1 };
}

function thoughtsOf(tokenizer: Tokenizer, { reasoning }: Speech): readonly Stretch[] {
  if (reasoning === undefined) return [];
  const stretch = (kind: 'thoughts' | 'text', text: string, hidden: number) => [{ kind, name: '', text, hidden }];
  if (reasoning === 'parsed') return stretch('thoughts', thoughts, tokenizer.encode('<think>\n\n</think>\n\n').length);
  return stretch('text', `${reasoning === 'raw' ? '<think>\n' : ''}${thoughts}\n</think>\n\n`, 0);
}

function stretchOf(tokenizer: Tokenizer, answer: ModelAnswer, { toolFormat, parsesCalls }: Speech): Stretch {
  if (answer.kind === 'text') return { kind: 'text', name: '', text: answer.text, hidden: 0 };
  const { name, arguments: args } = answer;
  // A call that is forced by name is decoded under guidance: there is nothing to parse.
  if (!parsesCalls && !answer.forced)
    return { kind: 'text', name: '', text: writeCall(toolFormat, name, args), hidden: 0 };
  const hidden = tokenizer.encode(`<tool_call>\n${name}\n</tool_call>`).length;
  return { kind: 'call', name, text: args, hidden };
}

export function usageOf({ promptTokens, answerTokens }: Completion, style: CompletionStyle): JsonObject {
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + answerTokens,
    completion_tokens: answerTokens,
    ...style.usage,
  };
}

/** The answer in one piece. */
export function wholeBody(
  head: CompletionHead,
  completion: Completion,
  style: CompletionStyle,
  callId: string,
): JsonObject {
  const said = (kind: Part['kind']) =>
    completion.parts
      .filter((part) => part.kind === kind)
      .flatMap((part) => part.pieces)
      .join('');
  const calls = completion.parts.flatMap((part) =>
    part.kind === 'call'
      ? [{ id: callId, type: 'function', function: { name: part.name, arguments: part.pieces.join('') } }]
      : [],
  );
  const hasText = completion.parts.some(({ kind }) => kind === 'text');
  const message = {
    role: 'assistant',
    content: hasText ? said('text') : null,
    ...style.message,
    ...((calls.length > 0 || style.emptyToolCalls) && { tool_calls: calls }),
    ...reasoningKeys(style, said('thoughts')),
  };
  const choice = {
    index: 0,
    message,
    ...(style.nullLogprobs && { logprobs: null }),
    finish_reason: completion.finishReason,
    ...style.choice,
  };
  const body = { ...headOf(head, 'chat.completion'), choices: [choice] };
  return { ...body, usage: usageOf(completion, style), ...style.whole };
}

/** The events of a stream, in order, `[DONE]` not among them. The first comes with the first token. */
export function streamBodies(
  head: CompletionHead,
  completion: Completion,
  style: CompletionStyle,
  { callId, includeUsage }: { readonly callId: string; readonly includeUsage: boolean },
): readonly JsonObject[] {
  const frame = { ...headOf(head, 'chat.completion.chunk'), ...style.chunk };
  const chunk = (delta: JsonObject, finish: string | null): JsonObject => ({
    ...frame,
    choices: [{ index: 0, delta, ...style.chunkChoice, finish_reason: finish, ...(finish !== null && stopOf(style)) }],
  });
  const deltas = completion.parts.flatMap((part) => deltasOf(part, style, callId));
  const last: JsonObject = completion.parts.at(-1)?.kind === 'call' ? {} : { content: '' };
  const usage = { ...frame, choices: [], usage: usageOf(completion, style) };
  return [
    { ...chunk({ role: 'assistant', content: '' }, null), ...style.firstChunk },
    ...deltas.map((delta) => chunk(delta, null)),
    chunk(last, completion.finishReason),
    ...(includeUsage || style.alwaysUsage ? [usage] : []),
  ];
}

function deltasOf(part: Part, style: CompletionStyle, callId: string): readonly JsonObject[] {
  if (part.kind === 'text') return part.pieces.map((text) => ({ content: text }));
  if (part.kind === 'thoughts') {
    return part.pieces.map((text) => Object.fromEntries(style.reasoning.map((name) => [name, text])));
  }
  const { name } = part;
  const open = (text: string) => ({ index: 0, id: callId, type: 'function', function: { name, arguments: text } });
  if (style.wholeCalls) return [{ tool_calls: [open(part.pieces.join(''))] }];
  return [
    { tool_calls: [open('')] },
    ...part.pieces.map((text) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
  ];
}

function stopOf({ choice }: CompletionStyle): JsonObject {
  return 'stop_reason' in choice ? { stop_reason: null } : {};
}

function headOf({ id, created, model }: CompletionHead, object: string): JsonObject {
  return { id, object, created, model };
}

/** Null when there are no thoughts, where the server sends the keys all the same. */
function reasoningKeys({ reasoning, nullReasoning }: CompletionStyle, text: string): JsonObject {
  if (text === '' && !nullReasoning) return {};
  return Object.fromEntries(reasoning.map((name) => [name, text === '' ? null : text]));
}
