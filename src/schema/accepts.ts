import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { isDateTime, isUri } from './formats.js';
import type { JsonSchema, SchemaNode, SchemaSource } from './source.js';

/**
 * Whether a value satisfies a schema: yes or no, without a reason and without compiling anything. It finds the parts of a document
 * that need no explanation, so that Ajv sees only the others; a property test holds it to Ajv's verdict.
 */
export function accepts(source: SchemaSource, node: SchemaNode, value: JsonValue): boolean {
  const schema = source.resolve(node);
  return (
    hasType(schema.type, value) &&
    isListed(schema, value) &&
    fitsForms(source, schema, value) &&
    (typeof value !== 'string' || fitsText(schema, value)) &&
    (typeof value !== 'number' || fitsNumber(schema, value)) &&
    (!isList(value) || fitsList(source, schema, value)) &&
    (!isObject(value) || fitsObject(source, schema, value))
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function hasType(type: JsonSchema['type'], value: JsonValue): boolean {
  if (type === undefined) return true;
  return typeof type === 'string' ? isOfType(type, value) : type.some((one) => isOfType(one, value));
}

function isOfType(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'number':
      return Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** The schemas list only texts, numbers, true, false and null. */
function isListed(schema: JsonSchema, value: JsonValue): boolean {
  if ('const' in schema && schema.const !== value) return false;
  return schema.enum === undefined || schema.enum.includes(value);
}

function fitsForms(source: SchemaSource, schema: JsonSchema, value: JsonValue): boolean {
  const fits = (node: SchemaNode) => accepts(source, node, value);
  if (schema.allOf !== undefined && !schema.allOf.every(fits)) return false;
  if (schema.anyOf !== undefined && !schema.anyOf.some(fits)) return false;
  if (schema.oneOf !== undefined && schema.oneOf.filter(fits).length !== 1) return false;
  if (schema.not !== undefined && fits(schema.not)) return false;
  if (schema.if === undefined) return true;
  const branch = fits(schema.if) ? schema.then : schema.else;
  return branch === undefined || fits(branch);
}

const patterns = new Map<string, RegExp>();

function fitsText(schema: JsonSchema, text: string): boolean {
  const { minLength, maxLength, pattern, format } = schema;
  if (typeof minLength === 'number' && length(text) < minLength) return false;
  if (typeof maxLength === 'number' && length(text) > maxLength) return false;
  if (format === 'uri' && !isUri(text)) return false;
  if (format === 'date-time' && !isDateTime(text)) return false;
  if (typeof pattern !== 'string') return true;
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known.test(text);
}

/** In code points, as JSON Schema counts. */
function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function fitsNumber({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema, value: number): boolean {
  if (typeof minimum === 'number' && !(value >= minimum)) return false;
  if (typeof maximum === 'number' && !(value <= maximum)) return false;
  if (typeof exclusiveMinimum === 'number' && !(value > exclusiveMinimum)) return false;
  return typeof exclusiveMaximum !== 'number' || value < exclusiveMaximum;
}

function fitsList(source: SchemaSource, schema: JsonSchema, list: readonly JsonValue[]): boolean {
  const { minItems, maxItems, uniqueItems, items, additionalItems } = schema;
  if (typeof minItems === 'number' && list.length < minItems) return false;
  if (typeof maxItems === 'number' && list.length > maxItems) return false;
  if (uniqueItems === true && new Set(list.map((item) => JSON.stringify(item))).size < list.length) return false;
  if (items === undefined) return true;
  return list.every((item, index) => {
    const node = isTuple(items) ? (items[index] ?? additionalItems ?? true) : items;
    return typeof node === 'boolean' ? node : accepts(source, node, item);
  });
}

function isTuple(items: SchemaNode | readonly SchemaNode[]): items is readonly SchemaNode[] {
  return Array.isArray(items);
}

function fitsObject(source: SchemaSource, schema: JsonSchema, object: JsonObject): boolean {
  const { properties, additionalProperties, propertyNames, required, minProperties, maxProperties } = schema;
  const keys = Object.keys(object);
  if (typeof minProperties === 'number' && keys.length < minProperties) return false;
  if (typeof maxProperties === 'number' && keys.length > maxProperties) return false;
  if (required?.some((key) => !Object.hasOwn(object, key)) === true) return false;
  if (propertyNames !== undefined && !keys.every((key) => accepts(source, propertyNames, key))) return false;
  return keys.every((key) => {
    const own = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const node = own ?? additionalProperties ?? true;
    const value = object[key];
    if (typeof node === 'boolean' || value === undefined) return node !== false;
    return accepts(source, node, value);
  });
}
