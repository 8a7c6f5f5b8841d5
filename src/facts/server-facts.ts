import type { EffectiveConfig, EffectiveModel, EffectiveProvider } from '../effective/types.js';
import type { AskOptions } from '../probe/ask-server.js';
import type { ModelClient } from '../probe/client.js';
import type { ProductionFetch } from '../probe/production-fetch.js';
import { costText, type ProbeLevel } from '../probe/questions/question.js';
import type { ProbeTarget, ServerReport } from '../probe/types.js';
import type { WaitLook } from '../probe/wait-ready.js';
import type { LocalTokenizer } from '../tokens/local-tokenizer.js';
import { measurePrompts, type PromptAsk } from '../tokens/measure.js';
import type { UserPrompt } from '../tokens/prompt-file.js';
import type { PromptSize } from '../tokens/types.js';
import type { WorkspaceReport } from '../workspace/types.js';
import { type Fact, known, unknown } from './fact.js';
import type { Release } from './types.js';

export interface ServerQuestion {
  readonly effective: EffectiveConfig;
  readonly release: Release;
  /** The headers by which OpenClaw would say who asks, and the secrets in them. */
  readonly headersOf: (provider: EffectiveProvider, model: EffectiveModel) => Pick<ProbeTarget, 'headers' | 'secrets'>;
  readonly offline: boolean;
  /** The prompt to count on a model in place of a typical first turn: the user's own, or a capture. */
  readonly promptFor?: ((model: EffectiveModel) => UserPrompt | undefined) | undefined;
  readonly workspaces?: readonly WorkspaceReport[] | undefined;
  /** Of `--tokenizer`. */
  readonly tokenizer?: LocalTokenizer | undefined;
}

export interface ServerFacts {
  readonly servers: Fact<readonly ServerReport[]>;
  readonly prompts: Fact<readonly PromptSize[]>;
}

export interface DeskOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** undici's, opened at the first question, unless given. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly onProgress?: ((awaited: string) => void) | undefined;
  /** Wait so long for servers that are not ready yet; they are not waited for unless given. */
  readonly waitMs?: number | undefined;
  readonly onWait?: ((look: WaitLook) => void) | undefined;
  /** How much is asked about what a server takes; `standard` unless given. */
  readonly level?: ProbeLevel | undefined;
  /** Send each server one request as long as its first turn, to hold the predicted first token against; takes that long. */
  readonly confirm?: boolean | undefined;
}

/**
 * Asks the model servers, and remembers: a second look at a changed config asks only what was not asked before. What speaks to servers
 * loads when one is asked: an offline run starts without it.
 */
export interface ServerDesk {
  ask(question: ServerQuestion): Promise<ServerFacts>;
  /** Lets the connections go. */
  close(): Promise<void>;
}

