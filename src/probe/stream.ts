import { mapValue } from './answer.js';
import {
  type ChatRequest,
  chatBody,
  contentText,
  finishReasonOf,
  reasoningFieldOf,
  reasoningOf,
  reasoningText,
  usageOf,
  withEitherLimitField,
} from './chat.js';
import type { ModelClient } from './client.js';
import { countAt, isObject, type JsonValue, rowsAt, textAt } from './json-fields.js';
import type { Answer, ProbeFailure, StreamResult } from './types.js';

/** One streamed completion, asked for the way OpenClaw does: with `stream_options.include_usage`. */
export async function askStream(client: ModelClient, request: ChatRequest): Promise<Answer<StreamResult>> {
  const asked = await withEitherLimitField((field) => streamOnce(client, request, chatBody(request, field)));
  if (asked.ok || !refusesUsage(asked.failure)) return asked;
  const plain = await withEitherLimitField((field) => streamOnce(client, request, chatBody(request, field), {}));
  return mapValue(plain, (value) => ({ ...value, usageRefused: asked.failure }));
}

function refusesUsage({ http_status: status, serverSays = '' }: ProbeFailure): boolean {
  return (status === 400 || status === 422) && /stream_options|include_usage/.test(serverSays);
}

const askForUsage = { stream_options: { include_usage: true } };

async function streamOnce(
  client: ModelClient,
  request: ChatRequest,
  body: Record<string, JsonValue>,
  more: Record<string, JsonValue> = askForUsage,
): Promise<Answer<StreamResult>> {
  const seen = collector();
  const asked = { ...body, stream: true, ...more };
  const answer = await client.postStream('/chat/completions', asked, seen.take);
  if (!answer.ok) return answer;
  const { doneSeen, misfit } = answer.value;
  const { firstTokenMs, lastMs, text, reasoning, reasoningField, finishReason, usage, model } = seen.result();
  if (firstTokenMs === undefined)
    return { ok: false, failure: misfit('no completion in the event stream'), ms: answer.ms };
  // vLLM always sends a finish_reason: without one, and without [DONE], somebody cut the stream short and closed it in good order.
  if (finishReason === null && !doneSeen) {
    const failure = { ...misfit('event stream ended without finish_reason and without [DONE]'), kind: 'cut' as const };
    return { ok: false, failure, ms: answer.ms };
  }
  return {
    ok: true,
    ms: answer.ms,
    value: {
      model: client.show(model ?? request.model),
      text: client.show(text),
      finishReason: finishReasonOf(finishReason, client.show),
      ...usageOf(usage),
      ...(reasoningField !== undefined && reasoningOf({ [reasoningField]: reasoning }, client.show)),
      firstTokenMs,
      totalMs: lastMs,
      usageSeen: usage !== undefined,
      doneSeen,
    },
  };
}

interface Collected {
  readonly firstTokenMs: number | undefined;
  readonly lastMs: number;
  readonly text: string;
  readonly reasoning: string;
  readonly reasoningField: 'reasoning' | 'reasoning_content' | undefined;
  readonly finishReason: string | null;
  readonly usage: JsonValue | undefined;
  readonly model: string | undefined;
}

function collector(): { take: (event: JsonValue, ms: number) => void; result: () => Collected } {
  let collected: Collected = {
    firstTokenMs: undefined,
    lastMs: 0,
    text: '',
    reasoning: '',
    reasoningField: undefined,
    finishReason: null,
    usage: undefined,
    model: undefined,
  };
  const take = (event: JsonValue, ms: number) => {
    const choice = rowsAt(event, ['choices'])?.[0];
    const delta = isObject(choice) ? choice['delta'] : undefined;
    collected = {
      // vLLM sends the first chunk, role and no text, when the first token is there: it is the end of queue and prefill.
      firstTokenMs: collected.firstTokenMs ?? (choice === undefined ? undefined : ms),
      lastMs: ms,
      text: collected.text + (delta === undefined ? '' : contentText(isObject(delta) ? delta['content'] : undefined)),
      reasoning: collected.reasoning + (delta === undefined ? '' : reasoningText(delta)),
      reasoningField: collected.reasoningField ?? (delta === undefined ? undefined : reasoningFieldOf(delta)),
      finishReason: textAt(choice, ['finish_reason']) ?? collected.finishReason,
      usage: countAt(event, ['usage', 'prompt_tokens']) === undefined ? collected.usage : event,
      model: collected.model ?? textAt(event, ['model']),
    };
  };
  return { take, result: () => collected };
}
