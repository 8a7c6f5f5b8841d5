import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { contentText } from '../probe/chat.js';
import { type ChatRequest, nameOf } from './chat-request.js';

/** What the simulated model says to a conversation. */
export type ModelAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: string; readonly forced: boolean };

/**
 * Does what a test can ask for in words: `Reply with exactly: X`, `Write the numbers from 1 to N`, `use the tool NAME with {…}`. A tool
 * is called once; to its result, and to anything else, the answer is a sentence.
 */
export function answerOf({ messages, tools, toolChoice }: ChatRequest): ModelAnswer {
  const asked = lastQuestion(messages);
  if (typeof toolChoice === 'object') return call(toolNamed(tools, toolChoice.name), asked.text, true);
  const wanted = tools.find((tool) => asksFor(asked.text, nameOf(tool) ?? ''));
  const tool = wanted ?? (toolChoice === 'required' ? tools[0] : undefined);
  if (tool !== undefined && asked.toolResult === undefined) return call(tool, asked.text, false);
  return { kind: 'text', text: textFor(asked) };
}

interface Asked {
  /** All user text behind the last word of the assistant. */
  readonly text: string;
  /** First user message of these. */
  readonly first: string;
  readonly toolResult: string | undefined;
}

function lastQuestion(messages: readonly JsonObject[]): Asked {
  const lastWord = messages.findLastIndex(
    (message) => message['role'] === 'assistant' && contentText(message['content']) !== '',
  );
  const fresh = messages.slice(lastWord + 1);
  const users = fresh.filter((message) => message['role'] === 'user').map((message) => contentText(message['content']));
  const result = fresh.findLast((message) => message['role'] === 'tool');
  return {
    text: users.join('\n'),
    first: users[0] ?? '',
    toolResult: result === undefined ? undefined : contentText(result['content']),
  };
}

function textFor({ text, first, toolResult }: Asked): string {
  if (toolResult !== undefined) return `The tool answered: ${excerpt(toolResult)}`;
  const exactly = /reply with exactly:[ \t]*(.+)/i.exec(text)?.[1];
  if (exactly !== undefined) return exactly.trim();
  const upTo = /numbers from 1 to (\d{1,4})\b/i.exec(text)?.[1];
  if (upTo !== undefined) return Array.from({ length: Number(upTo) }, (_, index) => index + 1).join(' ');
  return `I am a simulated model. You said: ${excerpt(first)}`;
}

function excerpt(text: string): string {
  return text.trim().slice(0, 200);
}

function asksFor(text: string, name: string): boolean {
  const escaped = name.replace(/[^\w]/g, '\\$&');
  return name !== '' && new RegExp(`\\b(?:call|use|run) the tool [\`'"]?${escaped}(?!\\w)`, 'i').test(text);
}

function toolNamed(tools: readonly JsonValue[], name: string): JsonValue {
  return tools.find((tool) => nameOf(tool) === name) ?? null;
}

function call(tool: JsonValue, text: string, forced: boolean): ModelAnswer {
  const given = /\bwith (\{[^\n]*\})/.exec(text)?.[1];
  const args = given !== undefined && isJson(given) ? given : JSON.stringify(smallestArguments(tool));
  return { kind: 'call', name: nameOf(tool) ?? '', arguments: args, forced };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One value of the right type for each required parameter. */
function smallestArguments(tool: JsonValue): JsonObject {
  const described = isObject(tool) ? tool['function'] : undefined;
  const schema = isObject(described) ? described['parameters'] : undefined;
  const required = isObject(schema) && Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  const names = required.filter((name) => typeof name === 'string');
  return Object.fromEntries(names.map((name) => [name, smallestValue(properties[name])]));
}

function smallestValue(schema: JsonValue | undefined): JsonValue {
  if (!isObject(schema)) return '';
  const first = Array.isArray(schema['enum']) ? schema['enum'][0] : undefined;
  if (first !== undefined) return first;
  const byType: Readonly<Record<string, JsonValue>> = { number: 1, integer: 1, boolean: true, array: [], object: {} };
  return byType[typeof schema['type'] === 'string' ? schema['type'] : ''] ?? '.';
}