export function createServerDesk(options: DeskOptions): ServerDesk {
  const reports = new Map<string, ServerReport>();
  const counts = new Map<string, Promise<unknown>>();
  let production: ProductionFetch | undefined;

  const clientOptions = async () => {
    if (options.fetch === undefined && production === undefined) {
      const { productionFetch } = await import('../probe/production-fetch.js');
      production = await productionFetch({ connectTimeoutMs: options.timeoutMs });
    }
    const fetch = options.fetch ?? (production?.fetch as typeof globalThis.fetch);
    return { fetch, timeoutMs: options.timeoutMs, ...(options.signal && { signal: options.signal }) };
  };

  /** Names are resolved and ports tried only where requests really go out. */
  const lookAround = async () => {
    if (options.fetch !== undefined) return {};
    const { lookupAll, traceNetwork } = await import('../probe/network-path.js');
    return { trace: traceNetwork, lookup: lookupAll };
  };

  const waitForAll = async (targets: readonly ProbeTarget[], waitMs: number) => {
    const { waitUntilReady } = await import('../probe/wait-ready.js');
    await waitUntilReady(targets, {
      ...(await clientOptions()),
      waitMs,
      ...(options.onWait && { onLook: options.onWait }),
    });
  };

  const askAll = async (targets: readonly ProbeTarget[]): Promise<readonly ServerReport[]> => {
    const unasked = targets.filter((target) => !reports.has(keyOf(target)));
    if (unasked.length > 0) {
      if (options.waitMs !== undefined) await waitForAll(unasked, options.waitMs);
      const onQuestion: AskOptions['onQuestion'] = (question, baseUrl, cost) =>
        options.onProgress?.(`${questionText[question]} ${baseUrl}${cost === undefined ? '' : ` (${costText(cost)})`}`);
      const { level = 'standard' } = options;
      const { askServers } = await import('../probe/ask-servers.js');
      const answered = await askServers(unasked, {
        ...(await clientOptions()),
        ...(await lookAround()),
        onQuestion,
        level,
      });
      for (const report of answered) {
        for (const target of unasked) if (target.provider === report.provider) reports.set(keyOf(target), report);
      }
    }
    return targets.flatMap((target) => reports.get(keyOf(target)) ?? []);
  };

  /** The same text is not counted twice. */
  const remembering = (client: ModelClient): PromptAsk => {
    const once = <T>(route: string, request: unknown, ask: () => Promise<T>): Promise<T> => {
      const key = JSON.stringify([client.baseUrl, route, request]);
      const before = counts.get(key) as Promise<T> | undefined;
      if (before !== undefined) return before;
      options.onProgress?.(`counting the prompt at ${client.baseUrl}`);
      const asking = ask();
      counts.set(key, asking);
      return asking;
    };
    return {
      tokenize: (request) =>
        once('/tokenize', request, async () => (await import('../probe/tokenize.js')).askTokenize(client, request)),
      chat: (request) =>
        once('/chat/completions', request, async () => (await import('../probe/chat.js')).askChat(client, request)),
    };
  };

  /** One after the other: two long prompts at once would slow each other down. */
  const confirmAll = async (
    targets: readonly ProbeTarget[],
    servers: readonly ServerReport[],
    prompts: readonly PromptSize[],
  ): Promise<readonly ServerReport[]> => {
    const { confirmSpeed, foretold } = await import('../probe/speed.js');
    const { createClient } = await import('../probe/client.js');
    const confirmed: ServerReport[] = [];
    for (const report of servers) {
      const target = targets.find((row) => row.provider === report.provider);
      const size = prompts.find(({ ref }) => ref === `${report.provider}/${report.askedModel}`);
      const speed = report.speed.ok ? report.speed.value : undefined;
      const predicted = speed && size && foretold(speed, size.total.tokens);
      if (target === undefined || size === undefined || speed === undefined || predicted === undefined) {
        confirmed.push(report);
        continue;
      }
      const { tokens } = size.total;
      const seconds = Math.ceil(predicted / 1000);
      options.onProgress?.(`sending ${tokens} tokens to ${report.baseUrl}, first token in about ${seconds} s`);
      // Three times what is foretold, and the usual patience: attention over a long prompt may take more than the short ones tell.
      const settings = { ...(await clientOptions()), timeoutMs: 3 * predicted + options.timeoutMs };
      const served = report.models.ok ? report.models.value.find(({ id }) => id === report.askedModel) : undefined;
      const request = { model: report.askedModel, maxModelLen: served?.maxModelLen };
      const answer = await confirmSpeed(createClient(target, settings), request, { speed, tokens });
      confirmed.push(answer.ok ? { ...report, speed: answer } : report);
    }
    return confirmed;
  };

  return {
    async ask(question) {
      const { effective, release, offline, promptFor, workspaces, tokenizer } = question;
      const targets = offline ? [] : targetsOf(question);
      const servers = await askAll(targets);
      const clients = new Map<string, PromptAsk>();
      if (targets.length > 0) {
        const settings = await clientOptions();
        const { createClient } = await import('../probe/client.js');
        for (const target of targets) clients.set(target.provider, remembering(createClient(target, settings)));
      }
      const prompts = await measurePrompts({
        models: effective.models.filter((model) => model.usedBy.length > 0),
        tools: effective.tools,
        release: release.version,
        newest: release.newest,
        servers,
        askFor: (provider) => clients.get(provider),
        ...(promptFor && { promptFor }),
        workspaces,
        tokenizer,
      });
      if (offline) return { servers: unknown('not asked (--offline)'), prompts: known(prompts) };
      const confirmed = options.confirm === true ? await confirmAll(targets, servers, prompts) : servers;
      return { servers: known(confirmed), prompts: known(prompts) };
    },
    async close() {
      await production?.close();
    },
  };
}

const questionText: Readonly<Record<Parameters<NonNullable<AskOptions['onQuestion']>>[0], string>> = {
  models: 'asking for models and version:',
  chat: 'waiting for a test completion from',
  stream: 'timing the first token of',
  speed: 'measuring the prefill rate of',
  shapes: 'trying messages, tools and fields at',
};

/** One target per self-hosted provider: with the model that is really used, else the first one that is listed. */
function targetsOf({ effective, headersOf }: ServerQuestion): readonly ProbeTarget[] {
  return effective.providers.flatMap((provider) => {
    const model = modelToAsk(provider, effective.models);
    if (!provider.selfHosted || provider.baseUrl === undefined || model === undefined) return [];
    return {
      provider: provider.id,
      baseUrl: provider.baseUrl.value,
      modelId: model.id,
      ...headersOf(provider, model),
      sends: {
        ...model.request,
        usageInStream: model.usageInStream.value,
        maxTokens: model.maxTokens.value,
        contextWindow: model.contextWindow.value,
      },
    };
  });
}

function modelToAsk(provider: EffectiveProvider, models: readonly EffectiveModel[]): EffectiveModel | undefined {
  const own = models.filter((model) => model.provider === provider.id);
  return own.find((model) => model.usedBy.length > 0) ?? own[0];
}

/** Other limits are no other question: their refusal is foretold, not tried. */
function keyOf({ provider, baseUrl, modelId, headers, sends }: ProbeTarget): string {
  const shape = sends && { ...sends, maxTokens: 0, contextWindow: 0 };
  return JSON.stringify([provider, baseUrl, modelId, headers, shape]);
}
