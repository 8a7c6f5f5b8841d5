import type { ModelClient, TextReply } from './client.js';
import { sleepFor } from './time-limit.js';
import type { Answer, FailureKind, Restart } from './types.js';

/** What `/metrics` tells of the life of a server's process. */
export interface Life {
  /** Seconds since 1970 by the server's own clock (its `Date` header), by ours where it sends none. */
  readonly readAt: number;
  /** `process_start_time_seconds`, by the server's clock. */
  readonly startedAt?: number;
  /** Series that only grow while the process lives. */
  readonly counters: ReadonlyMap<string, number>;
}

const sample = /^([a-z_:][\w:]*(?:\{[^\n]*\})?) +([-+\d.e]+)(?: \d+)?\r?$/gim;
const grows = /^[\w:]+_(?:total|count|sum)(?:\{|$)/;
const mostCounters = 5_000;

export function parseLife(text: string, readAt: number): Life {
  const counters = new Map<string, number>();
  let startedAt: number | undefined;
  for (const [, series = '', written] of text.matchAll(sample)) {
    const value = Number(written);
    if (!Number.isFinite(value)) continue;
    if (series === 'process_start_time_seconds') startedAt = value;
    else if (grows.test(series) && counters.size < mostCounters) counters.set(series, value);
  }
  return { readAt, ...(startedAt !== undefined && { startedAt }), counters };
}

/** Undefined where the server shows no metrics. */
export async function readLife(client: ModelClient): Promise<Life | undefined> {
  return lifeIn(await client.getText('/metrics'));
}

function lifeIn(answer: Answer<TextReply>): Life | undefined {
  if (!answer.ok) return undefined;
  const { headers, text } = answer.value;
  const served = Date.parse(headers.get('date') ?? '');
  return parseLife(text, (Number.isNaN(served) ? Date.now() : served) / 1000);
}

// The Date header is cut to whole seconds.
const slackSeconds = 2;

/**
 * Whether the process of the second look is younger than the first look. `lost`: a request failed in between as it does when a process
 * ends. Behind a balancer two looks may meet two processes: one that was there before is no restart, and counters of the other may be
 * lower, so that they count only beside a lost request. (`created` of vLLM's model list is the time of the request and tells nothing.)
 */
export function restartBetween(before: Life, after: Life, lost: boolean): Restart | undefined {
  const { startedAt } = after;
  if (startedAt !== undefined && before.startedAt !== undefined) {
    if (startedAt - before.startedAt < 1 || startedAt < before.readAt - slackSeconds) return undefined;
    const line = `process_start_time_seconds: ${timeOf(before.startedAt)} before, ${timeOf(startedAt)} after`;
    return { sure: true, proof: [`GET /metrics, ${line}`] };
  }
  if (!lost) return undefined;
  const fallen = [...before.counters].find(([series, value]) => (after.counters.get(series) ?? value) < value);
  if (fallen === undefined) return undefined;
  const [series, value] = fallen;
  const name = series.replace(/\{.*/, '');
  return { sure: false, proof: [`GET /metrics, ${name}: ${value} before, ${after.counters.get(series)} after`] };
}

function timeOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** How requests fail when the process that had them ends. */
const lossKinds: readonly FailureKind[] = ['refused', 'cut'];

export interface SecondLook {
  /** A client whose breaker does not know what happened meanwhile. */
  readonly client: ModelClient;
  /** Undefined where the server shows no metrics. */
  readonly before: Life | undefined;
  /** Questions asked since. */
  readonly answers: readonly Answer<unknown>[];
  readonly signal: AbortSignal;
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** After the questions, or the failure among them: a server that went away is waited for a few seconds. */
export async function lookAgain({ client, before, answers, signal, sleep = sleepFor }: SecondLook) {
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
  const losses = failures.filter(({ kind }) => lossKinds.includes(kind));
  const tries = losses.length === 0 ? 1 : patience;
  for (let done = 0; done < tries && !signal.aborted; done += 1) {
    if (done > 0) await sleep(betweenMs, signal);
    if (before !== undefined) {
      const after = await readLife(client);
      if (after === undefined) continue;
      const found = restartBetween(before, after, losses.length > 0);
      return found && { ...found, proof: [...losses.slice(0, 1).map(lineOf), ...found.proof] };
    }
    // Nobody listened, and now somebody does: what answered first is gone.
    const refused = losses.find(({ kind }) => kind === 'refused');
    if (refused === undefined) return undefined;
    const list = await client.getJson('/models');
    if (list.ok) return { sure: false, proof: [lineOf(refused), 'GET /v1/models: answered again'] };
  }
  return undefined;
}

const patience = 5;
const betweenMs = 1_000;

function lineOf({ route, message }: { readonly route: string; readonly message: string }): string {
  return `${route}: ${message}`;
}
