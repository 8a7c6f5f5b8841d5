import { createBreaker } from './breaker.js';
import { type ClientOptions, createClient } from './client.js';
import { askModels } from './models.js';
import { sleepFor } from './time-limit.js';
import type { ProbeFailure, ProbeTarget } from './types.js';

export interface WaitOptions extends Pick<ClientOptions, 'fetch' | 'signal' | 'random' | 'sleep' | 'now'> {
  /** For all servers together. */
  readonly waitMs: number;
  /** What is awaited, after each look that found a server not ready. */
  readonly onLook?: (look: WaitLook) => void;
}

export interface WaitLook {
  readonly baseUrl: string;
  /** `connection refused by 127.0.0.1:8000` */
  readonly why: string;
  readonly waitedMs: number;
  readonly waitMs: number;
}

const firstPauseMs = 500;
const longestPauseMs = 10_000;
const longestLookMs = 5_000;

/**
 * Asks every server for its models, again and again, until each answers or fails in a way that no waiting cures: a refused key, a wrong
 * path, an untrusted certificate. Ends when the time is over, too; the examination then tells what is wrong.
 */
export async function waitUntilReady(targets: readonly ProbeTarget[], options: WaitOptions): Promise<void> {
  const once = targets.filter((target, i) => targets.findIndex((row) => row.baseUrl === target.baseUrl) === i);
  await Promise.all(once.map((target) => waitFor(target, options)));
}

async function waitFor(target: ProbeTarget, options: WaitOptions): Promise<void> {
  const { waitMs, onLook, random = Math.random, now = () => performance.now(), sleep = sleepFor } = options;
  const signal = options.signal ?? new AbortController().signal;
  const started = now();
  for (let looks = 0; !signal.aborted; looks += 1) {
    const left = waitMs - (now() - started);
    if (left <= 0) return;
    const why = await notReadyBecause(target, { ...options, timeoutMs: Math.min(longestLookMs, left) });
    if (why === undefined || signal.aborted) return;
    const waitedMs = now() - started;
    onLook?.({ ...why, waitedMs, waitMs });
    const pause = Math.min(longestPauseMs, firstPauseMs * 1.5 ** looks) * (0.75 + random() / 2);
    await sleep(Math.max(0, Math.min(pause, waitMs - waitedMs)), signal);
  }
}

/** A fresh breaker for every look: five failures in a row are what is waited for. */
async function notReadyBecause(
  target: ProbeTarget,
  options: Omit<ClientOptions, 'breaker'>,
): Promise<Pick<WaitLook, 'baseUrl' | 'why'> | undefined> {
  const client = createClient(target, { ...options, breaker: createBreaker() });
  const { baseUrl } = client;
  const list = await askModels(client);
  if (!list.ok) return passes(list.failure) ? { baseUrl, why: tellFailure(list.failure) } : undefined;
  // llama.cpp lists its model while it still loads it; only /health says so. Servers without that route answer 404.
  const health = await client.getText('/health');
  const loading = !health.ok && health.failure.http_status === 503;
  return loading ? { baseUrl, why: tellFailure(health.failure) } : undefined;
}

/** Whether time alone may cure it. */
function passes({ kind, http_status: status, serverError }: ProbeFailure): boolean {
  if (kind === 'http') return serverError?.kind === 'not-ready' || [429, 500, 502, 503, 504].includes(status ?? 0);
  return ['refused', 'unreachable', 'dns', 'timeout', 'cut'].includes(kind);
}

function tellFailure({ message, serverSays }: ProbeFailure): string {
  return serverSays === undefined ? message : `${message}: ${serverSays}`;
}
