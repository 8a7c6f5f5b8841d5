import type { ModelClient } from './client.js';

/** How long requests stood in the server's queue, since it started. */
export interface QueueClock {
  readonly seconds: number;
  readonly requests: number;
}

// vLLM 0.6.0 to 0.25.1: a histogram, one row for each model and engine.
const rows = /^vllm:request_queue_time_seconds_(sum|count)(?:\{[^\n]*\})? +([-+\d.eE]+)\r?$/gm;

/** Undefined where the server has no such metric. */
export function parseQueueClock(text: string): QueueClock | undefined {
  const total = { sum: 0, count: 0 };
  let seen = false;
  for (const [, kind, value] of text.matchAll(rows)) {
    const number = Number(value);
    if (!Number.isFinite(number) || (kind !== 'sum' && kind !== 'count')) continue;
    total[kind] += number;
    seen = true;
  }
  return seen ? { seconds: total.sum, requests: total.count } : undefined;
}

export async function readQueueClock(client: ModelClient): Promise<QueueClock | undefined> {
  const answer = await client.getText('/metrics');
  return answer.ok ? parseQueueClock(answer.value.text) : undefined;
}

/** Milliseconds that a request waited between two looks, on average; undefined when none ended between them. */
export function queueMsBetween(before: QueueClock | undefined, after: QueueClock | undefined): number | undefined {
  if (before === undefined || after === undefined || after.requests <= before.requests) return undefined;
  return Math.max(0, Math.round((1000 * (after.seconds - before.seconds)) / (after.requests - before.requests)));
}
