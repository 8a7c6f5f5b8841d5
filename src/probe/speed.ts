import type { ModelClient } from './client.js';
import { queueMsBetween, readQueueClock } from './queue-time.js';
import { fitPrefill, median, type PrefillFit, perSecond, type SpeedSample } from './speed-fit.js';
import { askStream } from './stream.js';
import { askTokenize } from './tokenize.js';
import type { Answer, Speed, StreamResult } from './types.js';

export interface SpeedRequest {
  readonly model: string;
  /** Served window, when known: a small one leaves no room for the long request. */
  readonly maxModelLen?: number | undefined;
  readonly random?: (() => number) | undefined;
  /** Longest wait for one answer: no request is sent that is sure to take longer. 10 s unless given. */
  readonly timeoutMs?: number | undefined;
  readonly now?: (() => number) | undefined;
}

/** Words beyond those of the shortest request. */
const ladder = [600, 2400] as const;
const answerTokens = 32;
/** Shares of the longest wait: for one request, and for all of them together. */
const patience = { one: 0.15, all: 0.5 } as const;
/** Tokens of the shortest request, about, and the words in it. */
const shortest = 40;
const shortestWords = 24;

interface Timed {
  readonly sample: SpeedSample;
  readonly stream: StreamResult;
}

/**
 * Streamed requests, alone on the wire: a short one, one about 600 words longer, one of 2400 (fewer where the server is slow), then all of
 * them again, for a token each. The text is fresh each time, because vLLM keeps the prefill of prompts that begin alike. The stream that
 * every examination begins with is the warm-up.
 */
export async function askSpeed(client: ModelClient, request: SpeedRequest): Promise<Answer<Speed>> {
  const { maxModelLen = Number.POSITIVE_INFINITY, timeoutMs = 10_000, now = () => performance.now() } = request;
  if (maxModelLen < 2 * ladder[0]) {
    const why = `a window of ${maxModelLen} tokens is too small to measure with`;
    return client.skip('POST', '/chat/completions', why);
  }
  const started = now();
  const queueBefore = await readQueueClock(client);
  const short = await timed(client, request, { words: 0, answer: answerTokens });
  if (!short.ok) return short;
  // Half a window is enough to learn from; a vocabulary that is small cuts a word into several tokens.
  const half = maxModelLen / 2;
  const mostFirst = Math.min(ladder[0], Math.floor(half / (short.value.sample.promptTokens / shortestWords)));
  const first = wordsWithin(patience.one * timeoutMs, [short.value.sample], mostFirst);
  const long = await timed(client, request, { words: first, answer: answerTokens });
  if (!long.ok) return long;
  const done: Timed[] = [short.value, long.value];

  const tokensPerWord = Math.max(0, (long.value.sample.promptTokens - short.value.sample.promptTokens) / first);
  const room = maxModelLen < 2 * ladder[1] * Math.max(1, tokensPerWord) ? first : ladder[1];
  const second = wordsWithin(patience.one * timeoutMs, [short.value.sample, long.value.sample], room);
  const longer = second > 1.5 * first ? [second] : [];
  const longest = longer[0] ?? first;
  const seenMs = new Map([
    [0, short.value.sample.firstTokenMs],
    [first, long.value.sample.firstTokenMs],
  ]);
  for (const words of [...longer, ...repeats(longest, first)]) {
    const expected = seenMs.get(words) ?? patience.one * timeoutMs;
    if (now() - started + expected > patience.all * timeoutMs) continue;
    const repeated = await timed(client, request, { words, answer: 1 });
    if (!repeated.ok) continue;
    done.push(repeated.value);
    seenMs.set(words, repeated.value.sample.firstTokenMs);
  }
  const queueMs = queueMsBetween(queueBefore, queueBefore && (await readQueueClock(client)));
  const rates = done.flatMap(({ stream }) => decodeRate(stream) ?? []);
  const samples = done.map(({ sample }) => sample);
  return {
    ok: true,
    ms: Math.round(now() - started),
    value: {
      ...withoutQueue(fitPrefill(samples), queueMs),
      ...(rates.length > 0 && { decodeTokensPerSecond: perSecond(median(rates) / 1000) }),
      ...(queueMs !== undefined && { queueMs }),
      ...(tokensPerWord > 0 && { tokensPerWord: Number(tokensPerWord.toPrecision(3)) }),
      samples,
    },
  };
}

/** The longest first, because one that had to wait bends everything; whether time grows faster than the prompt hangs on the middle one. */
function repeats(longest: number, middle: number): readonly number[] {
  return longest === middle ? [longest, 0, longest, 0] : [longest, 0, longest, middle, 0, middle];
}

