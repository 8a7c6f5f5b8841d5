import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { parseJson } from '../probe/json-fields.js';
import { findModel, planChat, sendChat } from './chat.js';
import { type Exchange, send, sendJson, sendRefusal } from './exchange.js';
import type { ShapingFault } from './faults/kinds.js';
import { shapeRows } from './faults/shape.js';
import type { Route, Scene } from './profiles/profile.js';
import { renderPrompt } from './prompt.js';
import { invalidRequest, type Refusal, sentence } from './refusal.js';
import { isSince } from './release.js';
import { handleResponses } from './responses.js';
import type { Service } from './service.js';

type Shapes = ReadonlySet<ShapingFault>;

/** Answers in good order, but for what `shapes` changes. */
export async function answer(exchange: Exchange, service: Service, shapes: Shapes): Promise<void> {
  const { profile } = service;
  const path = routePath(exchange.path, service);
  const route = path !== undefined && Object.hasOwn(profile.routes, path) ? profile.routes[path] : undefined;
  if (!shapes.has('open-models') && !isAuthorised(exchange, path ?? exchange.path, service)) {
    return sendRefusal(exchange, profile.words.unauthorized(exchange.headers.authorization !== undefined));
  }
  if (route === undefined || shapes.has('models-missing')) {
    return sendRefusal(exchange, profile.words.notFound(exchange.method, exchange.path));
  }
  if (
    exchange.method !== route.method &&
    !(exchange.method === 'HEAD' && route.method === 'GET' && profile.answersHead === true)
  ) {
    return sendRefusal(exchange, profile.words.methodNotAllowed(route.method));
  }
  await handle(route, exchange, service, shapes);
}

/** The path under which a profile knows the route: OpenAI routes may have been moved away from `/v1`. */
export function routePath(path: string, { options }: Pick<Service, 'options'>): string | undefined {
  const { basePath } = options;
  if (basePath === undefined || basePath === '/v1') return path;
  if (path.startsWith('/v1/')) return undefined;
  const moved = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
  return moved !== undefined && /^\/(?:models|chat\/|responses)/.test(moved) ? `/v1${moved}` : path;
}

async function handle(route: Route, exchange: Exchange, service: Service, shapes: Shapes): Promise<void> {
  switch (route.answer) {
    case 'models':
      return models(exchange, service, shapes);
    case 'chat':
      return chat(exchange, service, shapes);
    case 'responses':
      return responses(exchange, service, shapes);
    case 'tokenize':
      return tokenize(exchange, service);
    case 'metrics':
      return send(exchange.response, 200, 'text/plain; version=0.0.4; charset=utf-8', service.metrics.text());
    default: {
      const plain = route.answer(sceneOf(service));
      if ('json' in plain) sendJson(exchange, plain.status ?? 200, plain.json);
      else send(exchange.response, plain.status ?? 200, plain.type, plain.text);
    }
  }
}

function sceneOf({ options, profile, newId }: Service): Scene {
  return { models: options.models, release: profile.release, now: Math.floor(Date.now() / 1000), newId };
}

/** The scheme may be written in any case; vLLM before 0.11.0 takes it in one. */
function isAuthorised({ headers, method }: Exchange, path: string, { options, profile }: Service): boolean {
  if (options.apiKey === undefined || profile.isOpen(path, method)) return true;
  const given = headers.authorization ?? '';
  if (profile.keyHeaders?.includes('bare') === true && given === options.apiKey) return true;
  if (profile.keyHeaders?.includes('x-api-key') === true && headers['x-api-key'] === options.apiKey) return true;
  const anyCase =
    profile.server === 'vllm' ? isSince(profile.release, '0.11.0') : profile.keyHeaders?.includes('bare') !== true;
  return (anyCase ? given.replace(/^bearer /i, 'Bearer ') : given) === `Bearer ${options.apiKey}`;
}

function models(exchange: Exchange, service: Service, shapes: Shapes): void {
  const { options, profile } = service;
  const scene = sceneOf(service);
  const { row, wrap, windowAt } = profile.list;
  const rows = shapeRows(
    options.models.map((model) => row(model, scene)),
    shapes,
    windowAt,
  );
  sendJson(exchange, 200, wrap?.(rows) ?? { object: 'list', data: rows });
}

async function chat(exchange: Exchange, service: Service, shapes: Shapes): Promise<void> {
  const body = readBody(exchange, service);
  if (body === undefined) return;
  const plan = planChat(body, service, shapes);
  if ('refusal' in plan) return sendRefusal(exchange, plan.refusal);
  service.metrics.begin();
  await sendChat(exchange, plan, service, shapes);
  service.metrics.end(exchange.response.writableEnded ? plan.completion : undefined);
}

async function responses(exchange: Exchange, service: Service, shapes: Shapes): Promise<void> {
  const body = readBody(exchange, service);
  if (body !== undefined) await handleResponses(exchange, body, service, shapes);
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
  const { profile } = service;
  const name = typeof fields['model'] === 'string' ? fields['model'] : undefined;
  const found = findModel(name, service);
  if ('refusal' in found) return found;
  const tokens = tokensOf(fields, service);
  if (tokens === undefined) return { refusal: profile.words.missing('prompt') };
  return { body: profile.tokenize?.body(tokens, found.model.maxModelLen) ?? {} };
}

function tokensOf({ messages, prompt, content, tools }: JsonObject, service: Service): readonly number[] | undefined {
  const { tokenizer, profile } = service;
  // llama.cpp calls the text `content`, and knows no messages: it counts nothing then.
  if (profile.tokenize?.chatForm === false) return typeof content === 'string' ? tokenizer.encode(content) : [];
  if (typeof prompt === 'string') return tokenizer.encode(prompt);
  if (!Array.isArray(messages)) return undefined;
  const counted = Array.isArray(tools) && profile.tokenize?.countsTools === true ? tools : [];
  return renderPrompt(tokenizer, messages, counted).tokens;
}

/** Undefined when the request was refused for its form. */
function readBody(exchange: Exchange, { profile }: Service): JsonValue | undefined {
  if (exchange.text === '') {
    sendRefusal(exchange, profile.words.emptyBody?.() ?? profile.words.missing());
    return undefined;
  }
  const type = exchange.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && profile.server === 'vllm' && isSince(profile.release, '0.7.3')) {
    sendRefusal(exchange, invalidRequest(profile.release, sentence('vllm.json-media-type')));
    return undefined;
  }
  const body = parseJson(exchange.text);
  if (body === undefined) sendRefusal(exchange, profile.words.notJson());
  return body;
}
