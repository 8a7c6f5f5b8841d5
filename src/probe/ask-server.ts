import { isIP } from 'node:net';
import { familyNamed, mapValue } from './answer.js';
import { askAuth } from './ask-auth.js';
import { askRepairs, type WorkingBase } from './ask-repairs.js';
import { createBreaker } from './breaker.js';
import { answerRoom, askChat, smokeMessages } from './chat.js';
import { type ClientOptions, type Cost, createClient, type ModelClient } from './client.js';
import { askHiddenWindow } from './hidden-window.js';
import { askVersion, type Identity, identify } from './identity.js';
import { askLimits, type Limits, withLimits } from './limits.js';
import { meantModel } from './meant-model.js';
import { askModels, type ModelList } from './models.js';
import { isWorthATrace, type Lookup, type NetworkPath, type Trace } from './network-path.js';
import { withoutKey } from './outgoing.js';
import { allQuestions } from './questions/index.js';
import { costOf, type ProbeLevel, type QuestionCost, questionsOf } from './questions/question.js';
import { askQuestions } from './questions/run.js';
import { lookAgain, readLife } from './restart.js';
import { askSpeed } from './speed.js';
import { askStream } from './stream.js';
import { startTimeLimit } from './time-limit.js';
import { askTokenize } from './tokenize.js';
import type {
  Answer,
  Capability,
  ChatResult,
  ProbeFailure,
  ProbeTarget,
  Restart,
  ServedModel,
  ServerReport,
} from './types.js';

export interface AskOptions extends Omit<ClientOptions, 'onCost'> {
  /** `quick`: models, version and key only; nothing is generated. */
  readonly depth?: 'full' | 'quick';
  /** How much of `questions/` is asked; only what needs no request of its own unless said. */
  readonly level?: ProbeLevel;
  /** Looks at the network layer by layer when no HTTP answer comes; nobody looks when absent. */
  readonly trace?: Trace;
  /** Resolves the host of the address, where that is a name; nobody does when absent. */
  readonly lookup?: Lookup;
  /** Called when a question begins, so that somebody who waits can be told for what. */
  readonly onQuestion?: (
    question: 'models' | 'chat' | 'stream' | 'speed' | 'shapes',
    baseUrl: string,
    cost?: QuestionCost,
  ) => void;
}

/**
 * Everything that one model server can be asked, at most `timeoutMs` for each question and twice that for all. Questions that do not
 * disturb each other go out together; the completion comes before the stream, so that a model that must be loaded first does not spoil
 * the times of the stream; speed is measured alone.
 */
export async function askServer(target: ProbeTarget, options: AskOptions): Promise<ServerReport> {
  const meter = createMeter();
  const limit = startTimeLimit(2 * options.timeoutMs, options.signal);
  const breaker = options.breaker ?? createBreaker();
  const clientOptions = { ...options, breaker, signal: limit.signal, onCost: meter.add };
  const client = createClient(target, clientOptions);
  try {
    options.onQuestion?.('models', client.baseUrl);
    const asking = askModels(client);
    const [list, version, openWithoutKey, resolvesTo, life] = await Promise.all([
      asking,
      askVersion(client),
      askAuth(target, clientOptions, asking),
      addressesOf(client.origin, options.lookup),
      options.depth === 'quick' ? undefined : asking.then(({ ok }) => (ok ? readLife(client) : undefined)),
    ]);
    const dead = deadBecause(list, version);
    // Other providers at this address need not find out for themselves.
    if (dead !== undefined && client.origin !== '') breaker.trip(client.origin);
    const identity = identify(list.ok ? list.value.marks : undefined, version.ok ? version.value : undefined);
    const why = dead ?? (options.depth === 'quick' ? 'only the quick questions were wanted' : undefined);
    const network = list.ok || version.ok ? undefined : await lookCloser(client.origin, list.failure, options);
    const rest =
      why === undefined
        ? await askModel({ target, options, client, clientOptions, list, identity, openWithoutKey })
        : skipRest(client, target, why);
    const restart =
      why === undefined && list.ok
        ? await lookAgain({
            client: createClient(target, { ...clientOptions, breaker: createBreaker() }),
            before: life,
            answers: [rest.chat, rest.stream, rest.speed],
            signal: limit.signal,
            sleep: options.sleep,
          })
        : undefined;
    return toReport({
      target,
      client,
      list,
      version,
      identity,
      openWithoutKey,
      resolvesTo,
      network,
      restart,
      rest,
      cost: meter.total(),
    });
  } finally {
    limit.clear();
  }
}

