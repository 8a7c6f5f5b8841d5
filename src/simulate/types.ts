import type { JsonValue } from '../config/json.js';
import type { FaultKind } from './faults/kinds.js';

export type { FaultKind };

export interface SimulatedModel {
  /** Served name, as `--served-model-name` sets it. */
  readonly id: string;
  /** Tokens, prompt plus answer: `--max-model-len`. */
  readonly maxModelLen: number;
  /** Path or repository that the name stands for; the name itself when left out. */
  readonly root?: string;
  /** Of a LoRA adapter: the model that it belongs to. */
  readonly parent?: string;
}

export interface SimulatorOptions {
  readonly models: readonly SimulatedModel[];
  /** 0 takes a free one. */
  readonly port?: number;
  /** Address to listen on; loopback unless said. */
  readonly host?: string;
  /** Program that is imitated; vLLM unless said. */
  readonly server?: ServerName;
  /** Release of it whose answers and error sentences are given; that of its profile unless said (vLLM: 0.11.0). */
  readonly release?: string;
  /** `--api-key`; which routes it guards depends on the server. */
  readonly apiKey?: string;
  /** Prefix of the OpenAI routes; `/v1` unless said. Empty: they stand at the root. */
  readonly basePath?: string;
  /** Time before the first token, whatever the prompt. */
  readonly firstTokenDelayMs?: number;
  /** Prompt tokens read in a second; no limit unless said. */
  readonly prefillTokensPerSecond?: number;
  /** Answer tokens written in a second; no limit unless said. */
  readonly decodeTokensPerSecond?: number;
  /** `--enable-auto-tool-choice --tool-call-parser …`; true unless said. */
  readonly tools?: boolean;
  /** How the model writes a call. */
  readonly toolFormat?: ToolFormat;
  /** What the server was told to look for; the format of the model unless said. Another one leaves the call in the text. */
  readonly toolParser?: ToolFormat;
  /** The model thinks before it answers; where its thoughts go. It does not think unless said. */
  readonly reasoning?: Reasoning;
  /** Refuses message content that is a list of parts. */
  readonly stringContentOnly?: boolean;
  /** The chat template insists on user, assistant, user, … */
  readonly rolesMustAlternate?: boolean;
  /** What else the chat template refuses. */
  readonly template?: readonly TemplateRule[];
  /** Request fields that are refused, as a strict proxy does. */
  readonly refusedFields?: readonly string[];
  /** Of the ids; the same seed and the same requests give the same answers. */
  readonly seed?: number;
  readonly faults?: readonly Fault[];
}

export const serverNames = [
  'vllm',
  'sglang',
  'llama.cpp',
  'ollama',
  'lmstudio',
  'tgi',
  'litellm',
  'mlx',
  'nim',
  'tabbyapi',
  'openai-like',
] as const;
export type ServerName = (typeof serverNames)[number];

/** Named as vLLM names its parsers; `pythonic` is what Llama 4 writes. */
export const toolFormats = ['hermes', 'llama3_json', 'qwen3_coder', 'mistral', 'pythonic'] as const;
export type ToolFormat = (typeof toolFormats)[number];

/** `parsed`: in a field of their own · `raw`: as `<think>…</think>` in the answer · `unopened`: with `</think>` alone, because the template opens it. */
export const reasonings = ['parsed', 'raw', 'unopened'] as const;
export type Reasoning = (typeof reasonings)[number];

export const templateRules = ['no-developer', 'system-first', 'no-system', 'missing'] as const;
export type TemplateRule = (typeof templateRules)[number];

/** What goes wrong, for tests. Every fault that fits a request has its part in the answer; `times` bounds how often. */
export interface Fault {
  readonly kind: FaultKind;
  /** Paths it holds for: `/v1/chat/completions`; all when left out. */
  readonly paths?: readonly string[];
  readonly times?: number;
  /** Holds only so long after the start. */
  readonly forMs?: number;
  /** Seconds for the `Retry-After` header of `rate-limit` and `loading`. */
  readonly retryAfter?: number;
  /** Where `redirect` leads. */
  readonly location?: string;
}

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
