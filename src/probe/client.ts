import { parseAddress } from './address.js';
import type { Breaker } from './breaker.js';
import { exchangeJson, exchangeStream, exchangeText, type Outcome, type ProbeFetch } from './exchange.js';
import { type Fault, misfitFault, skippedFault, speaksAgainstServer, toFailure } from './failure.js';
import { countAt, type JsonValue } from './json-fields.js';
import { keysIn, newRequestId, type Outgoing, obstacleTo, type Question, toOutgoing } from './outgoing.js';
import { retryDelay } from './retry.js';
import { createShow, type Show } from './show.js';
import { isTimeout, sleepFor, startTimeLimit, type TimeLimit } from './time-limit.js';
import type { Answer, ProbeFailure, ProbeTarget } from './types.js';

export interface Cost {
  readonly requests: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface ClientOptions {
  /** undici's with our `Agent` in production (`production-fetch.ts`), `globalThis.fetch` under msw, which does not see the package. */
  readonly fetch: ProbeFetch;
  /** For one call: all its tries, waits and the whole body. */
  readonly timeoutMs: number;
  /** Ends all calls. A reason named TimeoutError makes them `timeout`, any other `aborted`. */
  readonly signal?: AbortSignal;
  /** For the jitter between tries. */
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  readonly breaker?: Breaker;
  /** Called for every request sent and every `usage` read. */
  readonly onCost?: (cost: Cost) => void;
}

interface Reply {
  readonly headers: Headers;
  /** For an answer that came in good order but is not what the question was about. */
  readonly misfit: (what: string) => ProbeFailure;
}

export interface JsonReply extends Reply {
  readonly json: JsonValue;
}

/** Not fit to print. */
export interface TextReply extends Reply {
  readonly text: string;
}

export interface StreamEnd extends Reply {
  /** `data: [DONE]` came. */
  readonly doneSeen: boolean;
}

/** `ms`: whole milliseconds since the request was sent, tries before it not counted. */
export type OnEvent = (event: JsonValue, ms: number) => void;

/**
 * Asks one model server. A route of the OpenAI protocol (`/models`, `/chat/completions`) is taken relative to the base URL, any other
 * (`/version`, `/tokenize`) beside `/v1`. Never throws for what a server or a network does: that is an `Answer`.
 */
export interface ModelClient {
  /** Fit to print. */
  readonly baseUrl: string;
  readonly origin: string;
  getJson(route: string): Promise<Answer<JsonReply>>;
  getText(route: string): Promise<Answer<TextReply>>;
  postJson(route: string, body: JsonValue): Promise<Answer<JsonReply>>;
  /** An event that failed to parse, or an error inside the stream, ends it as a failure. Retried only while no event has come. */
  postStream(route: string, body: JsonValue, onEvent: OnEvent): Promise<Answer<StreamEnd>>;
  /** The answer to a question that is not worth a request. */
  skip(method: 'GET' | 'POST', route: string, why: string): Answer<never>;
  /** For texts of the server that enter an answer. */
  readonly show: Show;
}

interface Call<T> extends Question {
  readonly exchange: (outgoing: Outgoing, limit: TimeLimit, sentAt: number) => Promise<Outcome<T>>;
  readonly mayRetry?: () => boolean;
}

export function createClient(target: ProbeTarget, options: ClientOptions): ModelClient {
  const { fetch, timeoutMs, random = Math.random, now = () => performance.now(), sleep = sleepFor, breaker } = options;
  const address = parseAddress(target.baseUrl);
  const show = createShow([...target.secrets, ...(address?.secrets ?? []), ...keysIn(target.headers)]);
  const obstacle = obstacleTo(target, address);

  const failureOf = (fault: Fault, { method, route }: Question, id: string, waitedMs: number): ProbeFailure =>
    toFailure(fault, { method, route, id, address, show, waitedMs });

  const obstacleNow = (): string | undefined => {
    if (address === undefined || obstacle !== undefined) return obstacle;
    if (breaker?.isOpen(address.origin) === true) return 'too many failures in a row at this address (breaker open)';
    if (options.signal?.aborted === true) return isTimeout(options.signal.reason) ? 'no time left' : 'given up';
    return undefined;
  };

  const call = async <T>(request: Call<T>): Promise<Answer<T & { misfit: (what: string) => ProbeFailure }>> => {
    const started = now();
    const fail = (fault: Fault, id: string): Answer<never> => {
      const ms = Math.round(now() - started);
      return { ok: false, failure: failureOf(fault, request, id, Math.min(timeoutMs, ms)), ms };
    };
    const why = obstacleNow();
    if (address === undefined || why !== undefined) return fail(skippedFault(why ?? ''), newRequestId());
    const { origin } = address;
    const limit = startTimeLimit(timeoutMs, options.signal);
    try {
      for (let retries = 0; ; retries += 1) {
        // A new id for every try: a server may still be busy with the try whose connection was lost.
        const id = newRequestId();
        options.onCost?.({ requests: 1, promptTokens: 0, answerTokens: 0 });
        const outcome = await request.exchange(toOutgoing(request, address, target, id), limit, now());
        breaker?.record(origin, outcome.ok || !speaksAgainstServer(outcome.fault));
        if (outcome.ok) {
          const misfit = (what: string) => failureOf(misfitFault(what), request, id, 0);
          return { ok: true, value: { ...outcome.value, misfit }, ms: Math.round(now() - started) };
        }
        const { fault } = outcome;
        const msLeft = timeoutMs - (now() - started);
        const wait = retryDelay({ ...fault, retryAfterMs: fault.retryAfterMs, retries, msLeft, random });
        const hopeless = request.mayRetry?.() === false || breaker?.isOpen(origin) === true;
        if (wait === undefined || hopeless) return fail(fault, id);
        await sleep(wait, limit.signal);
        if (limit.ended() !== undefined) return fail(fault, id);
      }
    } finally {
      limit.clear();
    }
  };

  const countTokens = (json: JsonValue | undefined) => {
    const promptTokens = countAt(json, ['usage', 'prompt_tokens']) ?? 0;
    const answerTokens = countAt(json, ['usage', 'completion_tokens']) ?? 0;
    if (promptTokens + answerTokens > 0) options.onCost?.({ requests: 0, promptTokens, answerTokens });
  };
  const json = async (method: 'GET' | 'POST', route: string, body?: JsonValue) => {
    const answer = await call({
      method,
      route,
      ...(body !== undefined && { body }),
      exchange: (request, limit) => exchangeJson(fetch, request, limit),
    });
    if (answer.ok) countTokens(answer.value.json);
    return answer;
  };

  return {
    baseUrl: address?.baseUrl ?? show(target.baseUrl),
    origin: address?.origin ?? '',
    show,
    skip: (method, route, why) => ({
      ok: false,
      failure: failureOf(skippedFault(why), { method, route }, newRequestId(), 0),
      ms: 0,
    }),
    getJson: (route) => json('GET', route),
    getText: (route) =>
      call({ method: 'GET', route, exchange: (request, limit) => exchangeText(fetch, request, limit) }),
    postJson: (route, body) => json('POST', route, body),
    async postStream(route, body, onEvent) {
      let last: JsonValue | undefined;
      let events = 0;
      const answer = await call({
        method: 'POST',
        route,
        body,
        mayRetry: () => events === 0,
        exchange: (request, limit, sentAt) =>
          exchangeStream(fetch, request, limit, (event) => {
            events += 1;
            // With continuous_usage_stats every chunk carries the sum so far: only the last one counts.
            if (countAt(event, ['usage', 'prompt_tokens']) !== undefined) last = event;
            onEvent(event, Math.round(now() - sentAt));
          }),
      });
      countTokens(last);
      return answer;
    },
  };
}
