import type { JsonObject, JsonValue } from '../../config/json.js';
import { sampleCosts } from './counts.js';
import type { Sample } from './manual.js';
import { bareProperties, toldProperties, toolNames, toolSentences } from './tool-parts.js';

interface Draft {
  readonly name: string;
  readonly properties: Record<string, JsonValue>;
  readonly required: readonly string[];
  description: string;
  cost: number;
}

/** Where each pool of pieces is read next. */
interface Cursor {
  bare: number;
  told: number;
  sentence: number;
}

/** `count` tool definitions whose compact JSON has `chars` characters (more, if they cannot be that short) and about `tokens` tokens. */
export function sampleTools(count: number, chars: number, tokens: number): Sample<readonly JsonObject[]> {
  if (chars === 0) return { value: [], tokens: 0 };
  const wanted = tokens / chars;
  const next: Cursor = { bare: 0, told: 0, sentence: 0 };
  const tools: JsonObject[] = [];
  let left = chars - 1;
  let cost = 1;
  for (let index = 0; index < Math.max(1, count); index += 1) {
    const rest = Math.max(1, count) - index;
    const room = rest === 1 ? left : Math.round((left / rest) * share(index, left / rest));
    const tool = draftTool(index, room - 1, { wanted, next, debt: cost - (chars - left) * wanted });
    const json = toJson(tool);
    tools.push(json);
    left -= JSON.stringify(json).length + 1;
    cost += tool.cost;
  }
  return { value: tools, tokens: Math.round(cost) };
}

/** Some tools are long and some are short, as far as there is room for a difference. */
function share(index: number, average: number): number {
  return average < 500 ? 1 : 0.45 + ((index * 7) % 11) / 10;
}

interface Budget {
  /** Tokens per character. */
  readonly wanted: number;
  readonly next: Cursor;
  /** Tokens that the text so far has too many of. */
  readonly debt: number;
}

function draftTool(index: number, room: number, { wanted, next, debt }: Budget): Draft {
  const at = index % toolNames.length;
  const first = bareProperties[index % bareProperties.length] ?? ['path', { type: 'string' }];
  const tool: Draft = {
    name: toolNames[at] ?? 'tool',
    properties: { [first[0]]: first[1] },
    required: [first[0]],
    description: '',
    cost: (sampleCosts.tools[at] ?? 0) + (sampleCosts.bare[index % bareProperties.length] ?? 0) + sampleCosts.required,
  };
  addSentence(tool, next, room);
  for (let fits = true; fits; ) {
    const length = lengthOf(tool);
    const tooDense = debt + tool.cost > length * wanted;
    if (tooDense && tool.description.length < length / 3) fits = addSentence(tool, next, room);
    else fits = addProperty(tool, next, tooDense ? 'told' : 'bare', room - length);
  }
  padDescription(tool, room - lengthOf(tool), next);
  return tool;
}

function addSentence(tool: Draft, next: Cursor, room: number): boolean {
  const at = next.sentence % toolSentences.length;
  const text = `${tool.description === '' ? '' : ' '}${toolSentences[at]}`;
  if (lengthOf(tool) + text.length > room) return false;
  next.sentence += 1;
  tool.description += text;
  tool.cost += sampleCosts.sentences[at] ?? 0;
  return true;
}

/** The next piece of the pool that is short enough. */
function addProperty(tool: Draft, next: Cursor, pool: 'bare' | 'told', room: number): boolean {
  const material = pool === 'bare' ? bareProperties : toldProperties;
  for (let tries = 0; tries < material.length; tries += 1) {
    const at = next[pool] % material.length;
    next[pool] += 1;
    const [name, schema] = material[at] ?? ['path', { type: 'string' }];
    const free = freeName(tool, name);
    if (JSON.stringify({ [free]: schema }).length > room) continue;
    tool.properties[free] = schema;
    tool.cost += (sampleCosts[pool][at] ?? 0) + (free === name ? 0 : 1);
    return true;
  }
  return false;
}

function freeName(tool: Draft, name: string): string {
  let free = name;
  for (let number = 2; Object.hasOwn(tool.properties, free); number += 1) free = `${name}${number}`;
  return free;
}

/** Whole sentences, the last one cut. */
function padDescription(tool: Draft, room: number, next: Cursor): void {
  let left = room;
  while (left > 0) {
    const at = next.sentence % toolSentences.length;
    const whole = ` ${toolSentences[at]}`;
    const text = whole.slice(0, left);
    next.sentence += 1;
    tool.description += text;
    tool.cost += ((sampleCosts.sentences[at] ?? 0) * text.length) / whole.length;
    left -= text.length;
  }
}

function toJson({ name, description, properties, required }: Draft): JsonObject {
  return { type: 'function', function: { name, description, parameters: { type: 'object', properties, required } } };
}

function lengthOf(tool: Draft): number {
  return JSON.stringify(toJson(tool)).length;
}
