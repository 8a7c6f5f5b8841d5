import { randomUUID } from 'node:crypto';
import type { ServerAddress } from './address.js';
import type { JsonValue } from './json-fields.js';
import type { ProbeTarget } from './types.js';

/** One request as it goes out. Its URL and headers hold secrets. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly route: string;
  readonly body?: JsonValue;
}

export function newRequestId(): string {
  return `ovd-${randomUUID().replaceAll('-', '').slice(0, 16)}`;
}

export function toOutgoing(question: Question, address: ServerAddress, target: ProbeTarget, id: string): Outgoing {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'openclaw-vllm-doctor' };
  for (const [name, value] of Object.entries(target.headers)) {
    if (!connectionHeaders.has(name.toLowerCase())) headers[name.toLowerCase()] = value.trim();
  }
  headers['x-request-id'] = id;
  const { method } = question;
  const url = address.url(question.route).href;
  if (question.body === undefined) return { method, url, headers };
  headers['content-type'] = 'application/json';
  return { method, url, headers, body: JSON.stringify(question.body) };
}

// Set by the HTTP layer itself; undici throws when they come from outside.
const connectionHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** Why no request can be made at all: OpenClaw, which uses the same HTTP layer, cannot make it either. */
export function obstacleTo(target: ProbeTarget, address: ServerAddress | undefined): string | undefined {
  if (address === undefined) return 'baseUrl is no http or https URL';
  for (const [name, value] of Object.entries(target.headers)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'a header name holds characters that HTTP does not allow';
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value.trim())) {
      return `the value of header ${name} holds characters that HTTP does not allow`;
    }
  }
  return undefined;
}

const keyHeader = /^(?:(?:proxy-)?authorization|x-api-key|api-key|cookie)$/i;

/** A key that the caller forgot to name as a secret. Short values are placeholders such as `none`. */
export function keysIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => keyHeader.test(name))
    .map(([, value]) => value.replace(/^\s*(?:Bearer|Basic)\s+/i, '').trim())
    .filter((key) => key.length >= 8);
}

/** The same target as somebody without a key would ask it; undefined when there is no key to leave out. */
export function withoutKey(target: ProbeTarget): ProbeTarget | undefined {
  const isKey = ([name, value]: readonly [string, string]) =>
    keyHeader.test(name) || target.secrets.some((secret) => secret !== '' && value.includes(secret));
  const headers = Object.entries(target.headers);
  if (!headers.some(isKey)) return undefined;
  return { ...target, headers: Object.fromEntries(headers.filter((header) => !isKey(header))) };
}
