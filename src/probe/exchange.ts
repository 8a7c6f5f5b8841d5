import { discardBody, readBounded, readChunks } from './body.js';
import { looksLikeHtml, readErrorBody } from './error-body.js';
import type { Fault } from './failure.js';
import { isObject, type JsonValue, parseJson } from './json-fields.js';
import { describeNetworkError } from './network-error.js';
import type { Outgoing } from './outgoing.js';
import { parseRetryAfter } from './retry.js';
import { createSseParser, type SseParser } from './sse.js';
import type { TimeLimit } from './time-limit.js';

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

interface RawReply {
  readonly json: JsonValue;
  readonly headers: Headers;
}

interface RawEnd {
  /** `data: [DONE]` came. */
  readonly doneSeen: boolean;
  readonly headers: Headers;
}

/** What we need of `fetch`: that of Node and that of the undici package both fit. */
export type ProbeFetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
    readonly body?: string;
  },
) => Promise<Response>;

const mostRedirects = 3;
const maxBytes = { json: 2_000_000, error: 64_000, stream: 8_000_000 };

export async function exchangeJson(
  fetch: ProbeFetch,
  outgoing: Outgoing,
  limit: TimeLimit,
): Promise<Outcome<RawReply>> {
  return withResponse(fetch, outgoing, limit, async (response) => {
    const text = await readBounded(response, maxBytes.json);
    if (text === 'too-large') return tooLarge(response.status, maxBytes.json);
    const json = parseJson(text);
    if (json === undefined) return wrongBody(response.status, `${nameOfBody(text)} where JSON was expected`);
    return { ok: true, value: { json, headers: response.headers } };
  });
}

/** For what is no JSON: metrics. */
export async function exchangeText(
  fetch: ProbeFetch,
  outgoing: Outgoing,
  limit: TimeLimit,
): Promise<Outcome<{ readonly text: string; readonly headers: Headers }>> {
  return withResponse(fetch, outgoing, limit, async (response) => {
    const text = await readBounded(response, maxBytes.json);
    if (text === 'too-large') return tooLarge(response.status, maxBytes.json);
    return { ok: true, value: { text, headers: response.headers } };
  });
}

/** Hands over every event that is JSON; an error inside the stream, and a stream that is none, are faults. */
export async function exchangeStream(
  fetch: ProbeFetch,
  outgoing: Outgoing,
  limit: TimeLimit,
  onEvent: (event: JsonValue) => void,
): Promise<Outcome<RawEnd>> {
  return withResponse(fetch, outgoing, limit, async (response) => {
    const declared = /^\s*text\/event-stream/i.test(response.headers.get('content-type') ?? '');
    let fault: Fault | undefined;
    let doneSeen = false;
    const parser = createSseParser(({ field, text }) => {
      if (doneSeen || fault !== undefined) return;
      if (text.trim() === '[DONE]') doneSeen = true;
      else fault = readEvent(field, text, response.status, onEvent);
    });
    const intake = createIntake(declared, parser);
    const end = await readChunks(response, maxBytes.stream, (chunk) => {
      intake.push(chunk);
      return !doneSeen && fault === undefined;
    });
    const other = end === 'end' ? intake.end() : undefined;
    if (other !== undefined) return notAStream(other, response.status);
    if (end === 'too-large') return tooLarge(response.status, maxBytes.stream);
    return fault !== undefined ? { ok: false, fault } : { ok: true, value: { doneSeen, headers: response.headers } };
  });
}

function readEvent(
  field: 'data' | 'error',
  text: string,
  status: number,
  onEvent: (event: JsonValue) => void,
): Fault | undefined {
  const event = parseJson(text);
  if (event === undefined) {
    return { kind: 'not-json', what: `${nameOfBody(text)} inside the event stream`, about: 'nothing', status };
  }
  // vLLM until 0.10.0 sends the flat object here, later releases the nested one; the status of the answer stays 200.
  const failed = field === 'error' || (isObject(event) && (event['object'] === 'error' || isFilled(event['error'])));
  if (failed)
    return { kind: 'http', what: 'error inside the event stream', about: 'nothing', status, says: readErrorBody(text) };
  onEvent(event);
  return undefined;
}

function isFilled(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}

