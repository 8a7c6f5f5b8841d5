import type { JsonValue } from '../config/json.js';
import { type ChatRequest, readChatRequest } from './chat-request.js';
import { type Completion, type CompletionHead, complete, streamBodies, wholeBody } from './completion.js';
import { sendEvents } from './event-stream.js';
import { type Exchange, send } from './exchange.js';
import type { ShapingFault } from './faults/kinds.js';
import { shapeBodies } from './faults/shape.js';
import { answerOf, type ModelAnswer } from './model-answer.js';
import { firstTokenMs, pause, perTokenMs } from './pace.js';
import type { CompletionStyle } from './profiles/profile.js';
import { renderPrompt } from './prompt.js';
import type { Refusal } from './refusal.js';
import type { Service } from './service.js';
import type { SimulatedModel } from './types.js';

type Shapes = ReadonlySet<ShapingFault>;

/** A request that passed every check, with the answer it will get. */
export interface ChatPlan {
  readonly request: ChatRequest;
  readonly model: SimulatedModel;
  readonly completion: Completion;
}

/** Checks in the order of vLLM: schema, model, tools and template, window. */
export function planChat(body: JsonValue, service: Service, shapes: Shapes): ChatPlan | { readonly refusal: Refusal } {
  const { options, profile, tokenizer } = service;
  const request = readChatRequest(body, service);
  if ('refusal' in request) return request;
  const found = findModel(request.model, service);
  if ('refusal' in found) return found;
  const { model } = found;
  const prompt = renderPrompt(tokenizer, request.messages, request.tools);
  const { maxTokens, maxTokensField } = request;
  const promptTokens = prompt.tokens.length;
  const window = model.maxModelLen;
  const question = { release: profile.release, window, promptTokens, promptChars: prompt.chars };
  const refusal = profile.words.overflow({ ...question, maxTokens, maxTokensField });
  if (refusal !== undefined) return { refusal };
  // A server that does not mind a prompt that is too long has dropped what did not fit.
  const room = Math.max(1, Math.min(maxTokens ?? Number.POSITIVE_INFINITY, window - promptTokens));
  const format = options.toolFormat ?? options.toolParser ?? 'hermes';
  const parsed = options.tools !== false && (options.toolParser ?? format) === format;
  const speech = {
    toolFormat: format,
    parsesCalls: parsed && !shapes.has('raw-tool-call'),
    reasoning: options.reasoning,
    forcedFinish: profile.style.forcedFinish,
  };
  const limit = shapes.has('truncated') ? Math.min(room, 2) : room;
  return { request, model, completion: complete(tokenizer, spoken(request, shapes), speech, { promptTokens, limit }) };
}

function spoken(request: ChatRequest, shapes: Shapes): ModelAnswer {
  return shapes.has('garbage') ? { kind: 'text', text: '!'.repeat(200) } : answerOf(request);
}

/** An absent or empty name means the first model (vLLM 0.8.0 on). */
export function findModel(
  name: string | undefined,
  { options, profile }: Service,
): { readonly model: SimulatedModel } | { readonly refusal: Refusal } {
  const [first] = options.models;
  const model = name === undefined ? first : options.models.find(({ id }) => id === name);
  if (model !== undefined) return { model };
  const refusal = profile.words.unknownModel(
    name ?? '',
    options.models.filter(({ parent }) => parent === undefined).map(({ id }) => id),
  );
  if (refusal !== undefined) return { refusal };
  return first === undefined ? { refusal: profile.words.invalid('there is no model') } : { model: first };
}

export async function sendChat(exchange: Exchange, plan: ChatPlan, service: Service, shapes: Shapes): Promise<void> {
  const { options, profile } = service;
  const { request, completion } = plan;
  const given = exchange.headers['x-request-id'];
  const head: CompletionHead = {
    id: `${profile.style.idPrefix}${typeof given === 'string' && given !== '' ? given : service.newId(32)}`,
    created: Math.floor(Date.now() / 1000),
    model: plan.model.id,
  };
  const callId = profile.style.callId(service.newId);
  const style: CompletionStyle = shapes.has('arguments-object')
    ? { ...profile.style, wholeCalls: true }
    : profile.style;
  const late = shapes.has('slow-first-token') ? 3_000 : 0;
  const firstMs = late + firstTokenMs(options, completion.promptTokens);
  if (!request.stream || shapes.has('not-streamed')) {
    const here = await pause(firstMs + completion.answerTokens * perTokenMs(options), exchange.gone);
    if (!here) return;
    if (shapes.has('cut')) exchange.response.socket?.destroy();
    else sendWhole(exchange, wholeBody(head, completion, style, callId), shapes);
    return;
  }
  const bodies = streamBodies(head, completion, style, { callId, includeUsage: request.includeUsage });
  await sendEvents(exchange, {
    events: shapeBodies(bodies, shapes).map((body) => ({ body })),
    firstMs,
    eachMs: perTokenMs(options),
    contentType: style.streamType,
    done: true,
    shapes,
    error: profile.words.streamError(),
  });
}

function sendWhole({ response }: Exchange, body: ReturnType<typeof wholeBody>, shapes: Shapes): void {
  const text = JSON.stringify(shapeBodies([body], shapes)[0] ?? {});
  send(response, 200, shapes.has('wrong-type') ? 'text/plain' : 'application/json', text);
}
