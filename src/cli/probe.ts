import type { AskOptions } from '../probe/ask-server.js';
import { costText, type ProbeLevel } from '../probe/questions/question.js';
import type { WaitOptions } from '../probe/wait-ready.js';
import type { ProbeRun } from '../report/probe.js';
import { terminalFor } from '../report/terminal.js';
import { newestRelease } from '../schema/releases.js';
import { findServer } from '../suggest/server.js';
import { forecastTurn } from '../suggest/turns.js';
import { toolVersion } from '../version.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';
import { type Progress, startProgress, waitText } from './progress.js';

export interface ProbeFlags {
  readonly model?: string;
  readonly apiKeyEnv?: string;
  readonly probe: ProbeLevel;
  readonly openclawVersion?: string;
  readonly timeout: number;
  /** Milliseconds. */
  readonly wait?: number;
  readonly format: 'pretty' | 'json';
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly ascii?: boolean;
}

/** The releases that most people run, one of each generation. */
const usualReleases = ['2026.4.22', newestRelease];

/** `ovd probe URL`: what a server is and can do, without any config. 1 when it answers no completion. */
export async function probe(url: string, flags: ProbeFlags, context: Context): Promise<number> {
  const progress = startProgress(context, flags.quiet === true);
  let run: ProbeRun;
  try {
    run = await ask(url, flags, context, progress);
  } finally {
    progress.stop();
  }
  if (flags.format === 'json') await write(context.stdout, (await import('../report/probe-json.js')).probeJson(run));
  else {
    const terminal = terminalFor(context.stdout, context.env, context.platform, flags);
    await write(context.stdout, (await import('../report/probe.js')).probeReport(run, terminal));
  }
  return run.server.chat.ok ? exitCodes.clean : exitCodes.findings;
}

async function ask(url: string, flags: ProbeFlags, context: Context, { show, say }: Progress): Promise<ProbeRun> {
  const started = performance.now();
  const { productionFetch } = await import('../probe/production-fetch.js');
  const { askServer } = await import('../probe/ask-server.js');
  const { traceNetwork } = await import('../probe/network-path.js');
  const production = await productionFetch({ connectTimeoutMs: flags.timeout });
  try {
    const options = { fetch: production.fetch, timeoutMs: flags.timeout, signal: context.signal };
    if (flags.wait !== undefined) await waitFor(url, { ...options, waitMs: flags.wait, say });
    show(`looking for a server at ${withoutUser(url)}`);
    const { headers, secrets, baseUrl, modelId } = await findServer(
      { url, modelId: flags.model, keyName: flags.apiKeyEnv, env: context.env },
      options,
    );
    const onQuestion: AskOptions['onQuestion'] = (question, at, cost) =>
      show(cost === undefined ? `asking ${at} (${question})` : `asking ${at}: ${costText(cost)}`);
    const target = { provider: 'server', baseUrl, modelId, headers, secrets };
    const server = await askServer(target, { ...options, level: flags.probe, onQuestion, trace: traceNetwork });
    context.signal.throwIfAborted();
    const releases = flags.openclawVersion === undefined ? usualReleases : [await releaseOf(flags.openclawVersion)];
    const turns = [];
    for (const release of releases) turns.push(await forecastTurn(server, release, context));
    const elapsedMs = performance.now() - started;
    return { version: toolVersion, url: withoutUser(url), level: flags.probe, server, turns, elapsedMs };
  } finally {
    await production.close();
  }
}

/** Without the key: whoever refuses that is ready. */
async function waitFor(url: string, options: Omit<WaitOptions, 'onLook'> & Pick<Progress, 'say'>): Promise<void> {
  const { waitUntilReady } = await import('../probe/wait-ready.js');
  const baseUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(url.trim()) ? url.trim() : `http://${url.trim()}`;
  const target = { provider: 'server', baseUrl, modelId: '', headers: {}, secrets: [] };
  await waitUntilReady([target], { ...options, onLook: (look) => options.say(waitText(look)) });
}

async function releaseOf(flag: string): Promise<string> {
  const { chooseRelease } = await import('../release/choose.js');
  return chooseRelease({ flag }).version;
}

/** A URL may hold a key. */
function withoutUser(url: string): string {
  return url
    .trim()
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^\s/?#@]*@/i, '$1')
    .replace(/[?#].*$/, '');
}
