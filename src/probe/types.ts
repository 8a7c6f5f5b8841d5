import type { NetworkPath } from './network-path.js';
import type { ServerErrorKind } from './server-errors.js';

export type { NetworkCause, NetworkPath } from './network-path.js';

/** Where to ask, with what. Holds the key: it never enters a fact, a log or an error. */
export interface ProbeTarget {
  readonly provider: string;
  /** As configured; requests go to `<baseUrl>/models`, `<baseUrl>/chat/completions`; `/version` and `/tokenize` stand beside `/v1`. */
  readonly baseUrl: string;
  readonly modelId: string;
  /** What OpenClaw would send, Authorization included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Texts to black out wherever they appear. */
  readonly secrets: readonly string[];
  /** How OpenClaw would ask this model; absent where there is no config to tell it. */
  readonly sends?: SentShape;
}

/** The form of one turn: what a strict server may refuse. */
export interface SentShape {
  readonly contentParts: boolean;
  readonly twoUserMessages: boolean;
  readonly systemRole: 'system' | 'developer';
  readonly tools: 'sent' | 'none' | 'empty-list';
  readonly strictTools: boolean;
  readonly limitField: 'max_completion_tokens' | 'max_tokens';
  readonly store: boolean;
  readonly reasoningEffort: boolean;
  /** `stream_options.include_usage` */
  readonly usageInStream: boolean;
  /** Tokens; null: the field is left out. */
  readonly maxTokens: number | null;
  /** Tokens; what the config declares, or the release assumes. */
  readonly contextWindow: number;
}

/** Why a request failed, in one word that names the end to change. */
export type FailureKind =
  | 'refused'
  | 'bad-port'
  | 'unreachable'
  | 'dns'
  | 'tls'
  | 'timeout'
  | 'cut'
  | 'not-json'
  | 'http'
  | 'redirect'
  | 'too-large'
  | 'skipped'
  | 'aborted';

/** The failure envelope: what an operator may log. No body, no header, no secret. */
export interface ProbeFailure {
  readonly kind: FailureKind;
  /** One line, lower case: `connection refused by 127.0.0.1:8000`. */
  readonly message: string;
  /** `POST /v1/chat/completions` */
  readonly route: string;
  readonly provider_family: string;
  readonly http_status: number | null;
  /** The `X-Request-Id` that we sent. */
  readonly correlation_id: string;
  readonly remediation_hint: string;
  /** The server's own sentence, shortened and redacted, when it gave one. */
  readonly serverSays?: string;
  /** What that sentence means, when it is one of `server-errors.ts`. */
  readonly serverError?: RecognisedError;
}

/** A sentence of a model server that we know. */
export interface RecognisedError {
  /** Row of `server-errors.ts`: `vllm.tools.auto-needs-flags`. */
  readonly id: string;
  readonly kind: ServerErrorKind;
  /** Numbers that the sentence holds: `maxModelLen`, `inputTokens`, `outputTokens`, `requested`, … */
  readonly numbers: Readonly<Record<string, number>>;
  /** `inputTokens` and what is summed from it are floors: the server stopped counting there. */
  readonly floor?: true;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly ms: number }
  | { readonly ok: false; readonly failure: ProbeFailure; readonly ms: number };

export interface ServedModel {
  readonly id: string;
  /** Tokens, prompt plus output, `max_model_len` of vLLM; undefined when the server does not tell. */
  readonly maxModelLen?: number;
  /** Field that said so: `max_model_len`, `meta.n_ctx`, … */
  readonly limitFrom?: string;
  readonly root?: string;
  readonly parent?: string;
}

export interface ChatResult {
  readonly model: string;
  readonly text: string;
  readonly finishReason: string | null;
  /** From `usage`; undefined when the server did not count. */
  readonly promptTokens?: number;
  readonly answerTokens?: number;
  /** Text that came beside the answer, in `reasoning` or `reasoning_content`. */
  readonly reasoning?: string;
  /** Which of the two it was. */
  readonly reasoningField?: 'reasoning' | 'reasoning_content';
  /** Field in which the limit of the answer was named; `max_tokens` only after the server refused the other. */
  readonly limitField?: 'max_completion_tokens' | 'max_tokens';
}

export interface StreamResult extends ChatResult {
  /** Milliseconds from sending the request to the first streamed event. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
  /** The stream ended with a usage chunk, asked for with `stream_options.include_usage`. */
  readonly usageSeen: boolean;
  /** The server refused to be asked for usage, with this failure; the stream is that of a second try without. */
  readonly usageRefused?: ProbeFailure;
  /** `data: [DONE]` came; OpenClaw does without it. */
  readonly doneSeen?: boolean;
}

export interface TokenizeResult {
  readonly count: number;
  readonly maxModelLen?: number;
}

