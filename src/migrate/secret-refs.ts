import { isObject, type JsonValue } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';

/** Every `{ source, provider, id }`, wherever it stands; the declarations in secrets.providers have no `id`. */
export function secretRefPaths(value: JsonValue, path: ConfigPath = []): readonly ConfigPath[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, i) => secretRefPaths(item, [...path, i]));
  if (!isObject(value)) return [];
  if (['source', 'provider', 'id'].every((key) => Object.hasOwn(value, key) && typeof value[key] === 'string'))
    return [path];
  return Object.entries(value).flatMap(([key, item]) => secretRefPaths(item, [...path, key]));
}
