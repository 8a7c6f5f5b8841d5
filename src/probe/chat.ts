import { mapValue, readReply } from './answer.js';
import type { ModelClient } from './client.js';
import { countAt, isObject, type JsonValue, rowsAt, textAt } from './json-fields.js';
import type { Show } from './show.js';
import type { Answer, ChatResult } from './types.js';

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly JsonValue[];
  readonly tools?: readonly JsonValue[];
  /** Limit of the answer; `reasonableAnswer` when left out. */
  readonly maxTokens?: number;
}

export type LimitField = 'max_completion_tokens' | 'max_tokens';

/** Room for a reasoning model to think before three words: with 256 tokens some end before they answer. */
export const reasonableAnswer = 512;

/** The same in a window so small that it would not fit. */
export function answerRoom(window: number | undefined): number {
  return Math.max(1, Math.min(reasonableAnswer, Math.floor((window ?? Number.POSITIVE_INFINITY) / 2)));
}

export const smokeText = 'Reply with exactly: smoke-ok';

export function smokeMessages(): readonly JsonValue[] {
  return [{ role: 'user', content: smokeText }];
}

/** One completion, not streamed. */
export async function askChat(client: ModelClient, request: ChatRequest): Promise<Answer<ChatResult>> {
  return withEitherLimitField(async (field) => {
    const answer = await client.postJson('/chat/completions', chatBody(request, field));
    const read = readReply(
      answer,
      ({ json }) => parseChat(json, request.model, client.show),
      'no chat completion in the answer',
    );
    return mapValue(read, (value) => ({ ...value, limitField: field }));
  });
}

/** What both kinds of request have in common. */
export function chatBody(
  { model, messages, tools, maxTokens }: ChatRequest,
  field: LimitField,
): Record<string, JsonValue> {
  return { model, messages, [field]: maxTokens ?? reasonableAnswer, ...(tools !== undefined && { tools }) };
}

/**
 * OpenClaw (2026.4.22 and 2026.9.6) sends `max_completion_tokens`, vLLM takes it from 0.6.4 on. A server that does not know the field
 * and says so is asked once more with `max_tokens`.
 */
export async function withEitherLimitField<T>(ask: (field: LimitField) => Promise<Answer<T>>): Promise<Answer<T>> {
  const first = await ask('max_completion_tokens');
  return refusesField(first) ? ask('max_tokens') : first;
}

function refusesField(answer: Answer<unknown>): boolean {
  if (answer.ok || (answer.failure.http_status !== 400 && answer.failure.http_status !== 422)) return false;
  // The overflow sentence of vLLM 0.10.1-0.15.1 names both fields and means neither.
  return (
    answer.failure.serverError?.kind !== 'context-overflow' &&
    /max_completion_tokens/.test(answer.failure.serverSays ?? '')
  );
}

export function parseChat(json: JsonValue, askedModel: string, show: Show): ChatResult | undefined {
  const choice = rowsAt(json, ['choices'])?.[0];
  if (!isObject(choice) || !isObject(choice['message'])) return undefined;
  const { message } = choice;
  return {
    model: show(textAt(json, ['model']) ?? askedModel),
    text: show(contentText(message['content'])),
    finishReason: finishReasonOf(textAt(choice, ['finish_reason']), show),
    ...usageOf(json),
    ...reasoningOf(message, show),
  };
}

/** A word of the protocol, or whatever the server put in its place. */
export function finishReasonOf(reason: string | null | undefined, show: Show): string | null {
  return reason == null ? null : show(reason, 40);
}

export function usageOf(json: JsonValue | undefined): { promptTokens?: number; answerTokens?: number } {
  const promptTokens = countAt(json, ['usage', 'prompt_tokens']);
  const answerTokens = countAt(json, ['usage', 'completion_tokens']);
  return { ...(promptTokens !== undefined && { promptTokens }), ...(answerTokens !== undefined && { answerTokens }) };
}

export function reasoningOf(message: JsonValue, show: Show): Pick<ChatResult, 'reasoning' | 'reasoningField'> {
  const shown = show(reasoningText(message));
  const field = reasoningFieldOf(message);
  return shown === '' || field === undefined ? {} : { reasoning: shown, reasoningField: field };
}

export function reasoningFieldOf(message: JsonValue): ChatResult['reasoningField'] {
  return (['reasoning', 'reasoning_content'] as const).find((field) => textAt(message, [field]));
}

/** vLLM 0.7.1-0.11.0 `reasoning_content`, 0.11.1-0.15.1 the same text under both names, 0.16.0 on `reasoning`. */
export function reasoningText(message: JsonValue): string {
  return textAt(message, ['reasoning']) || textAt(message, ['reasoning_content']) || '';
}

export function contentText(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content;
  return (rowsAt(content, []) ?? []).map((part) => textAt(part, ['text']) ?? '').join('');
}
