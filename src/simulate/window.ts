import { type Refusal, refuse, refuseWhilePreparing, sentence } from './refusal.js';
import { isSince } from './release.js';

export interface WindowQuestion {
  readonly release: string;
  readonly window: number;
  readonly promptTokens: number;
  readonly promptChars: number;
  /** Undefined when the request sets none: then the rest of the window is allowed. */
  readonly maxTokens: number | undefined;
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
}

// Of the tokenizer: the longest text that one token stands for. o200k_base has tokens of 128 spaces.
const maxCharsPerToken = 128;

/** The refusal of a request that does not fit its window, in the words of the release; undefined when it fits. */
export function checkWindow(asked: WindowQuestion): Refusal | undefined {
  const { release } = asked;
  // 0.14.1 takes max_completion_tokens: 0 for none (recorded), 0.31.0 does not.
  const none = asked.maxTokensField === 'max_completion_tokens' && asked.maxTokens === 0 && !isSince(release, newest);
  const question = none ? { ...asked, maxTokens: undefined } : asked;
  const { maxTokens } = question;
  if (maxTokens !== undefined && maxTokens < 1) {
    const message = sentence('vllm.max-tokens.below-one', { outputTokens: maxTokens });
    const tail = isSince(release, '0.14.0') ? ` (parameter=max_tokens, value=${maxTokens})` : '';
    return refuse(release, { message: message + tail, param: 'max_tokens' });
  }
  if (isSince(release, '0.32.0')) return promptAlone(question);
  if (isSince(release, '0.16.0')) return sinceRenderers(question);
  return isSince(release, '0.10.1') ? sinceNestedErrors(question) : flatErrors(question);
}

/** The first release that words its answers as recorded of 0.31.0 and 0.32.0; 0.25.1 (read) does not. */
export const newest = '0.31.0';

/** An answer that does not fit behind the prompt is cut, not refused; only the prompt alone, and a limit above the window, are. */
function promptAlone(question: WindowQuestion): Refusal | undefined {
  const { release, window, promptTokens, promptChars, maxTokens = 0, maxTokensField } = question;
  if (maxTokens > window) {
    const message = `${maxTokensField}=${maxTokens} cannot be greater than max_model_len=${window}. Please request fewer output tokens. (parameter=${maxTokensField}, value=${maxTokens})`;
    return refuse(release, { message, param: maxTokensField });
  }
  const maxChars = window * maxCharsPerToken;
  if (promptChars > maxChars) {
    const numbers = { maxModelLen: window, inputChars: promptChars, maxChars, maxInputTokens: window };
    const message = `${sentence('vllm.ctx.prompt-characters', numbers)} (parameter=input_text, value=${promptChars})`;
    return refuse(release, { message, param: 'input_text' });
  }
  if (promptTokens < window) return undefined;
  const numbers = { maxModelLen: window, atLeast: 'at least ', inputTokens: window + 1 };
  const message = `${sentence('vllm.ctx.prompt-alone', numbers)} (parameter=input_tokens, value=${window + 1})`;
  return refuse(release, { message, param: 'input_tokens' });
}

/** 0.2.0-0.10.0 */
function flatErrors({ release, window, promptTokens, maxTokens }: WindowQuestion): Refusal | undefined {
  if (promptTokens + (maxTokens ?? 1) <= window) return undefined;
  const message =
    maxTokens === undefined
      ? sentence('vllm.ctx.messages-only', { maxModelLen: window, inputTokens: promptTokens })
      : sentence('vllm.ctx.requested-total', {
          maxModelLen: window,
          requested: promptTokens + maxTokens,
          inputTokens: promptTokens,
          outputTokens: maxTokens,
        });
  return refuseWhilePreparing(release, { message });
}

/** 0.10.1-0.15.1 */
function sinceNestedErrors({ release, window, promptTokens, maxTokens }: WindowQuestion): Refusal | undefined {
  const numbers = { maxModelLen: window, inputTokens: promptTokens };
  if (promptTokens >= window) {
    const message = sentence('vllm.ctx.input-messages', numbers);
    return refuseWhilePreparing(release, { message, param: 'input_tokens', value: promptTokens });
  }
  if (maxTokens === undefined || promptTokens + maxTokens <= window) return undefined;
  const message = sentence('vllm.ctx.max-tokens-too-large', { ...numbers, outputTokens: maxTokens });
  return refuseWhilePreparing(release, { message, param: 'max_tokens', value: maxTokens });
}

/** 0.16.0 on. The tokenizer stops one token behind the limit, so that a longer prompt is not counted to its end. */
function sinceRenderers(question: WindowQuestion): Refusal | undefined {
  const { release, window, promptTokens, promptChars, maxTokens = 0, maxTokensField } = question;
  const totalFirst = isSince(release, '0.18.0');
  if (maxTokens > window) {
    const numbers = {
      param: maxTokensField,
      outputTokens: maxTokens,
      totalParam: 'max_model_len',
      maxModelLen: window,
    };
    return refuse(release, { message: sentence('vllm.ctx.max-tokens-over-window', numbers), param: maxTokensField });
  }
  const maxInputTokens = window - maxTokens;
  const common = { maxModelLen: window, maxInputTokens, outputTokens: maxTokens };
  const maxChars = maxInputTokens * maxCharsPerToken;
  if (promptChars > maxChars) {
    const id = totalFirst ? 'vllm.ctx.characters' : 'vllm.ctx.you-passed-characters';
    const message = sentence(id, { ...common, inputChars: promptChars, maxChars });
    return refuse(release, { message, param: 'input_text' });
  }
  if (promptTokens > maxInputTokens) {
    const inputTokens = maxInputTokens + 1;
    const numbers = { ...common, inputTokens, requested: inputTokens + maxTokens, atLeast: 'at least ' };
    const message = sentence(totalFirst ? 'vllm.ctx.output-plus-input' : 'vllm.ctx.you-passed', numbers);
    return refuse(release, { message, param: 'input_tokens' });
  }
  // One answer token must fit too.
  if (promptTokens < window) return undefined;
  const numbers = { promptType: 'decoder', inputTokens: promptTokens, maxModelLen: window };
  return refuse(release, { message: sentence('vllm.ctx.decoder-prompt-plus-one', numbers) });
}
