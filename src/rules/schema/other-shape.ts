import { isObject, type JsonObject, type JsonValue } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { isSecretKey } from '../../config/secrets.js';
import type { SchemaIssue } from '../../facts/types.js';
import type { Fix } from '../define.js';

/**
 * The same thing said in the shape that the release wants: a list of one, rows for names, `true` for "yes". Undefined when the value
 * could mean several things. Rules see `••••` in place of secrets, so what holds one is never written anew.
 */
export function otherShape(
  { path, expected = '', problem }: SchemaIssue,
  value: JsonValue | undefined,
): Fix | undefined {
  if (value === undefined || holdsSecret(path, value)) return undefined;
  const wants = (type: string) => new RegExp(`\\b${type}\\b`).test(expected === '' ? problem : expected);
  if (value === null) return removed(path, 'null says nothing');
  if (wants('array')) return asList(path, value);
  if (wants('boolean')) return asSwitch(path, value);
  if (typeof value === 'string' && wants('object') && isModelRow(path)) {
    return { title: 'write the model as a row', safety: 'safe', ops: [set(path, { id: value, name: value })] };
  }
  if (Array.isArray(value) && wants('object')) return asReference(path, value);
  if (value === 0 && wants('object') && path.at(-1) === 'cost')
    return removed(path, 'a model costs nothing unless said');
  if (typeof value === 'number' && wants('string')) {
    return { title: `write '${value}' in quotes`, safety: 'safe', ops: [set(path, String(value))] };
  }
  return undefined;
}

function asList(path: ConfigPath, value: JsonValue): Fix | undefined {
  if (Array.isArray(value)) return undefined;
  if (!isObject(value)) return { title: 'write it as a list of one', safety: 'safe', ops: [set(path, [value])] };
  if (!isProviderModels(path)) return undefined;
  if (typeof value['id'] === 'string') {
    return { title: 'write the model as a list of one', safety: 'safe', ops: [set(path, [value])] };
  }
  const rows = Object.entries(value).map(([id, row]) => (isObject(row) ? namedRow(id, row) : undefined));
  const all = rows.filter((row) => row !== undefined);
  if (all.length === 0 || all.length < rows.length) return undefined;
  return { title: 'write the models as a list of rows', safety: 'safe', ops: [set(path, all)] };
}

function namedRow(id: string, row: JsonObject): JsonObject {
  const own = typeof row['id'] === 'string' ? row['id'] : id;
  return { id: own, name: own, ...row };
}

/** `model: ["a/b", "c/d"]`: the first one, and what to fall back to. */
function asReference(path: ConfigPath, list: readonly JsonValue[]): Fix | undefined {
  const [primary, ...fallbacks] = list;
  const isReference = path[0] === 'agents' && /model$/i.test(String(path.at(-1)));
  if (!isReference || primary === undefined || !list.every((item) => typeof item === 'string')) return undefined;
  const value = fallbacks.length === 0 ? primary : { primary, fallbacks };
  return { title: 'write the first as primary, the others as fallbacks', safety: 'safe', ops: [set(path, value)] };
}

const yes = /^(?:true|yes|on|enabled?|1)$/i;
const no = /^(?:false|no|off|disabled?|none|0)$/i;

function asSwitch(path: ConfigPath, value: JsonValue): Fix | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const meant = yes.test(text) ? true : no.test(text) ? false : undefined;
  return meant === undefined ? undefined : { title: `write ${meant}`, safety: 'safe', ops: [set(path, meant)] };
}

function removed(path: ConfigPath, why: string): Fix {
  return { title: `remove '${String(path.at(-1))}': ${why}`, safety: 'safe', ops: [{ op: 'remove', path }] };
}

function set(path: ConfigPath, value: JsonValue) {
  return { op: 'set' as const, path, value };
}

function isProviderModels(path: ConfigPath): boolean {
  return path.length === 4 && path[0] === 'models' && path[1] === 'providers' && path[3] === 'models';
}

function isModelRow(path: ConfigPath): boolean {
  return path.length === 5 && isProviderModels(path.slice(0, 4));
}

function holdsSecret(path: ConfigPath, value: JsonValue): boolean {
  if (value !== null && isSecretKey(String(path.at(-1)))) return true;
  return JSON.stringify(value).includes('••');
}
