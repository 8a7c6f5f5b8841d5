import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { planChat } from './chat.js';
import type { Completion } from './completion.js';
import { sendEvents } from './event-stream.js';
import { type Exchange, sendJson, sendRefusal } from './exchange.js';
import type { ShapingFault } from './faults/kinds.js';
import { firstTokenMs, pause, perTokenMs } from './pace.js';
import type { Service } from './service.js';

/**
 * `POST /v1/responses`, vLLM 0.10.0 on, as far as OpenClaw uses it: 2026.4.22 posts here when a provider names no `api`. Text only;
 * the sequence of events is the one with which both 2026.4.22 and 2026.9.6 complete a turn.
 */
export async function handleResponses(
  exchange: Exchange,
  body: JsonValue,
  service: Service,
  shapes: ReadonlySet<ShapingFault>,
): Promise<void> {
  const fields = isObject(body) ? body : {};
  const plan = planChat(toChat(fields), service, shapes);
  if ('refusal' in plan) return sendRefusal(exchange, plan.refusal);
  const { completion, model } = plan;
  const id = `resp_${service.newId(32)}`;
  const message = messageItem(`msg_${service.newId(32)}`, textOf(completion), 'completed');
  const frame = { id, object: 'response', created_at: Math.floor(Date.now() / 1000), model: model.id };
  const finished = { ...frame, status: 'completed', output: [message], usage: usageOf(completion) };
  const first = firstTokenMs(service.options, completion.promptTokens);
  const each = perTokenMs(service.options);
  if (fields['stream'] === true) {
    const events = eventsOf({ ...frame, status: 'in_progress', output: [] }, message, completion, finished);
    return sendEvents(exchange, {
      events,
      firstMs: first,
      eachMs: each,
      contentType: 'text/event-stream; charset=utf-8',
      done: false,
      shapes,
      error: service.profile.words.streamError(),
    });
  }
  if (await pause(first + completion.answerTokens * each, exchange.gone)) sendJson(exchange, 200, finished);
}

/** The same request as chat messages. Items that are no messages (reasoning, tool results) are left out. */
function toChat(fields: JsonObject): JsonObject {
  const { input, instructions, max_output_tokens: maxTokens, model } = fields;
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : Array.isArray(input) ? input : [];
  const messages = items.filter((item) => isObject(item) && typeof item['role'] === 'string');
  const system = typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : [];
  return {
    ...(model !== undefined && { model }),
    messages: [...system, ...messages],
    ...(typeof maxTokens === 'number' && { max_completion_tokens: maxTokens }),
  };
}

function messageItem(id: string, text: string, status: string): JsonObject {
  return { id, type: 'message', role: 'assistant', status, content: [textPart(text)] };
}

function textPart(text: string): JsonObject {
  return { type: 'output_text', text, annotations: [] };
}

function usageOf({ promptTokens, answerTokens }: Completion): JsonObject {
  return {
    input_tokens: promptTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: answerTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: promptTokens + answerTokens,
  };
}

function eventsOf(
  opened: JsonObject,
  item: JsonObject,
  completion: Completion,
  finished: JsonObject,
): readonly { name: string; body: JsonObject }[] {
  const at = { item_id: item['id'] ?? '', output_index: 0, content_index: 0 };
  const text = textOf(completion);
  const steps: JsonObject[] = [
    { type: 'response.created', response: opened },
    { type: 'response.output_item.added', output_index: 0, item: { ...item, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...at, part: textPart('') },
    ...piecesOf(completion).map((delta) => ({ type: 'response.output_text.delta', ...at, delta })),
    { type: 'response.output_text.done', ...at, text },
    { type: 'response.content_part.done', ...at, part: textPart(text) },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: finished },
  ];
  return steps.map((body, index) => ({ name: String(body['type']), body: { ...body, sequence_number: index } }));
}

function piecesOf({ parts }: Completion): readonly string[] {
  return parts.filter(({ kind }) => kind === 'text').flatMap(({ pieces }) => pieces);
}

function textOf(completion: Completion): string {
  return piecesOf(completion).join('');
}
