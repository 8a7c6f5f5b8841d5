import type { JsonValue } from '../json-fields.js';

/** One way in which a request differs from the plain one. */
export interface Variant {
  /** What is different, for the proof: `content as a list of parts`. */
  readonly what: string;
  /** Fields that replace those of the plain request; undefined takes one out. */
  readonly body: Readonly<Record<string, JsonValue | undefined>>;
  /** Tokens of answer; a few unless said, because most variants are taken or refused before a word is written. */
  readonly maxTokens?: number;
}

/** Enough for a word; some servers refuse less. */
export const shortAnswer = 16;
/** Room to think and then to call a tool: with 256 tokens some reasoning models end before they call. */
export const callAnswer = 512;

export function ping(text = 'Reply with exactly: ok'): readonly JsonValue[] {
  return [{ role: 'user', content: text }];
}
