import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonValue, parseJson } from '../probe/json-fields.js';
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

export function sendRefusal({ response }: Pick<Exchange, 'response'>, refusal: Refusal): void {
  const { status, body, headers = {}, contentType } = refusal;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const text = contentType !== undefined && typeof body === 'string' ? body : JSON.stringify(body);
  send(response, status, contentType ?? 'application/json', text);
}

export function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  const type = contentType === '' ? {} : { 'content-type': contentType };
  response.writeHead(status, { ...type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
