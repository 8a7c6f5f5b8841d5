import { contentText, reasoningText } from '../chat.js';
import type { ModelClient } from '../client.js';
import { isObject, type JsonValue, rowsAt, textAt } from '../json-fields.js';
import type { Answer, ProbeFailure, Proof } from '../types.js';
import type { QuestionContext } from './question.js';
import { addCallPieces, type CallPiece, type ToolCall, toolCallsOf } from './tool-calls.js';
import { ping, shortAnswer, type Variant } from './variant.js';

/** What a server did with one variant of a request. */
export type Reaction =
  | { readonly kind: 'accepted'; readonly reply: Reply; readonly proof: Proof }
  /** A clear refusal of this request, where the plain one went through. */
  | { readonly kind: 'refused'; readonly failure: ProbeFailure; readonly proof: Proof }
  /** The answer says nothing about this variant: a lost connection, no time, a wrong key. */
  | { readonly kind: 'unsure'; readonly why: string; readonly proof: Proof };

export interface Reply {
  readonly text: string;
  readonly reasoning: string;
  readonly finishReason: string | null;
  readonly calls: readonly ToolCall[];
  readonly json?: JsonValue;
}

export async function askVariant(context: QuestionContext, variant: Variant): Promise<Reaction> {
  const { client } = context;
  const body = bodyOf(context, variant);
  return twiceWhenBroken(async () => {
    const answer = await client.postJson('/chat/completions', body);
    const request = `POST ${routeOf(client)}: ${variant.what}`;
    if (!answer.ok) return failed(answer.failure, request);
    const { json } = answer.value;
    const reply = replyOf(json, client);
    if (reply !== undefined) return { kind: 'accepted', reply, proof: { request, answer: describe(reply, 200) } };
    return unsure('no chat completion in the answer', request, client.show(JSON.stringify(json), 120));
  });
}

/** The same as a stream, the form that OpenClaw uses; tool calls come in pieces and are put together. */
export async function askStreamedVariant(context: QuestionContext, variant: Variant): Promise<Reaction> {
  const { client } = context;
  const body = { ...bodyOf(context, variant), stream: true };
  return twiceWhenBroken(async () => {
    let [text, reasoning, finishReason]: [string, string, string | null] = ['', '', null];
    const pieces: CallPiece[] = [];
    const answer = await client.postStream('/chat/completions', body, (event) => {
      const choice = rowsAt(event, ['choices'])?.[0];
      const delta = isObject(choice) ? choice['delta'] : undefined;
      finishReason = textAt(choice, ['finish_reason']) ?? finishReason;
      if (!isObject(delta)) return;
      text += contentText(delta['content']);
      reasoning += reasoningText(delta);
      addCallPieces(pieces, delta);
    });
    const request = `POST ${routeOf(client)}, streamed: ${variant.what}`;
    if (!answer.ok) return failed(answer.failure, request);
    const reply: Reply = { text, reasoning, finishReason, calls: pieces.map(({ call }) => call) };
    return { kind: 'accepted', reply: shown(reply, client), proof: { request, answer: describe(reply, 200) } };
  });
}

/** llama.cpp and older releases of vLLM answer a template that raises with 500: asked twice, it is a refusal too. */
async function twiceWhenBroken(ask: () => Promise<Reaction>): Promise<Reaction> {
  const first = await ask();
  return first.kind === 'refused' && (first.failure.http_status ?? 0) >= 500 ? ask() : first;
}

const refusals = new Set([400, 404, 405, 413, 415, 422, 500, 501]);

export function failed(failure: ProbeFailure, request: string): Reaction {
  const says = failure.serverSays ?? failure.message;
  const proof = {
    request,
    answer: failure.http_status === null ? failure.message : `${failure.http_status}: ${says}`,
    requestId: failure.correlation_id,
  };
  // An error inside a stream carries the 200 of its beginning.
  const refused = failure.kind === 'http' && (refusals.has(failure.http_status ?? 0) || failure.http_status === 200);
  return refused ? { kind: 'refused', failure, proof } : { kind: 'unsure', why: failure.message, proof };
}

function unsure(why: string, request: string, answer: string): Reaction {
  return { kind: 'unsure', why, proof: { request, answer } };
}

function bodyOf(
  { model, limitField }: QuestionContext,
  { body, maxTokens = shortAnswer }: Variant,
): Record<string, JsonValue> {
  const whole = { model, messages: ping(), [limitField]: maxTokens, ...body };
  return Object.fromEntries(
    Object.entries(whole).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function replyOf(json: JsonValue, client: ModelClient): Reply | undefined {
  const choice = rowsAt(json, ['choices'])?.[0];
  if (!isObject(choice) || !isObject(choice['message'])) return undefined;
  const { message } = choice;
  const reply = {
    text: contentText(message['content']),
    reasoning: reasoningText(message),
    finishReason: textAt(choice, ['finish_reason']) ?? null,
    calls: toolCallsOf(message),
    json,
  };
  return shown(reply, client);
}

/** What the model wrote is looked at by code only; what may be printed goes through `show` in `describe`. */
function shown(reply: Reply, client: ModelClient): Reply {
  return { ...reply, finishReason: reply.finishReason === null ? null : client.show(reply.finishReason, 40) };
}

function describe({ text, reasoning, finishReason, calls }: Reply, status: number): string {
  const said =
    calls.length > 0 ? `${calls.length} tool call` : text === '' ? 'no text' : `${text.length} characters of text`;
  const thought = reasoning === '' ? '' : `, ${reasoning.length} of reasoning`;
  return `${status}: ${said}${thought}${finishReason === null ? '' : `, finish_reason ${finishReason}`}`;
}

export function routeOf({ baseUrl }: ModelClient): string {
  return URL.canParse(baseUrl)
    ? `${new URL(baseUrl).pathname.replace(/\/+$/, '')}/chat/completions`
    : '/chat/completions';
}

/** Whether the plain completion went through; without it no variant of it proves anything. */
export function controlFailed({ chat }: { readonly chat: Answer<unknown> }): string | undefined {
  return chat.ok ? undefined : `a plain completion fails already: ${chat.failure.message.replace(/^not asked: /, '')}`;
}
