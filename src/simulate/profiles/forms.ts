import type { JsonObject, JsonValue } from '../../config/json.js';
import type { Refusal } from '../refusal.js';
import type { WindowQuestion } from '../window.js';
import type { CompletionStyle, Words } from './profile.js';

/** FastAPI and Starlette by themselves. */
export const fastApi = {
  notFound: (): Refusal => ({ status: 404, body: { detail: 'Not Found' } }),
  methodNotAllowed: (allowed: string): Refusal => ({
    status: 405,
    body: { detail: 'Method Not Allowed' },
    headers: { allow: allowed },
  }),
};

/** A body that is no JSON. */
export function plainText(status: number, text: string, type = 'text/plain; charset=utf-8'): Refusal {
  return { status, body: text, contentType: type };
}

/** `{error: {message, type, param, code}}` as OpenAI's own API has it. */
export function openAiError(status: number, message: string, more: JsonObject = {}): Refusal {
  return { status, body: { error: { message, type: 'invalid_request_error', param: null, code: null, ...more } } };
}

export interface WordsFrom {
  readonly error: (
    status: number,
    message: string,
    more?: { readonly param?: string; readonly type?: string },
  ) => Refusal;
  readonly unknownModel?: (model: string) => Refusal;
  readonly noRole?: (message: JsonValue) => Refusal;
  readonly noContent?: () => Refusal;
  /** No list of messages. */
  readonly noMessages?: () => Refusal;
  readonly notJson?: () => Refusal;
  readonly overflow?: (question: WindowQuestion) => Refusal | undefined;
  readonly unauthorized: (given: boolean) => Refusal;
  readonly notFound: (method: string, path: string) => Refusal;
  readonly methodNotAllowed?: (allowed: string) => Refusal;
  /** Of requests that do not fit the schema; 400 unless said. */
  readonly invalidStatus?: number;
  readonly templateStatus?: number;
  readonly engineDead?: Refusal;
  readonly loading?: Refusal;
  readonly streamError?: JsonValue;
}

/** The words of a server that has one form for nearly everything. */
export function wordsFrom(from: WordsFrom): Words {
  const invalid = (message: string, param?: string) =>
    from.error(from.invalidStatus ?? 400, message, param === undefined ? {} : { param });
  return {
    notFound: from.notFound,
    methodNotAllowed: from.methodNotAllowed ?? ((allowed) => from.notFound(allowed, '')),
    unauthorized: from.unauthorized,
    unknownModel: (model) => from.unknownModel?.(model),
    invalid,
    wrongType: (field, type) =>
      from.noMessages !== undefined && field === 'messages'
        ? from.noMessages()
        : invalid(`\`${field}\` must be of type ${type}`, field),
    ...(from.notJson !== undefined && { emptyBody: from.notJson }),
    ...(from.noContent !== undefined && { noContent: from.noContent }),
    ...(from.noRole !== undefined && { noRole: from.noRole }),
    missing: (...path) =>
      from.noMessages !== undefined && path.at(-1) === 'messages'
        ? from.noMessages()
        : invalid(`missing field \`${path.at(-1) ?? ''}\``),
    unexpected: (field) => invalid(`unknown field \`${field}\``, field),
    template: (sentence) => from.error(from.templateStatus ?? 400, sentence),
    overflow: (question) => from.overflow?.(question),
    notJson: from.notJson ?? (() => invalid('the body is no JSON')),
    engineDead: () => from.engineDead ?? from.error(500, 'Internal Server Error', { type: 'server_error' }),
    loading: () => from.loading ?? from.error(503, 'Service Unavailable', { type: 'unavailable_error' }),
    streamError: () =>
      from.streamError ?? { error: { message: 'Internal Server Error', type: 'server_error', code: 500 } },
  };
}

/** What OpenAI's own API sends, and no more. */
export const plainStyle: CompletionStyle = {
  idPrefix: 'chatcmpl-',
  callId: (newId) => `call_${newId(24)}`,
  nullLogprobs: true,
  reasoning: [],
  nullReasoning: false,
  message: {},
  emptyToolCalls: false,
  choice: {},
  chunkChoice: {},
  whole: {},
  chunk: {},
  firstChunk: {},
  usage: {},
  forcedFinish: 'tool_calls',
  wholeCalls: false,
  alwaysUsage: false,
  streamType: 'text/event-stream',
};
