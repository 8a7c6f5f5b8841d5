import { isObject, type JsonObject, type JsonValue } from '../config/json.js';

/** What goes into one chat completion: the parts of a request body that cost prompt tokens. */
export interface AgentPrompt {
  readonly messages: readonly JsonObject[];
  readonly tools: readonly JsonObject[];
}

export type Prompt = AgentPrompt | { readonly text: string };

/** Text of a message: a string, the text parts of a list, and calls as JSON; images and audio are not text. */
export function textOf(message: JsonObject): string {
  const calls = message['tool_calls'];
  return contentText(message['content']) + (calls === undefined || calls === null ? '' : JSON.stringify(calls));
}

export function countParts(message: JsonObject, type: RegExp): number {
  const content = message['content'];
  if (!Array.isArray(content)) return 0;
  return content.filter((part) => isObject(part) && typeof part['type'] === 'string' && type.test(part['type'])).length;
}

function contentText(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  const parts: readonly JsonValue[] = content;
  return parts.map((part) => (isObject(part) && typeof part['text'] === 'string' ? part['text'] : '')).join('');
}