function lookCloser(origin: string, failure: ProbeFailure, { trace, timeoutMs, signal }: AskOptions) {
  if (trace === undefined || !isWorthATrace(failure)) return undefined;
  return trace(origin, { timeoutMs: Math.min(timeoutMs, longestTraceMs), signal, failed: failure.kind });
}

/** Of a name, once; undefined for a literal address, and when nobody knows the name. */
async function addressesOf(origin: string, lookup: Lookup | undefined): Promise<readonly string[] | undefined> {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  if (lookup === undefined || host === '' || isIP(host.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  try {
    return (await lookup(host)).map(({ address }) => address);
  } catch {
    // Told by the request that fails for the same reason.
    return undefined;
  }
}

/** For one layer; a network that needs longer is told as silent. */
const longestTraceMs = 3_000;

interface Asked {
  readonly target: ProbeTarget;
  readonly options: AskOptions;
  readonly client: ModelClient;
  readonly clientOptions: ClientOptions;
  readonly list: Answer<ModelList>;
  readonly identity: Identity | undefined;
  readonly openWithoutKey: boolean | undefined;
}

interface ModelAnswers
  extends Pick<ServerReport, 'chat' | 'stream' | 'tokenize' | 'speed' | 'askedModel' | 'capabilities'> {
  readonly limits: Limits;
  readonly working: WorkingBase | undefined;
}

async function askModel(asked: Asked): Promise<ModelAnswers> {
  const { target, options, client, clientOptions, list, identity } = asked;
  const messages = smokeMessages();
  const listed = list.ok ? list.value.models : [];
  const maxTokens = answerRoom(listed.find((row) => row.id === target.modelId)?.maxModelLen);
  options.onQuestion?.('chat', client.baseUrl);
  const [chat, working, limits] = await Promise.all([
    askChat(client, { model: target.modelId, messages, maxTokens }),
    list.ok ? undefined : askRepairs(target, clientOptions, list.failure),
    askLimits(client, identity?.kind, listed),
  ]);
  const served = list.ok ? listed : (working?.models ?? []);
  const model = isUnknownModel(chat) ? (meantModel(target.modelId, served) ?? target.modelId) : target.modelId;

  options.onQuestion?.('stream', client.baseUrl);
  const why = whyNoStream(chat, list, model !== target.modelId);
  const [stream, tokenize] = await Promise.all([
    why === undefined
      ? askStream(client, { model, messages, maxTokens })
      : client.skip('POST', '/chat/completions', why),
    askTokenize(client, { model, messages }),
  ]);
  options.onQuestion?.('speed', client.baseUrl);
  const rows = withLimits(served, limits, { model, answer: tokenize });
  const speed = stream.ok
    ? await askSpeed(client, {
        model,
        maxModelLen: rows.find((row) => row.id === model)?.maxModelLen,
        random: options.random,
        timeoutMs: options.timeoutMs,
        now: options.now,
      })
    : client.skip('POST', '/chat/completions', 'there is no stream to measure');
  const names = [model, rows.find((row) => row.id === model)?.root].filter((name) => name !== undefined);
  const hidden = stream.ok ? await hiddenWindow(asked, { model, rows, chat }) : undefined;
  const capabilities = await askShapes(asked, { model, names, chat, stream });
  const told = hidden === undefined ? limits : new Map(limits).set(model, hidden);
  return { chat, stream, tokenize, speed, askedModel: model, limits: told, working, capabilities };
}

/** Only where no list tells the window, and a config declares one. */
async function hiddenWindow(
  { target, clientOptions, options }: Asked,
  { model, rows, chat }: { model: string; rows: readonly ServedModel[]; chat: Answer<ChatResult> },
) {
  const row = rows.find(({ id }) => id === model);
  if (target.sends === undefined || !chat.ok || row === undefined || row.maxModelLen !== undefined) return undefined;
  if ((options.level ?? 'quick') === 'quick') return undefined;
  const tokens = await askHiddenWindow(stoppable(target, { ...clientOptions, breaker: createBreaker() }), {
    model,
    limitField: chat.value.limitField ?? 'max_completion_tokens',
    declared: target.sends.contextWindow,
  });
  return tokens === undefined ? undefined : { tokens, from: 'the refusal of a longer answer' };
}

function stoppable(target: ProbeTarget, options: ClientOptions): { client: ModelClient; stop: () => void } {
  const stopping = new AbortController();
  const signal = options.signal === undefined ? stopping.signal : AbortSignal.any([options.signal, stopping.signal]);
  return { client: createClient(target, { ...options, signal }), stop: () => stopping.abort() };
}

/**
 * What the server takes and gives. With a breaker of their own: some servers answer a shape that their template refuses with 500, and
 * five of those in a row must not end the questions of others. Once a plain completion failed there is nothing to compare with.
 */
async function askShapes(
  { target, options, clientOptions, identity, openWithoutKey, client }: Asked,
  { model, names, chat, stream }: Pick<ServerReport, 'chat' | 'stream'> & { model: string; names: readonly string[] },
): Promise<readonly Capability[]> {
  const questions = questionsOf(allQuestions, options.level ?? 'quick', target.sends);
  if (chat.ok && costOf(questions).requests > 0) options.onQuestion?.('shapes', client.baseUrl, costOf(questions));
  const own = { ...clientOptions, breaker: createBreaker() };
  const stranger = withoutKey(target);
  return askQuestions(questions, {
    client: createClient(target, own),
    stranger: stranger && createClient(stranger, own),
    model,
    modelNames: names,
    limitField: (chat.ok ? chat.value.limitField : undefined) ?? 'max_completion_tokens',
    chat,
    stream,
    identity,
    openWithoutKey,
    random: options.random ?? Math.random,
    sends: target.sends,
    stoppable: () => stoppable(target, own),
  });
}

function isUnknownModel(chat: Answer<ChatResult>): boolean {
  return !chat.ok && (chat.failure.serverError?.kind === 'model-not-found' || chat.failure.http_status === 404);
}

/** A stream would fail like the completion before it, unless it asks for another model. */
function whyNoStream(chat: Answer<ChatResult>, list: Answer<ModelList>, otherModel: boolean): string | undefined {
  if (chat.ok || (otherModel && list.ok)) return undefined;
  return `the completion failed: ${withoutPrefix(chat.failure)}`;
}

/** Why further questions would only cost time; undefined when something at that address speaks HTTP. */
function deadBecause(list: Answer<unknown>, version: Answer<unknown>): string | undefined {
  if (list.ok || version.ok || !isLifeless(list.failure) || !isLifeless(version.failure)) return undefined;
  return withoutPrefix(list.failure);
}

function withoutPrefix({ message }: ProbeFailure): string {
  return message.replace(/^not asked: /, '');
}

function isLifeless({ kind }: ProbeFailure): boolean {
  return ['refused', 'unreachable', 'dns', 'tls', 'timeout', 'cut', 'aborted', 'skipped'].includes(kind);
}

function skipRest(client: ModelClient, { modelId }: ProbeTarget, why: string): ModelAnswers {
  const chat = client.skip('POST', '/chat/completions', why);
  const tokenize = client.skip('POST', '/tokenize', why);
  return { chat, stream: chat, tokenize, speed: chat, askedModel: modelId, limits: new Map(), working: undefined };
}

interface Gathered extends Pick<Asked, 'target' | 'client' | 'list' | 'identity'> {
  readonly version: Answer<{ readonly version: string }>;
  readonly openWithoutKey: boolean | undefined;
  readonly resolvesTo: readonly string[] | undefined;
  readonly network: NetworkPath | undefined;
  readonly restart: Restart | undefined;
  readonly rest: ModelAnswers;
  readonly cost: Cost;
}

function toReport({
  target,
  client,
  list,
  version,
  openWithoutKey,
  resolvesTo,
  network,
  restart,
  rest,
  cost,
  ...found
}: Gathered): ServerReport {
  const { askedModel, limits, working, tokenize, capabilities } = rest;
  const identity = found.identity ?? identify(working?.marks, undefined);
  const named = <T>(answer: Answer<T>) => familyNamed(answer, identity?.kind);
  const models = mapValue(list, (value) => withLimits(value.models, limits, { model: askedModel, answer: tokenize }));
  return {
    provider: target.provider,
    baseUrl: client.baseUrl,
    origin: client.origin,
    ...(identity !== undefined && { family: identity.family }),
    ...(identity?.version !== undefined && { version: identity.version }),
    models: named(models),
    identity: named(mapValue(version, (value) => ({ version: value.version }))),
    chat: named(rest.chat),
    stream: named(rest.stream),
    tokenize: named(tokenize),
    speed: named(rest.speed),
    askedModel,
    ...(capabilities !== undefined && { capabilities }),
    ...(openWithoutKey !== undefined && { openWithoutKey }),
    ...(working !== undefined && { workingBaseUrl: working.baseUrl }),
    ...(resolvesTo !== undefined && { resolvesTo }),
    ...(network !== undefined && { network }),
    ...(restart !== undefined && { restart }),
    cost,
  };
}

function createMeter(): { add: (cost: Cost) => void; total: () => Cost } {
  const total = { requests: 0, promptTokens: 0, answerTokens: 0 };
  return {
    add(cost) {
      total.requests += cost.requests;
      total.promptTokens += cost.promptTokens;
      total.answerTokens += cost.answerTokens;
    },
    total: () => ({ ...total }),
  };
}
