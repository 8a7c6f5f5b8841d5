export type CountMethod = 'server-tokenizer' | 'local-tokenizer' | 'server-usage' | 'estimate';

/** Tokens of one prompt on one model. `low` and `high` bound the true count; equal to `tokens` when the server itself counted this very text. */
export interface TokenCount {
  readonly tokens: number;
  readonly low: number;
  readonly high: number;
  readonly method: CountMethod;
  /** `POST /tokenize of vLLM 0.11.0`, `o200k_base x 1.02`. */
  readonly detail: string;
}

export interface PromptSize {
  /** `provider/id` */
  readonly ref: string;
  /** What was counted: the file of `--prompt`, or the first agent turn that the release sends. */
  readonly what: string;
  readonly total: TokenCount;
  /** Set when it is a request that the real program sent: `ovd capture`. */
  readonly capture?: CaptureOrigin;
  /** Shares of `total`; they add up to `total.tokens`. Undefined when the text is of one piece. */
  readonly parts?: { readonly system: number; readonly tools: number; readonly messages: number };
  /** Tokens that `agents.defaults.experimental.localModelLean` would take off in this release; undefined when it is on or unknown. */
  readonly leanSaves?: number;
  /** Same number in the newest release. */
  readonly leanSavesNewest?: number;
  /** Characters as OpenClaw counts them for its own estimate (messages + JSON of tools). */
  readonly chars: number;
}

export interface CaptureOrigin {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly release: string;
  readonly agent: string;
  /** Model for which it was sent, `provider/id`. */
  readonly model: string;
}
