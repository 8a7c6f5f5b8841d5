import type { JsonValue } from '../config/json.js';

export interface SimulatedModel {
  /** Served name, as `--served-model-name` sets it. */
  readonly id: string;
  /** Tokens, prompt plus answer: `--max-model-len`. */
  readonly maxModelLen: number;
  /** Path or repository that the name stands for; the name itself when left out. */
  readonly root?: string;
}

export interface SimulatorOptions {
  readonly models: readonly SimulatedModel[];
  /** 0 takes a free one. */
  readonly port?: number;
  /** Address to listen on; loopback unless said. */
  readonly host?: string;
  /** vLLM release whose answers and error sentences are given; 0.11.0 unless said. */
  readonly release?: string;
  /** `--api-key`: guards paths under `/v1`. */
  readonly apiKey?: string;
  /** Time before the first token, whatever the prompt. */
  readonly firstTokenDelayMs?: number;
  /** Prompt tokens read in a second; no limit unless said. */
  readonly prefillTokensPerSecond?: number;
  /** Answer tokens written in a second; no limit unless said. */
  readonly decodeTokensPerSecond?: number;
  /** `--enable-auto-tool-choice --tool-call-parser …`; true unless said. */
  readonly tools?: boolean;
  /** Refuses message content that is a list of parts. */
  readonly stringContentOnly?: boolean;
  /** The chat template insists on user, assistant, user, … */
  readonly rolesMustAlternate?: boolean;
  /** Of the ids; the same seed and the same requests give the same answers. */
  readonly seed?: number;
  readonly faults?: readonly Fault[];
}

/** What goes wrong, for tests. The first fault that fits a request is used; `times` bounds how often. */
export interface Fault {
  readonly kind: FaultKind;
  /** Paths it holds for: `/v1/chat/completions`; all when left out. */
  readonly paths?: readonly string[];
  readonly times?: number;
  /** Seconds for the `Retry-After` header of `rate-limit`. */
  readonly retryAfter?: number;
  /** Where `redirect` leads. */
  readonly location?: string;
}

/**
 * `html` a page with 200 · `not-json` text with 200 · `hang` no answer · `slow-drip` an answer that never ends, a byte at a time · `cut`
 * closes the connection after the first token · `close` closes it at once · `refuse` nobody listens at the port · `redirect` 307 ·
 * `rate-limit` 429 · `server-error` 500, the engine is dead · `loading` 503
 */
export type FaultKind =
  | 'html'
  | 'not-json'
  | 'hang'
  | 'slow-drip'
  | 'cut'
  | 'close'
  | 'refuse'
  | 'redirect'
  | 'rate-limit'
  | 'server-error'
  | 'loading';

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case; keys and cookies blacked out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when there was none, or none that is JSON. */
  readonly body?: JsonValue;
}

export interface Simulator {
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  /** `http://127.0.0.1:8000/v1` */
  readonly baseUrl: string;
  readonly port: number;
  /** The last 500 requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}
