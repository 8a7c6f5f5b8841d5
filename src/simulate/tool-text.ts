import { isObject, type JsonValue } from '../config/json.js';
import { pythonJson } from './prompt.js';
import type { ToolFormat } from './types.js';

/** A call as the model writes it, and as a client sees it when no parser took it out of the text. */
export function writeCall(format: ToolFormat, name: string, argumentsText: string): string {
  const parsed: JsonValue = JSON.parse(argumentsText);
  const given = isObject(parsed) ? parsed : {};
  const json = pythonJson(given);
  const quoted = JSON.stringify(name);
  switch (format) {
    case 'hermes':
      return `<tool_call>\n{"name": ${quoted}, "arguments": ${json}}\n</tool_call>`;
    case 'llama3_json':
      return `{"name": ${quoted}, "parameters": ${json}}`;
    case 'mistral':
      return `[TOOL_CALLS][{"name": ${quoted}, "arguments": ${json}}]`;
    case 'qwen3_coder': {
      const parameters = Object.entries(given).map(
        ([key, value]) =>
          `<parameter=${key}>\n${typeof value === 'string' ? value : pythonJson(value)}\n</parameter>\n`,
      );
      return `<tool_call>\n<function=${name}>\n${parameters.join('')}</function>\n</tool_call>`;
    }
    case 'pythonic': {
      const parameters = Object.entries(given).map(([key, value]) => `${key}=${pythonJson(value)}`);
      return `<|python_start|>[${name}(${parameters.join(', ')})]<|python_end|>`;
    }
  }
}