async function withResponse<T>(
  fetch: ProbeFetch,
  outgoing: Outgoing,
  limit: TimeLimit,
  read: (response: Response) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let answered = false;
  try {
    const sent = await sendFollowing(fetch, outgoing, limit);
    if (!sent.ok) return sent;
    answered = true;
    return sent.value.ok ? await read(sent.value) : { ok: false, fault: await refusal(sent.value) };
  } catch (error) {
    return { ok: false, fault: thrown(error, limit, answered) };
  }
}

/** Redirects are followed on the same origin only, and only when the method survives: the key must not travel. */
async function sendFollowing(fetch: ProbeFetch, outgoing: Outgoing, limit: TimeLimit): Promise<Outcome<Response>> {
  let url = outgoing.url;
  for (let hops = 0; ; hops += 1) {
    const response = await fetch(url, {
      method: outgoing.method,
      headers: { ...outgoing.headers },
      redirect: 'manual',
      signal: limit.signal,
      ...(outgoing.body !== undefined && { body: outgoing.body }),
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return { ok: true, value: response };
    discardBody(response);
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    const keepsMethod = outgoing.method === 'GET' || response.status === 307 || response.status === 308;
    if (next === undefined || next.origin !== new URL(url).origin || !keepsMethod || hops >= mostRedirects) {
      const text = next === undefined ? location : `${next.origin}${next.pathname}`;
      return {
        ok: false,
        fault: { kind: 'redirect', what: 'redirected to', about: { text }, status: response.status },
      };
    }
    url = next.href;
  }
}

async function refusal(response: Response): Promise<Fault> {
  const { status } = response;
  const text = await readBounded(response, maxBytes.error);
  return {
    kind: 'http',
    what: `HTTP ${status}`,
    about: 'nothing',
    status,
    says: readErrorBody(text === 'too-large' ? '' : text),
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
  };
}

function thrown(error: unknown, limit: TimeLimit, answered: boolean): Fault {
  const ended = limit.ended();
  if (ended === 'aborted')
    return { kind: 'aborted', what: 'given up before an answer', about: 'nothing', status: null };
  if (ended === 'timeout') {
    return {
      kind: 'timeout',
      what: answered ? 'answer not finished in time by' : 'no answer in time from',
      about: 'host',
      status: null,
    };
  }
  const { kind, what } = describeNetworkError(error);
  return { kind, what: answered && kind === 'cut' ? 'answer cut off by' : what, about: 'host', status: null };
}

// As long as `event: x`: enough to tell a stream from JSON and from a page.
const eventStart = 8;

/**
 * Hands events to the parser, and keeps what is no event stream. A proxy may name another content type; OpenClaw 2026.9.6 does not look
 * at it (ran), so the text decides.
 */
function createIntake(declared: boolean, parser: SseParser) {
  let kind: 'unknown' | 'events' | 'other' = declared ? 'events' : 'unknown';
  let held = '';
  const settle = () => {
    kind = /^\s*(?:(?:data|event|id|retry)\s*:|:)/.test(held) ? 'events' : 'other';
    if (kind === 'events') parser.push(held);
  };
  return {
    push(text: string): void {
      if (kind === 'events') {
        parser.push(text);
        return;
      }
      held += text;
      if (kind === 'unknown' && held.trimStart().length >= eventStart) settle();
    },
    /** The text of an answer that is no event stream; undefined when it is one. */
    end(): string | undefined {
      if (kind === 'unknown') settle();
      if (kind === 'other') return held;
      parser.end();
      return undefined;
    },
  };
}

function notAStream(text: string, status: number): { ok: false; fault: Fault } {
  const what = parseJson(text) === undefined ? nameOfBody(text) : 'JSON in one piece';
  return wrongBody(status, `${what} where an event stream was expected`);
}

function wrongBody(status: number, what: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { kind: 'not-json', what, about: 'nothing', status } };
}

function tooLarge(status: number, bytes: number): { ok: false; fault: Fault } {
  const what = `answer larger than ${Math.round(bytes / 1_000_000)} MB from`;
  return { ok: false, fault: { kind: 'too-large', what, about: 'host', status } };
}

function nameOfBody(text: string): string {
  const start = text.trimStart().slice(0, 500);
  if (start === '') return 'empty answer';
  if (looksLikeHtml(start)) return 'HTML page';
  if (/^<\?xml|^<[a-z]/i.test(start)) return 'XML';
  if (/^(?:data|event|id|retry): ?/.test(start)) return 'event stream';
  if (start.includes('\ufffd') || start.includes('\u0000')) return 'binary data';
  return /^[[{"]/.test(start) ? 'broken JSON' : 'plain text';
}
