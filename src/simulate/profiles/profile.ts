import type { JsonObject, JsonValue } from '../../config/json.js';
import type { Refusal } from '../refusal.js';
import type { ServerName, SimulatedModel } from '../types.js';
import type { WindowQuestion } from '../window.js';

/** One server program, as far as a client can see it. Everything in it is data or a small pure function. */
export interface Profile {
  readonly server: ServerName;
  readonly name: string;
  readonly release: string;
  /** Where its answers were taken from: source, recording or documentation, with the release. */
  readonly origin: string;
  /** Of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** HEAD is answered where GET is. */
  readonly answersHead?: true;
  /** By path; OpenAI routes as under `/v1`. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Answered without the key. */
  isOpen(path: string, method: string): boolean;
  /** Headers in which a key is taken, beside `Authorization: Bearer`. */
  readonly keyHeaders?: readonly KeyHeader[];
  readonly list: ModelListForm;
  readonly words: Words;
  readonly style: CompletionStyle;
  readonly tools: ToolHabits;
  readonly tokenize?: TokenizeHabits;
}

/** `bare`: `Authorization` without a scheme. */
export type KeyHeader = 'bare' | 'x-api-key';

/** What stands at a path. A function gives a body that depends on the models alone. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: 'models' | 'chat' | 'responses' | 'tokenize' | 'metrics' | ((scene: Scene) => Plain);
}

/** What static answers are made of. */
export interface Scene {
  readonly models: readonly SimulatedModel[];
  readonly release: string;
  /** Seconds since 1970. */
  readonly now: number;
  readonly newId: (length: number) => string;
}

export type Plain =
  | { readonly json: JsonValue; readonly status?: number }
  | { readonly text: string; readonly type: string; readonly status?: number };

export interface ModelListForm {
  /** Around the rows; `{object: "list", data}` unless said. */
  readonly wrap?: (rows: readonly JsonObject[]) => JsonObject;
  readonly row: (model: SimulatedModel, scene: Scene) => JsonObject;
  /** Path to the window inside a row; undefined when the list does not tell it. */
  readonly windowAt?: readonly string[];
}

/** How refusals are worded and wrapped. */
export interface Words {
  notFound(method: string, path: string): Refusal;
  methodNotAllowed(allowed: string): Refusal;
  /** `given`: some key was sent. */
  unauthorized(given: boolean): Refusal;
  /** Undefined: every name is taken for the first model. */
  unknownModel(model: string, served: readonly string[]): Refusal | undefined;
  /** The request does not fit the schema. */
  invalid(message: string, param?: string): Refusal;
  /** Options that do not go together; undefined: taken as they are. */
  conflict?(message: string, param: string): Refusal;
  missing(...path: readonly (string | number)[]): Refusal;
  /** `type` in the words of pydantic: `list`, `integer`. */
  wrongType(field: string, type: 'list' | 'integer'): Refusal;
  /** A field that a strict server does not take. */
  unexpected(field: string): Refusal;
  /** The chat template raised this. */
  template(sentence: string): Refusal;
  /** A message without `role`; undefined: like any missing field. */
  noRole?(message: JsonValue): Refusal;
  /** A message without `content`; undefined: taken. */
  noContent?(): Refusal;
  /** `messages: []`; undefined: taken. */
  noMessages?(): Refusal;
  overflow(question: WindowQuestion): Refusal | undefined;
  /** No body at all; undefined: like a missing field. */
  emptyBody?(): Refusal;
  /** Body that is no JSON. */
  notJson(): Refusal;
  engineDead(): Refusal;
  loading(): Refusal;
  /** The error object inside a stream. */
  streamError(): JsonValue;
}

export interface ToolHabits {
  /** A request with tools on a server that was not told how to read calls: refused, or the model's text is passed on. */
  readonly withoutParser: 'refuse' | 'pass-on';
  refuse?(choice: 'auto' | 'none' | 'required' | { readonly name: string }): Refusal | undefined;
  /** `tools: []`; undefined: taken. */
  refuseEmpty?(): Refusal;
}

/** The keys of a completion beside those that everybody sends. */
export interface CompletionStyle {
  readonly idPrefix: string;
  readonly callId: (newId: (length: number) => string) => string;
  /** Every choice says `logprobs: null`. */
  readonly nullLogprobs: boolean;
  /** Names under which thoughts come, the first being the preferred one; null keys are sent when there are none. */
  readonly reasoning: readonly ('reasoning' | 'reasoning_content')[];
  readonly nullReasoning: boolean;
  readonly message: JsonObject;
  readonly emptyToolCalls: boolean;
  /** Beside `index`, `message`, `finish_reason` of a choice; only at the end of a stream. */
  readonly choice: JsonObject;
  readonly chunkChoice: JsonObject;
  readonly whole: JsonObject;
  readonly chunk: JsonObject;
  readonly firstChunk: JsonObject;
  readonly usage: JsonObject;
  /** `finish_reason` of a call that was forced by name. */
  readonly forcedFinish: 'stop' | 'tool_calls';
  /** A tool call comes in one event, not in pieces. */
  readonly wholeCalls: boolean;
  /** Streams end with usage though nobody asked. */
  readonly alwaysUsage: boolean;
  readonly streamType: string;
}

export interface TokenizeHabits {
  readonly countsTools: boolean;
  readonly body: (tokens: readonly number[], window: number) => JsonObject;
  readonly chatForm: boolean;
}
