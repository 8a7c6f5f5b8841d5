import { type AskOptions, askServer } from './ask-server.js';
import { createBreaker } from './breaker.js';
import type { ProbeTarget, ServerReport } from './types.js';

export interface AskServersOptions extends AskOptions {
  /** Origins asked at the same time. */
  readonly origins?: number;
}

/**
 * Asks several servers; reports come in the order of the targets. Targets of the same provider with the same address and headers are one
 * server: the first of them is asked. Different origins are asked side by side, providers of one origin one after the other, so that no
 * measurement disturbs another, and a dead origin costs its time once.
 */
export async function askServers(
  targets: readonly ProbeTarget[],
  options: AskServersOptions,
): Promise<readonly ServerReport[]> {
  const breaker = options.breaker ?? createBreaker();
  const once = firsts(targets, keyOf);
  const groups = firsts(once, originOf).map((first) => once.filter((target) => originOf(target) === originOf(first)));
  const reports = new Map<ProbeTarget, ServerReport>();
  await runAll(groups, options.origins ?? 4, async (group) => {
    for (const target of group) reports.set(target, await askServer(target, { ...options, breaker }));
  });
  return once.flatMap((target) => reports.get(target) ?? []);
}

/** Runs `work` on every item, at most `atOnce` at the same time, beginning in order. */
async function runAll<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, worker));
}

/** The first of all that have the same key, in order. */
function firsts(targets: readonly ProbeTarget[], key: (target: ProbeTarget) => string): readonly ProbeTarget[] {
  const seen = new Set<string>();
  return targets.filter((target) => !seen.has(key(target)) && seen.add(key(target)));
}

function keyOf({ provider, baseUrl, headers }: ProbeTarget): string {
  return JSON.stringify([provider, baseUrl, Object.entries(headers).sort()]);
}

function originOf({ baseUrl }: ProbeTarget): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
}
