import { isObject, type JsonValue } from '../config/json.js';
import { contentText } from '../probe/chat.js';
import type { Tokenizer } from './tokenizer.js';

/** What a chat template makes of messages and tools. */
export interface RenderedPrompt {
  readonly tokens: readonly number[];
  readonly chars: number;
}

// <|im_start|> and <|im_end|> are one token each; the numbers are free in o200k_base.
const imStart = 200_100;
const imEnd = 200_101;

/**
 * ChatML as Qwen's templates print it: tools stand in the system message, one a line, as Python's `json.dumps` writes them. The prompt
 * ends with the start of the answer. Both `/tokenize` and `usage` count this, so they agree.
 */
export function renderPrompt(
  tokenizer: Tokenizer,
  messages: readonly JsonValue[],
  tools: readonly JsonValue[],
): RenderedPrompt {
  const turns = withTools(messages.map(turnOf), tools);
  const tokens: number[] = [];
  let chars = 0;
  for (const { role, text } of turns) {
    // Not spread into one push call: a long prompt has more tokens than a call may have arguments.
    tokens.push(imStart);
    for (const token of tokenizer.encode(`${role}\n${text}`)) tokens.push(token);
    tokens.push(imEnd);
    for (const token of tokenizer.encode('\n')) tokens.push(token);
    chars += role.length + text.length + 24;
  }
  tokens.push(imStart);
  for (const token of tokenizer.encode('assistant\n')) tokens.push(token);
  return { tokens, chars: chars + 22 };
}

interface Turn {
  readonly role: string;
  readonly text: string;
}

function turnOf(message: JsonValue): Turn {
  if (!isObject(message)) return { role: 'user', text: '' };
  const role = typeof message['role'] === 'string' ? message['role'] : 'user';
  const text = contentText(message['content']);
  if (role === 'tool') return { role: 'user', text: `<tool_response>\n${text}\n</tool_response>` };
  const calls = message['tool_calls'];
  const printed = Array.isArray(calls) ? calls.map(printCall) : [];
  return { role, text: [text, ...printed].filter((part) => part !== '').join('\n') };
}

function printCall(call: JsonValue): string {
  const called = isObject(call) && isObject(call['function']) ? call['function'] : {};
  const name = pythonJson(called['name'] ?? null);
  // Arguments travel as a text that holds JSON; templates print the object.
  const given = called['arguments'];
  return `<tool_call>\n{"name": ${name}, "arguments": ${typeof given === 'string' ? given : pythonJson(given ?? null)}}\n</tool_call>`;
}

function withTools(turns: readonly Turn[], tools: readonly JsonValue[]): readonly Turn[] {
  if (tools.length === 0) return turns;
  const [first, ...rest] = turns;
  const system = first?.role === 'system' ? first.text : '';
  const text = `${system === '' ? '' : `${system}\n\n`}${toolBlock(tools)}`;
  return [{ role: 'system', text }, ...(first?.role === 'system' ? rest : turns)];
}

function toolBlock(tools: readonly JsonValue[]): string {
  return [
    '# Tools\n\nYou may call one or more functions to assist with the user query.\n',
    'You are provided with function signatures within <tools></tools> XML tags:\n<tools>',
    ...tools.map(pythonJson),
    '</tools>\n\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:',
    '<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>',
  ].join('\n');
}

/** `json.dumps(value, ensure_ascii=False)`: a space behind every comma and colon. */
export function pythonJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`)
    .join(', ')}}`;
}
