import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** The body of a request, as far as tests look into it. */
export interface SeenBody {
  readonly messages?: readonly { readonly role: string; readonly content: unknown; readonly tool_calls?: unknown }[];
  readonly tools?: readonly { readonly function: { readonly name: string; readonly strict?: boolean } }[];
  readonly tool_choice?: unknown;
  readonly stream?: boolean;
  readonly [field: string]: unknown;
}

export interface Said {
  readonly text?: string;
  readonly reasoning?: string;
  /** Name and arguments as they stand on the wire; several texts are pieces of a stream. */
  readonly call?: { readonly name: string; readonly arguments: unknown; readonly pieces?: readonly string[] };
  readonly finish?: string;
  readonly tokens?: number;
}

export interface Script {
  /** A status with the sentence of a refusal; undefined: answered. */
  readonly refuse?: (
    body: SeenBody,
    path: string,
    headers: IncomingMessage['headers'],
  ) => readonly [number, string] | undefined;
  /** What the model says; `ok` unless said. */
  readonly say?: (body: SeenBody) => Said | undefined;
  /** Other routes: JSON, or text. */
  readonly routes?: Readonly<Record<string, unknown>>;
  readonly usage?: boolean;
}

export interface ScriptedServer {
  readonly baseUrl: string;
  readonly seen: readonly { readonly path: string; readonly body: SeenBody }[];
}

/** A server that speaks the OpenAI protocol and does what the script says: no simulator, so that a test shares no code with it. */
export async function scripted(script: Script = {}): Promise<ScriptedServer> {
  const seen: { path: string; body: SeenBody }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body: SeenBody = text === '' ? {} : JSON.parse(text);
    const path = request.url ?? '';
    seen.push({ path, body });
    answer(script, { path, body, headers: request.headers }, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening on TCP');
  return { baseUrl: `http://127.0.0.1:${address.port}/v1`, seen };
}

interface Asked {
  readonly path: string;
  readonly body: SeenBody;
  readonly headers: IncomingMessage['headers'];
}

function answer(script: Script, { path, body, headers }: Asked, response: ServerResponse): void {
  const refused = script.refuse?.(body, path, headers);
  const route = script.routes?.[path];
  if (refused !== undefined) {
    const [status, message] = refused;
    json(response, { error: { message, type: 'BadRequestError', param: null, code: status } }, status);
  } else if (typeof route === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(route);
  else if (route !== undefined) json(response, route);
  else if (path === '/v1/models') json(response, { object: 'list', data: [{ id: 'm1', max_model_len: 32768 }] });
  else if (path !== '/v1/chat/completions') json(response, { detail: 'Not Found' }, 404);
  else speak(response, { text: 'ok', tokens: 2, ...script.say?.(body) }, body.stream === true, script.usage !== false);
}

function speak(response: ServerResponse, said: Said, streamed: boolean, withUsage: boolean): void {
  if (streamed) stream(response, said, withUsage);
  else json(response, completion(said));
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function usage({ tokens = 2 }: Said) {
  return { prompt_tokens: 10, completion_tokens: tokens, total_tokens: 10 + tokens };
}

function completion(said: Said) {
  const { text, reasoning, call, finish } = said;
  const calls =
    call === undefined
      ? []
      : [{ id: 'call_1', type: 'function', function: { name: call.name, arguments: call.arguments } }];
  const message = {
    role: 'assistant',
    content: call === undefined ? text : null,
    ...(reasoning !== undefined && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  const finish_reason = finish ?? (call === undefined ? 'stop' : 'tool_calls');
  return {
    id: 'c',
    object: 'chat.completion',
    model: 'm1',
    choices: [{ index: 0, message, finish_reason }],
    usage: usage(said),
  };
}

function stream(response: ServerResponse, said: Said, withUsage: boolean): void {
  const { text, reasoning, call, finish } = said;
  const event = (choices: unknown, more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm1', choices, ...more })}\n\n`,
    );
  const delta = (value: object, finish_reason: string | null = null) =>
    event([{ index: 0, delta: value, finish_reason }]);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  delta({ role: 'assistant', content: '' });
  if (reasoning !== undefined) delta({ reasoning_content: reasoning });
  if (call === undefined) delta({ content: text });
  else {
    delta({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: call.name, arguments: '' } }] });
    for (const piece of call.pieces ?? [call.arguments])
      delta({ tool_calls: [{ index: 0, function: { arguments: piece } }] });
  }
  delta({}, finish ?? (call === undefined ? 'stop' : 'tool_calls'));
  if (withUsage) event([], { usage: usage(said) });
  response.end('data: [DONE]\n\n');
}

/** Calls what is asked for in words, with the arguments that are asked for. */
export function obedient(body: SeenBody): Said | undefined {
  const last = body.messages?.at(-1);
  const asked = /Call the tool (\w+) with (.*)\. Do not answer in words\.$/s.exec(String(last?.content));
  const name = asked?.[1];
  if (name === undefined || !body.tools?.some((tool) => tool.function.name === name)) return undefined;
  return { call: { name, arguments: asked?.[2] } };
}
