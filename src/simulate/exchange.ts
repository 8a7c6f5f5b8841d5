import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonValue, parseJson } from '../probe/json-fields.js';
import { pause } from './pace.js';
import type { Refusal } from './refusal.js';
import type { RecordedRequest } from './types.js';

/** One request and the means to answer it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** As sent. */
  readonly text: string;
  readonly response: ServerResponse;
  /** Ends when the client closed the connection. */
  readonly gone: AbortSignal;
}

const mostBytes = 16_000_000;

/** Undefined when the body is larger than any client has a reason to send. */
export async function readExchange(request: IncomingMessage, response: ServerResponse): Promise<Exchange | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const text = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? 'GET', path, headers: request.headers, text, response, gone: gone.signal };
}

const secretHeader = /^(?:(?:proxy-)?authorization|x-api-key|api-key|cookie)$/;

/** Bodies are kept as they came, but for keys nothing in them is secret here: this server listens to tests and trials. */
export function record({ method, headers, text }: Exchange, path: string): RecordedRequest {
  const shown = Object.entries(headers).map(([name, value]) => {
    const plain = Array.isArray(value) ? value.join(', ') : (value ?? '');
    return [name, secretHeader.test(name) ? '••••' : plain] as const;
  });
  const body = parseJson(text);
  return { method, path, headers: Object.fromEntries(shown), ...(body !== undefined && { body }) };
}

export function sendJson({ response }: Pick<Exchange, 'response'>, status: number, body: JsonValue): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

export function sendRefusal({ response }: Pick<Exchange, 'response'>, { status, body, headers }: Refusal): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  send(response, status, 'application/json', JSON.stringify(body));
}

export function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

export interface EventPace {
  readonly firstMs: number;
  readonly eachMs: number;
  /** How the stream ends: with `[DONE]`, without, or with a broken connection. */
  readonly end: 'done' | 'plain' | 'cut';
}

/** Writes events at the pace of a model: the first after `firstMs`, the others `eachMs` apart. Stops when the client goes away. */
export async function sendEvents(
  { response, gone }: Exchange,
  events: readonly { readonly name?: string; readonly body: JsonValue }[],
  pace: EventPace,
): Promise<void> {
  if (!(await pause(pace.firstMs, gone))) return;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  for (const [index, { name, body }] of events.entries()) {
    if (index > 0 && !(await pause(pace.eachMs, gone))) return;
    response.write(`${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(body)}\n\n`);
  }
  if (pace.end !== 'cut') response.end(pace.end === 'done' ? 'data: [DONE]\n\n' : undefined);
  // What was written must be on its way first, or the client sees nothing of it.
  else if (await pause(20, gone)) response.socket?.destroy();
}
