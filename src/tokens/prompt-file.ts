import { isObject, type JsonObject, type JsonValue, jsonOf } from '../config/json.js';
import { DoctorError } from '../doctor-error.js';
import type { Prompt } from './prompt.js';
import type { CaptureOrigin } from './types.js';

/** What `--prompt` gave, or a capture. */
export interface UserPrompt {
  readonly file: string;
  readonly prompt: Prompt;
  readonly capture?: CaptureOrigin;
}

const hint =
  'give the body of a chat completion ({"messages": [...], "tools": [...]}), a list of messages, or plain text';

/**
 * A JSON request body, a bare list of messages, or plain text.
 * Throws DoctorError: `unreadable` when the text is empty or a request body that does not parse, `usage` when it is JSON of another shape.
 */
export function readPrompt(text: string): Prompt {
  const written = text.replace(/^\ufeff/, '');
  if (written.trim() === '') throw new DoctorError('unreadable', 'the prompt is empty', hint);
  if (!/^\s*[[{]/.test(written)) return { text: written };
  // Markdown may begin with a bracket: what does not parse is text, unless it was meant as a request.
  const json = jsonOf(written);
  if (json === undefined) {
    if (/"(?:messages|role)"\s*:/.test(written)) {
      throw new DoctorError('unreadable', 'the prompt looks like a request body, but it is not JSON', hint);
    }
    return { text: written };
  }
  return Array.isArray(json) ? fromMessages(json) : fromBody(json);
}

/** The body of a chat completion; throws as `readPrompt` does. */
export function promptOfBody(body: JsonValue): Prompt {
  return fromBody(body);
}

function fromBody(body: JsonValue): Prompt {
  const messages = isObject(body) ? body['messages'] : undefined;
  if (!isObject(body) || !Array.isArray(messages)) {
    const other = isObject(body) && 'input' in body ? 'a body of the Responses API' : 'JSON without "messages"';
    throw new DoctorError('usage', `the prompt is ${other}`, hint);
  }
  const tools = body['tools'];
  if (tools === undefined || tools === null) return fromMessages(messages);
  if (!Array.isArray(tools) || !tools.every(isTool)) {
    throw new DoctorError('usage', '"tools" of the prompt must be a list of { type, function: { name } }', hint);
  }
  return { ...fromMessages(messages), tools };
}

function fromMessages(messages: readonly JsonValue[]): {
  messages: readonly JsonObject[];
  tools: readonly JsonObject[];
} {
  const wrong = messages.findIndex((message) => !isMessage(message));
  if (messages.length === 0) throw new DoctorError('usage', 'the prompt has no message', hint);
  if (wrong >= 0) {
    throw new DoctorError('usage', `message ${wrong + 1} of the prompt is not { role, content }`, hint);
  }
  return { messages: messages.filter(isMessage), tools: [] };
}

function isMessage(value: JsonValue): value is JsonObject {
  if (!isObject(value) || typeof value['role'] !== 'string') return false;
  const { content } = value;
  if (content === undefined || content === null) return true;
  return typeof content === 'string' || (Array.isArray(content) && content.every(isObject));
}

function isTool(value: JsonValue): value is JsonObject {
  return isObject(value) && isObject(value['function']) && typeof value['function']['name'] === 'string';
}
