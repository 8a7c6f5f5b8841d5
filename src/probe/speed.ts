import type { ModelClient } from './client.js';
import { askStream } from './stream.js';
import { askTokenize } from './tokenize.js';
import type { Answer, Speed, StreamResult } from './types.js';

export interface SpeedRequest {
  readonly model: string;
  /** Served window, when known: a small one leaves no room for the long request. */
  readonly maxModelLen?: number | undefined;
  readonly random?: (() => number) | undefined;
}

interface Sample {
  readonly promptTokens: number;
  readonly firstTokenMs: number;
}

const extraWords = 600;
const answerTokens = 32;
// Below this the two times differ by chance: at least 15 ms, and a fifth of the shorter one.
const noise = { ms: 15, share: 0.2 };

/**
 * Two streamed requests, alone on the wire: a short one, and one about 600 tokens longer. The text is fresh each time, because vLLM keeps
 * the prefill of prompts that begin alike.
 */
export async function askSpeed(client: ModelClient, request: SpeedRequest): Promise<Answer<Speed>> {
  if (request.maxModelLen !== undefined && request.maxModelLen < 2 * extraWords) {
    return client.skip(
      'POST',
      '/chat/completions',
      `a window of ${request.maxModelLen} tokens is too small to measure with`,
    );
  }
  const short = await sample(client, request, 0);
  if (!short.ok) return short;
  const long = await sample(client, request, extraWords);
  if (!long.ok) return long;
  const decode = decodeRate(short.value.stream);
  return {
    ok: true,
    ms: short.ms + long.ms,
    value: {
      ...prefill(short.value.sample, long.value.sample),
      ...(decode !== undefined && { decodeTokensPerSecond: decode }),
      samples: [short.value.sample, long.value.sample],
    },
  };
}

/** Rate from the difference of two samples, and what is left of the shorter one when its own prefill is taken off. */
export function prefill(short: Sample, long: Sample): { prefillTokensPerSecond?: number; fixedMs: number } {
  const tokens = long.promptTokens - short.promptTokens;
  const ms = long.firstTokenMs - short.firstTokenMs;
  const isNoise = tokens <= 0 || ms < Math.max(noise.ms, noise.share * short.firstTokenMs);
  if (isNoise) return { fixedMs: Math.round(Math.min(short.firstTokenMs, long.firstTokenMs)) };
  const perMs = tokens / ms;
  return {
    prefillTokensPerSecond: perSecond(perMs),
    fixedMs: Math.max(0, Math.round(short.firstTokenMs - short.promptTokens / perMs)),
  };
}

async function sample(
  client: ModelClient,
  { model, random = Math.random }: SpeedRequest,
  words: number,
): Promise<Answer<{ sample: Sample; stream: StreamResult }>> {
  const messages = [{ role: 'user', content: freshText(words, random) }];
  const answer = await askStream(client, { model, messages, maxTokens: answerTokens });
  if (!answer.ok) return answer;
  const promptTokens = answer.value.promptTokens ?? (await countOnServer(client, model, messages));
  if (promptTokens === undefined) {
    return client.skip('POST', '/chat/completions', 'the server does not count the tokens of a prompt');
  }
  return {
    ok: true,
    ms: answer.ms,
    value: { sample: { promptTokens, firstTokenMs: Math.round(answer.value.firstTokenMs) }, stream: answer.value },
  };
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
  if (tokens === undefined || tokens < 8 || ms < noise.ms) return undefined;
  return perSecond((tokens - 1) / ms);
}

/** Four digits: a rate is never known better, and a slow one must not become 0. */
function perSecond(perMs: number): number {
  return Number((perMs * 1000).toPrecision(4));
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
