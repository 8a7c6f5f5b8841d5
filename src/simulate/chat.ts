import type { JsonValue } from '../config/json.js';
import { type ChatRequest, readChatRequest } from './chat-request.js';
import { type Completion, type CompletionHead, complete, streamBodies, wholeBody } from './completion.js';
import { type Exchange, sendEvents, sendJson } from './exchange.js';
import { answerOf } from './model-answer.js';
import { firstTokenMs, pause, perTokenMs } from './pace.js';
import { renderPrompt } from './prompt.js';
import { type Refusal, unknownModel } from './refusal.js';
import type { Service } from './service.js';
import type { SimulatedModel } from './types.js';
import { checkWindow } from './window.js';

/** A request that passed every check, with the answer it will get. */
export interface ChatPlan {
  readonly request: ChatRequest;
  readonly model: SimulatedModel;
  readonly completion: Completion;
}

/** Checks in the order of vLLM: schema, model, tools and template, window. */
export function planChat(body: JsonValue, service: Service): ChatPlan | { readonly refusal: Refusal } {
  const { options, release } = service;
  const request = readChatRequest(body, { ...options, release });
  if ('refusal' in request) return request;
  const model = servedModel(request.model, service);
  if (model === undefined) return { refusal: unknownModel(release, request.model ?? '') };
  const { tokenizer } = service;
  const prompt = renderPrompt(tokenizer, request.messages, request.tools);
  const { maxTokens, maxTokensField } = request;
  const promptTokens = prompt.tokens.length;
  const window = model.maxModelLen;
  const refusal = checkWindow({ release, window, promptTokens, promptChars: prompt.chars, maxTokens, maxTokensField });
  if (refusal !== undefined) return { refusal };
  const room = Math.min(maxTokens ?? Number.POSITIVE_INFINITY, window - promptTokens);
  return { request, model, completion: complete(tokenizer, answerOf(request), promptTokens, room) };
}

/** An absent or empty name means the first model (0.8.0 on). */
export function servedModel(name: string | undefined, { options }: Service): SimulatedModel | undefined {
  return name === undefined ? options.models[0] : options.models.find((model) => model.id === name);
}

export async function sendChat(exchange: Exchange, plan: ChatPlan, service: Service, cut: boolean): Promise<void> {
  const { options } = service;
  const { request, completion } = plan;
  const given = exchange.headers['x-request-id'];
  const head: CompletionHead = {
    id: `chatcmpl-${typeof given === 'string' && given !== '' ? given : service.newId(32)}`,
    created: Math.floor(Date.now() / 1000),
    model: plan.model.id,
    release: service.release,
  };
  const callId = `chatcmpl-tool-${service.newId(32)}`;
  const firstMs = firstTokenMs(options, completion.promptTokens);
  if (!request.stream) {
    const here = await pause(firstMs + completion.answerTokens * perTokenMs(options), exchange.gone);
    if (cut) exchange.response.socket?.destroy();
    else if (here) sendJson(exchange, 200, wholeBody(head, completion, callId));
    return;
  }
  const events = streamBodies(head, completion, callId, request.includeUsage).map((event) => ({ body: event }));
  const pace = { firstMs, eachMs: perTokenMs(options), end: cut ? 'cut' : 'done' } as const;
  await sendEvents(exchange, cut ? events.slice(0, 2) : events, pace);
}