/** As many words as the server surely reads in `ms`, by what was seen of it: of one request, as if nothing of its time were fixed. */
function wordsWithin(ms: number, [short, long]: readonly SpeedSample[], most: number): number {
  if (short === undefined) return most;
  const tokens = long === undefined ? short.promptTokens : long.promptTokens - short.promptTokens;
  const cost = long === undefined ? short.firstTokenMs : long.firstTokenMs - short.firstTokenMs;
  const each = Math.max(0.001, cost) / Math.max(1, tokens);
  const fixed = long === undefined ? 0 : short.firstTokenMs;
  return Math.max(2 * shortest, Math.min(most, Math.floor((ms - fixed) / each)));
}

/** What the server spent in its queue is no cost of the request: an idle server has none. */
function withoutQueue<T extends { readonly fixedMs: number }>(fit: T, queueMs = 0): T {
  return { ...fit, fixedMs: Math.max(0, fit.fixedMs - queueMs) };
}

/** Milliseconds to the first token that a fit foretells; undefined without a rate. */
export function foretold(
  { prefillTokensPerSecond: rate, secondsPerTokenSquared = 0, fixedMs }: PrefillFit,
  tokens: number,
) {
  if (rate === undefined) return undefined;
  return Math.round(fixedMs + (1000 * tokens) / rate + 1000 * secondsPerTokenSquared * tokens ** 2);
}

/**
 * One request of about `tokens` tokens, to hold the prediction against; it may take minutes, so the client needs a long limit. The answer
 * is the speed with that sample among the others.
 */
export async function confirmSpeed(
  client: ModelClient,
  request: SpeedRequest,
  { speed, tokens }: { readonly speed: Speed; readonly tokens: number },
): Promise<Answer<Speed>> {
  const { maxModelLen = Number.POSITIVE_INFINITY } = request;
  const { tokensPerWord = 1 } = speed;
  // The words are drawn by lot, so their tokens are not known to the last one.
  const wanted = Math.min(tokens, 0.97 * maxModelLen - 64);
  const least = Math.min(...speed.samples.map(({ promptTokens }) => promptTokens));
  const words = Math.max(0, Math.round((wanted - least) / tokensPerWord));
  const answer = await timed(client, request, { words, answer: 1 });
  if (!answer.ok) return answer;
  const { sample } = answer.value;
  const samples = [...speed.samples, sample];
  const { prefillTokensPerSecond: _rate, prefillRange: _range, secondsPerTokenSquared: _square, ...rest } = speed;
  return {
    ok: true,
    ms: answer.ms,
    value: {
      ...rest,
      ...withoutQueue(fitPrefill(samples), speed.queueMs),
      confirmed: { ...sample, predictedMs: foretold(speed, sample.promptTokens) ?? speed.fixedMs },
      samples,
    },
  };
}

async function timed(
  client: ModelClient,
  { model, random = Math.random }: SpeedRequest,
  { words, answer: maxTokens }: { readonly words: number; readonly answer: number },
): Promise<Answer<Timed>> {
  const messages = [{ role: 'user', content: freshText(words, random) }];
  const answer = await askStream(client, { model, messages, maxTokens });
  if (!answer.ok) return answer;
  const promptTokens = answer.value.promptTokens ?? (await countOnServer(client, model, messages));
  if (promptTokens === undefined) {
    return client.skip('POST', '/chat/completions', 'the server does not count the tokens of a prompt');
  }
  const sample = { promptTokens, firstTokenMs: Math.round(answer.value.firstTokenMs) };
  return { ok: true, ms: answer.ms, value: { sample, stream: answer.value } };
}

async function countOnServer(
  client: ModelClient,
  model: string,
  messages: { role: string; content: string }[],
): Promise<number | undefined> {
  const counted = await askTokenize(client, { model, messages });
  return counted.ok ? counted.value.count : undefined;
}

function decodeRate({ answerTokens: tokens, totalMs, firstTokenMs }: StreamResult): number | undefined {
  const ms = totalMs - firstTokenMs;
  if (tokens === undefined || tokens < 8 || ms < 15) return undefined;
  return perSecond((tokens - 1) / ms);
}

// Short common words: about one token each in every vocabulary of today.
const vocabulary =
  'time year people way day man thing woman life child world school state family student group country problem hand part place case week company system program question work number night point home water room mother area money story fact month lot right study book eye job word business side kind head house service friend father power hour game line end member law car city name team minute idea body back parent face level office door health person art war history party result change morning reason research girl guy moment air teacher force'.split(
    ' ',
  );

/** Differs from its first words on, so that no earlier prefill fits. */
export function freshText(words: number, random: () => number): string {
  const pick = () => vocabulary[Math.floor(random() * vocabulary.length)] ?? 'time';
  const list = Array.from({ length: words + 8 }, pick).join(' ');
  return `${list}\n\nDo not mind the words above. Write the numbers from 1 to 40, separated by spaces.`;
}
