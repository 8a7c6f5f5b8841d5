import type { JsonValue } from '../config/json.js';
import type { Answer, ChatResult, TokenizeResult } from '../probe/types.js';
import type { LocalTokenizer } from './local-tokenizer.js';

export type TokenizeQuestion =
  | { readonly model: string; readonly messages: readonly JsonValue[]; readonly tools?: readonly JsonValue[] }
  | { readonly model: string; readonly prompt: string };

export interface ChatQuestion {
  readonly model: string;
  readonly messages: readonly JsonValue[];
  readonly tools?: readonly JsonValue[];
  readonly maxTokens?: number;
}

/** The two questions that a server can count by. */
export interface PromptAsk {
  tokenize?(request: TokenizeQuestion): Promise<Answer<TokenizeResult>>;
  chat?(request: ChatQuestion): Promise<Answer<ChatResult>>;
}

/** Where and how a model's prompt can be counted. */
export interface Counter {
  /** As requests name it. */
  readonly model: string;
  readonly ask: PromptAsk | undefined;
  /** `POST /tokenize` in chat form answered before. */
  readonly tokenizeWorks: boolean;
  /** `usage.prompt_tokens` of the one-sentence test completion; undefined when there was none. */
  readonly smokeTokens?: number | undefined;
  /** `vLLM 0.11.0` */
  readonly server: string;
  /** Set when the server is vLLM and said so. */
  readonly vllmVersion?: string | undefined;
  /** The model's own vocabulary, when the user has it. */
  readonly tokenizer?: LocalTokenizer | undefined;
}
