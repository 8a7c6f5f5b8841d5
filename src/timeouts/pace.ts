import type { EffectiveConfig } from '../effective/types.js';
import type { ServerReport, Speed } from '../probe/types.js';
import { usedModels } from '../rules/sides.js';
import { predictAnswer, predictFirstToken } from '../tokens/predict.js';
import type { PromptSize } from '../tokens/types.js';

/** How long one model takes, in seconds. */
export interface Pace {
  /** `provider/id` */
  readonly ref: string;
  readonly provider: string;
  /** To the first token of the first turn. */
  readonly firstToken: number;
  /** Tokens of the window that counts: configured, at most what is served; undefined when the first token was given. */
  readonly windowTokens?: number;
  /** To the first token when the window is full. */
  readonly fullWindow: number;
  /** To the last token of the longest answer that may be asked for; undefined when the writing rate is not known. */
  readonly wholeAnswer?: number;
  /** Of the same with a full window. */
  readonly fullAnswer?: number;
  /** Between two tokens; undefined when the writing rate is not known. */
  readonly gap?: number;
  /** One long request that was sent (`--deep`): its tokens, seconds to the first token, and what was foretold. */
  readonly confirmed?: { readonly promptTokens: number; readonly seconds: number; readonly predicted: number };
  /** The arithmetic: `0.5 s + 15286 tokens / 100 per s`. */
  readonly proof: string;
  readonly source: 'measured' | 'given';
}

interface Known {
  readonly effective: EffectiveConfig;
  readonly servers: readonly ServerReport[] | undefined;
  readonly prompts: readonly PromptSize[] | undefined;
}

/** One row for each used model whose server was timed. The rate is that of the model that was asked. */
export function paceOf(known: Known): readonly Pace[] {
  return usedModels(known).flatMap(({ model, provider, server, served, prompt }): readonly Pace[] => {
    if (server?.speed.ok !== true || server.askedModel !== model.id || prompt === undefined) return [];
    const speed = server.speed.value;
    const window = Math.min(model.contextWindow.value, served?.maxModelLen ?? model.contextWindow.value);
    const tokens = prompt.total.tokens;
    const [firstToken, fullWindow] = [predictFirstToken(speed, tokens), predictFirstToken(speed, window)];
    if (firstToken === undefined || fullWindow === undefined) return [];
    const answer = Math.min(model.maxTokens.value ?? Number.POSITIVE_INFINITY, Math.max(1, window - tokens));
    const wholeAnswer = predictAnswer(speed, tokens, answer);
    const fullAnswer = predictAnswer(speed, Math.max(0, window - answer), answer);
    return [
      {
        ref: model.ref,
        provider: provider.id,
        firstToken,
        fullWindow,
        windowTokens: window,
        ...(wholeAnswer !== undefined && { wholeAnswer }),
        ...(fullAnswer !== undefined && { fullAnswer }),
        ...(speed.decodeTokensPerSecond !== undefined && { gap: 1 / speed.decodeTokensPerSecond }),
        ...(speed.confirmed && { confirmed: confirmation(speed.confirmed) }),
        proof: proofOf(speed, tokens, firstToken),
        source: 'measured',
      },
    ];
  });
}

function confirmation({ promptTokens, firstTokenMs, predictedMs }: NonNullable<Speed['confirmed']>) {
  return { promptTokens, seconds: firstTokenMs / 1000, predicted: predictedMs / 1000 };
}

/** The arithmetic behind `predictFirstToken`. */
export function proofOf(speed: Speed, tokens: number, seconds: number): string {
  const { prefillTokensPerSecond: rate, fixedMs } = speed;
  if (rate === undefined) return `${fixedMs / 1000} s for a short prompt, and no more for a longer one`;
  const curve = speed.secondsPerTokenSquared === undefined ? '' : ' (and more as the prompt grows)';
  return `${fixedMs / 1000} s + ${tokens} tokens / ${rate} per s${curve} = ${shown(seconds)} s`;
}

/** Seconds, to a tenth where that is more than noise. */
export function shown(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
}

/** A first token that somebody measured by other means, for every used model. */
export function givenPace(effective: EffectiveConfig, firstToken: number): readonly Pace[] {
  return usedModels({ effective }).map(({ model, provider }) => ({
    ref: model.ref,
    provider: provider.id,
    firstToken,
    fullWindow: firstToken,
    proof: `${firstToken} s (--first-token)`,
    source: 'given',
  }));
}
