import type { JsonValue } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { JsonSchema, SchemaNode, SchemaSource } from '../source.js';

/** Ajv's `instancePath` (`/a~1b/0`) as a path into `value`: steps into arrays become numbers. */
export function instancePath(pointer: string, value: JsonValue): ConfigPath {
  const path: (string | number)[] = [];
  let here: unknown = value;
  for (const step of pointer.split('/').slice(1).map(unescapeStep)) {
    path.push(Array.isArray(here) ? Number(step) : step);
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined;
  }
  return path;
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The whole schema at Ajv's `schemaPath` (`#/properties/a%2Fb/anyOf/1`): the slice has the same shape. */
export function schemaAt(source: SchemaSource, pointer: string): JsonSchema {
  let here: unknown = source.root;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return {};
    here = Reflect.get(here, unescapeStep(decodeURIComponent(step)));
    if (isNode(here)) here = source.resolve(here);
  }
  return isNode(here) ? source.resolve(here) : {};
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The pointer without its last `count` steps. */
export function parentPointer(pointer: string, count = 1): string {
  return pointer.split('/').slice(0, -count).join('/');
}
