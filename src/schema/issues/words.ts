import type { JsonValue } from '../../config/json.js';
import type { JsonSchema, SchemaSource } from '../source.js';

/** What kind of value it is, in the words of the messages: `string`, `number`, `object`, `array`, `null`, `Infinity`. */
export function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return typeof value;
}

/**
 * The value itself where a list of words was expected, else its kind. Long texts and texts without the look of a word are
 * not repeated: a secret that stands in the wrong place must not reach a message.
 */
export function show(value: JsonValue | undefined): string {
  const plain = typeof value === 'string' && /^[a-z0-9_.:+ -]{0,24}$/i.test(value) && !/\d{5}/.test(value);
  if (plain) return JSON.stringify(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value);
}

/** The literal values that a schema is made of; undefined when it is more than a list of literals. */
export function literalsOf(schema: JsonSchema, source: SchemaSource): readonly JsonValue[] | undefined {
  if ('const' in schema) return [literal(schema.const)];
  if (schema.enum !== undefined) return schema.enum.map(literal);
  if (schema.type === 'boolean') return [true, false];
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches === undefined) return undefined;
  const lists = branches.map((branch) => literalsOf(source.resolve(branch), source));
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

function literal(value: unknown): JsonValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** `string`, `number or false`, `object`, `"a", "b" or true`. */
export function describe(schema: JsonSchema, source: SchemaSource): string {
  return joinWords([...new Set(formsOf(schema, source))]);
}

function formsOf(schema: JsonSchema, source: SchemaSource): readonly string[] {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.flatMap((branch) => formsOf(source.resolve(branch), source));
  const literals = schema.type === 'boolean' ? undefined : literalsOf(schema, source);
  if (literals !== undefined) return literals.map((value) => JSON.stringify(value));
  if (schema.type !== undefined) return [schema.type].flat();
  const first = schema.allOf?.[0];
  return first === undefined ? ['another value'] : formsOf(source.resolve(first), source);
}

/** `a, b or c` */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
