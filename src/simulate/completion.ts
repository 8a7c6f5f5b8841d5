import type { JsonObject } from '../config/json.js';
import type { ModelAnswer } from './model-answer.js';
import { isSince } from './release.js';
import { pieces, type Tokenizer } from './tokenizer.js';

/** An answer cut to its limit, with its counts. */
export interface Completion {
  readonly answer: ModelAnswer;
  /** What is streamed, one text for each token or two. */
  readonly pieces: readonly string[];
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface CompletionHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly release: string;
}

/** `limit`: tokens of the answer, its end token included. */
export function complete(tokenizer: Tokenizer, answer: ModelAnswer, promptTokens: number, limit: number): Completion {
  const text = answer.kind === 'text' ? answer.text : answer.arguments;
  const tokens = tokenizer.encode(text);
  // The markers and the name around the arguments are tokens too.
  const around = answer.kind === 'call' ? tokenizer.encode(`<tool_call>\n${answer.name}\n</tool_call>`).length : 0;
  const whole = tokens.length + around + 1;
  if (whole > limit) {
    const cut = tokens.slice(0, Math.max(0, limit - around));
    return { answer, pieces: pieces(tokenizer, cut), finishReason: 'length', promptTokens, answerTokens: limit };
  }
  // A call that was forced by name ends with "stop" (0.6.0 to 0.25.1), one that the model chose with "tool_calls".
  const finishReason = answer.kind === 'call' && !answer.forced ? 'tool_calls' : 'stop';
  return { answer, pieces: pieces(tokenizer, tokens), finishReason, promptTokens, answerTokens: whole };
}

export function usageOf({ promptTokens, answerTokens }: Completion): JsonObject {
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + answerTokens,
    completion_tokens: answerTokens,
    prompt_tokens_details: null,
  };
}

/** The answer in one piece. */
export function wholeBody(head: CompletionHead, completion: Completion, callId: string): JsonObject {
  const { answer, finishReason } = completion;
  const text = completion.pieces.join('');
  const calls =
    answer.kind === 'call' ? [{ id: callId, type: 'function', function: { name: answer.name, arguments: text } }] : [];
  const message = {
    role: 'assistant',
    content: answer.kind === 'call' ? null : text,
    refusal: null,
    annotations: null,
    audio: null,
    function_call: null,
    // The key is dropped when empty from 0.24.0 on.
    ...((calls.length > 0 || !isSince(head.release, '0.24.0')) && { tool_calls: calls }),
    ...reasoningKeys(head.release),
  };
  const choice = { index: 0, message, logprobs: null, finish_reason: finishReason, stop_reason: null };
  return { ...headOf(head, 'chat.completion'), choices: [choice], usage: usageOf(completion), prompt_logprobs: null };
}

/** The events of a stream, in order, `[DONE]` not among them. The first comes with the first token. */
export function streamBodies(
  head: CompletionHead,
  completion: Completion,
  callId: string,
  includeUsage: boolean,
): readonly JsonObject[] {
  const { answer, finishReason } = completion;
  const frame = headOf(head, 'chat.completion.chunk');
  const chunk = (delta: JsonObject, finish: string | null): JsonObject => ({
    ...frame,
    choices: [
      { index: 0, delta, logprobs: null, finish_reason: finish, ...(finish !== null && { stop_reason: null }) },
    ],
  });
  const open = { index: 0, id: callId, type: 'function', function: { name: nameIn(answer), arguments: '' } };
  const deltas: JsonObject[] =
    answer.kind === 'call'
      ? [
          { tool_calls: [open] },
          ...completion.pieces.map((text) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
        ]
      : completion.pieces.map((text) => ({ content: text }));
  const last: JsonObject = answer.kind === 'call' ? {} : { content: '' };
  return [
    chunk({ role: 'assistant', content: '' }, null),
    ...deltas.map((delta) => chunk(delta, null)),
    chunk(last, finishReason),
    ...(includeUsage ? [{ ...frame, choices: [], usage: usageOf(completion) }] : []),
  ];
}

function nameIn(answer: ModelAnswer): string {
  return answer.kind === 'call' ? answer.name : '';
}

function headOf({ id, created, model }: CompletionHead, object: string): JsonObject {
  return { id, object, created, model };
}

// `reasoning_content` 0.7.1-0.15.1, `reasoning` 0.11.1 on: null without a reasoning parser.
function reasoningKeys(release: string): JsonObject {
  return {
    ...(!isSince(release, '0.16.0') && { reasoning_content: null }),
    ...(isSince(release, '0.11.1') && { reasoning: null }),
  };
}
