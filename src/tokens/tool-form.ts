import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import type { Family, Range } from './families.js';

/** Tokens of an image vary with its size and the model: a guess between a thumbnail and a page. */
export const imageTokens: Range = [60, 800, 3_000];

/** Tools as the family's template prints them, where that is JSON; other forms are counted from the compact one. */
export function printTools(tools: readonly JsonObject[], { toolForm }: Pick<Family, 'toolForm'>): string {
  if (toolForm === 'indented') return tools.map((tool) => JSON.stringify(tool, null, 4)).join('\n\n');
  if (toolForm === 'typescript' || toolForm === 'xml') return JSON.stringify(tools);
  return tools.map(spaced).join('\n');
}

/** Like Python's `json.dumps`: a space after each comma and colon. */
function spaced(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`);
  return `{${members.join(', ')}}`;
}