/** What prefill costs, from streamed requests of different lengths with fresh text. First token = fixed + tokens / rate (+ a square). */
export interface Speed {
  /** Tokens per second of prompt; undefined when the two times are too close to tell. */
  readonly prefillTokensPerSecond?: number;
  /** Least and most that fit the samples; absent when nothing was timed twice. */
  readonly prefillRange?: readonly [low: number, high: number];
  /** Seconds times tokens squared on top, when three lengths show that time grows faster than the prompt. */
  readonly secondsPerTokenSquared?: number;
  /** Milliseconds that any request takes before its first token, time in the queue not counted. */
  readonly fixedMs: number;
  /** Tokens per second of answer; undefined when the answer was too short to tell. */
  readonly decodeTokensPerSecond?: number;
  /** Milliseconds that a request stood in the server's queue meanwhile, by its metrics; undefined when it does not tell. */
  readonly queueMs?: number;
  /** Tokens that this model makes of one word of the texts that are sent; absent when none was long enough to tell. */
  readonly tokensPerWord?: number;
  /** One long request, and what the others foretold for it. */
  readonly confirmed?: { readonly promptTokens: number; readonly firstTokenMs: number; readonly predictedMs: number };
  readonly samples: readonly { readonly promptTokens: number; readonly firstTokenMs: number }[];
}

/** Request and answer, each in one line fit to print. */
export interface Proof {
  readonly request: string;
  readonly answer: string;
  /** The `X-Request-Id` that we sent, where somebody may want to look into the server's log. */
  readonly requestId?: string;
}

export type CapabilityName =
  | 'key-required'
  | 'open-routes'
  | 'system-role'
  | 'parts-content'
  | 'two-user-messages'
  | 'developer-role'
  | 'system-in-the-middle'
  | 'tools-stream'
  | 'tools-auto'
  | 'tools-result'
  | 'tools-no-arguments'
  | 'tools-special-characters'
  | 'tools-required'
  | 'tools-named'
  | 'tools-strict'
  | 'tools-empty'
  | 'stream-usage'
  | 'whole-request'
  | 'max-completion-tokens'
  | 'max-tokens'
  | 'store-field'
  | 'unknown-fields'
  | 'reasoning-field'
  | 'reasoning-effort'
  | 'json-schema'
  | 'responses-api'
  | 'prefix-cache'
  | 'server-load';

/** What one question about a server came to. */
export interface Capability {
  readonly name: CapabilityName;
  /** `inconclusive`: what was seen proves nothing, and `detail` says why. */
  readonly verdict: 'yes' | 'no' | 'inconclusive';
  /** One line, lower case, fit to print. */
  readonly detail: string;
  readonly proof: readonly Proof[];
  /** The same for a program: `refused`, `error` (row of `server-errors.ts`), `raw` (marker of a tool call in the text), `parser`, … */
  readonly marks?: Readonly<Record<string, string | number | boolean>>;
}

/** The server's process ended while it was asked, and another one took its place. */
export interface Restart {
  /** By the start time of the process; else by what only a restart explains well. */
  readonly sure: boolean;
  /** What was lost, what was seen before and after; one line each, fit to print. */
  readonly proof: readonly string[];
}

/** What one model server (a provider's base URL) answered. */
export interface ServerReport {
  readonly provider: string;
  /** As requests use it: no trailing slash, no user info. */
  readonly baseUrl: string;
  readonly origin: string;
  /** `vLLM 0.11.0`, `llama.cpp`, `OpenAI-like server`; undefined when nothing answered. */
  readonly family?: string;
  readonly version?: string;
  readonly models: Answer<readonly ServedModel[]>;
  readonly identity: Answer<{ readonly version: string }>;
  /** `Reply with exactly: smoke-ok`, always on the configured model id. */
  readonly chat: Answer<ChatResult>;
  readonly stream: Answer<StreamResult>;
  readonly tokenize: Answer<TokenizeResult>;
  readonly speed: Answer<Speed>;
  /** Id that stream, tokenize and speed were asked with: the configured one, or the served one that surely was meant when the server does not know it. */
  readonly askedModel: string;
  /** A request without a key was accepted on `/v1/models`; undefined: not tried. */
  readonly openWithoutKey?: boolean;
  /** When the models route fails under `baseUrl`: a base URL on the same origin under which it answers. */
  readonly workingBaseUrl?: string;
  /** What it takes and gives, question by question; absent when that was not asked. */
  readonly capabilities?: readonly Capability[];
  /** Addresses of the host, when that is a name. */
  readonly resolvesTo?: readonly string[];
  /** Layer by layer, when no HTTP answer came. */
  readonly network?: NetworkPath;
  /** Between the first question and the last. */
  readonly restart?: Restart;
  readonly cost: { readonly requests: number; readonly promptTokens: number; readonly answerTokens: number };
}
