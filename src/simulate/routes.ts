import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { parseJson } from '../probe/json-fields.js';
import { planChat, sendChat, servedModel } from './chat.js';
import { type Exchange, send, sendJson, sendRefusal } from './exchange.js';
import { renderPrompt } from './prompt.js';
import {
  invalidRequest,
  methodNotAllowed,
  notFound,
  type Refusal,
  sentence,
  unauthorized,
  unknownModel,
} from './refusal.js';
import { isSince } from './release.js';
import { handleResponses } from './responses.js';
import type { Service } from './service.js';

interface Route {
  readonly method: 'GET' | 'POST';
  /** First release that has it. */
  readonly since: string;
  readonly answer: (exchange: Exchange, service: Service, cut: boolean) => Promise<void> | void;
}

const routes: Readonly<Record<string, Route>> = {
  '/v1/models': { method: 'GET', since: '0.2.0', answer: models },
  '/v1/chat/completions': { method: 'POST', since: '0.2.0', answer: chat },
  '/v1/responses': { method: 'POST', since: '0.10.0', answer: responses },
  '/tokenize': { method: 'POST', since: '0.5.1', answer: tokenize },
  '/version': { method: 'GET', since: '0.4.0', answer: (at, { release }) => sendJson(at, 200, { version: release }) },
  '/health': { method: 'GET', since: '0.2.0', answer: ({ response }) => send(response, 200, 'text/plain', '') },
  '/metrics': {
    method: 'GET',
    since: '0.3.0',
    answer: ({ response }, { metrics }) =>
      send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', metrics.text()),
  },
};

/** `cut`: close the connection after the first token, where there is one. */
export async function answer(exchange: Exchange, service: Service, cut: boolean): Promise<void> {
  if (exchange.path.startsWith('/v1') && !isAuthorised(exchange, service)) return sendRefusal(exchange, unauthorized);
  const route = Object.hasOwn(routes, exchange.path) ? routes[exchange.path] : undefined;
  if (route === undefined || !isSince(service.release, route.since)) return sendRefusal(exchange, notFound);
  if (exchange.method !== route.method) return sendRefusal(exchange, methodNotAllowed(route.method));
  await route.answer(exchange, service, cut);
}

/** The scheme may be written in any case from 0.11.0 on; OPTIONS is never checked. */
function isAuthorised({ headers, method }: Exchange, { options, release }: Service): boolean {
  if (options.apiKey === undefined || method === 'OPTIONS') return true;
  const given = headers.authorization ?? '';
  const plain = isSince(release, '0.11.0') ? given.replace(/^bearer /i, 'Bearer ') : given;
  return plain === `Bearer ${options.apiKey}`;
}

function models(exchange: Exchange, { options, newId }: Service): void {
  const created = Math.floor(Date.now() / 1000);
  const data = options.models.map(({ id, root, maxModelLen }): JsonObject => {
    const permission = { id: `modelperm-${newId(32)}`, object: 'model_permission', created, ...permissions };
    const row = { id, object: 'model', created, owned_by: 'vllm', root: root ?? id, parent: null };
    return { ...row, max_model_len: maxModelLen, permission: [permission] };
  });
  sendJson(exchange, 200, { object: 'list', data });
}

const permissions = {
  allow_create_engine: false,
  allow_sampling: true,
  allow_logprobs: true,
  allow_search_indices: false,
  allow_view: true,
  allow_fine_tuning: false,
  organization: '*',
  group: null,
  is_blocking: false,
};

async function chat(exchange: Exchange, service: Service, cut: boolean): Promise<void> {
  const body = readBody(exchange, service);
  if (body === undefined) return;
  const plan = planChat(body, service);
  if ('refusal' in plan) return sendRefusal(exchange, plan.refusal);
  service.metrics.begin();
  await sendChat(exchange, plan, service, cut);
  service.metrics.end(exchange.response.writableEnded ? plan.completion : undefined);
}

async function responses(exchange: Exchange, service: Service): Promise<void> {
  const body = readBody(exchange, service);
  if (body !== undefined) await handleResponses(exchange, body, service);
}

function tokenize(exchange: Exchange, service: Service): void {
  const body = readBody(exchange, service);
  if (body === undefined) return;
  const counted = countTokens(isObject(body) ? body : {}, service);
  if ('refusal' in counted) sendRefusal(exchange, counted.refusal);
  else sendJson(exchange, 200, counted.body);
}

/** There is no length check: a prompt larger than the window is counted too. */
function countTokens(fields: JsonObject, service: Service): { body: JsonObject } | { refusal: Refusal } {
  const { release } = service;
  const name = typeof fields['model'] === 'string' ? fields['model'] : undefined;
  const model = servedModel(name, service);
  if (model === undefined) return { refusal: unknownModel(release, name ?? '') };
  const tokens = tokensOf(fields, service);
  if (tokens === undefined) return { refusal: invalidRequest(release, 'Field required: prompt or messages') };
  const strings = isSince(release, '0.9.1') ? { token_strs: null } : {};
  return { body: { count: tokens.length, max_model_len: model.maxModelLen, tokens, ...strings } };
}

function tokensOf({ messages, prompt, tools }: JsonObject, service: Service): readonly number[] | undefined {
  const { tokenizer } = service;
  if (typeof prompt === 'string') return tokenizer.encode(prompt);
  if (!Array.isArray(messages)) return undefined;
  // Tools are left out of the count, without a word, before 0.9.0.
  const counted = Array.isArray(tools) && isSince(service.release, '0.9.0') ? tools : [];
  return renderPrompt(tokenizer, messages, counted).tokens;
}

/** Undefined when the request was refused for its form. */
function readBody(exchange: Exchange, { release }: Service): JsonValue | undefined {
  const type = exchange.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && isSince(release, '0.7.3')) {
    sendRefusal(exchange, invalidRequest(release, sentence('vllm.json-media-type')));
    return undefined;
  }
  const body = parseJson(exchange.text);
  if (body === undefined) {
    const message = sentence('vllm.json-decode', { pos: 0, detail: 'Expecting value' });
    sendRefusal(exchange, invalidRequest(release, message));
  }
  return body;
}
