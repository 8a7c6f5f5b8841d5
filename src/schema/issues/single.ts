import type { ErrorObject } from 'ajv';
import type { JsonValue } from '../../config/json.js';
import { nearest } from '../../nearest.js';
import type { JsonSchema, SchemaSource } from '../source.js';
import type { Mistake } from './mistake.js';
import { parentPointer, schemaAt } from './pointer.js';
import { type Explained, pathOf, type Scene, valueUnder } from './scene.js';
import { describe, joinWords, kindOf, literalsOf, show } from './words.js';

/** Explains an error that is not about a union. */
export function explainSingle(error: ErrorObject, scene: Scene): readonly Explained[] {
  const path = pathOf(error, scene);
  const value = valueUnder(error, scene);
  const schema = schemaAt(scene.source, parentPointer(error.schemaPath));
  const give = (mistake: Omit<Mistake, 'path'> & Partial<Mistake>, aborts: boolean): readonly Explained[] => [
    { mistake: { path, ...mistake }, aborts },
  ];
  switch (error.keyword) {
    case 'additionalProperties':
      return give(
        unknownKey(path, String(error.params['additionalProperty']), schema, scene),
        !scene.unknownKeysContinue,
      );
    case 'required': {
      const key = String(error.params['missingProperty']);
      return give({ kind: 'missing-key', path: [...path, key], problem: `missing required key ${key}` }, true);
    }
    case 'type':
      return give(wrongType(describe(schema, scene.source), value), true);
    case 'const':
    case 'enum':
      return give(notListed(literalsOf(schema, scene.source) ?? [], value), true);
    case 'propertyNames': {
      const key = String(error.params['propertyName']);
      const pattern = schema.propertyNames === undefined ? '' : ruleOf(scene.source.resolve(schema.propertyNames));
      return give({ kind: 'bad-value', path: [...path, key], problem: `key is not allowed${pattern}` }, true);
    }
    case 'pattern':
    case 'format':
      return give({ kind: 'bad-value', problem: `value is not allowed${ruleOf(schema)}` }, false);
    case 'not':
      return give({ kind: 'bad-value', problem: 'value is not allowed here' }, false);
    default:
      return give(outOfRange(error, value), false);
  }
}

export function unknownKey(path: Mistake['path'], key: string, schema: JsonSchema, scene: Scene): Mistake {
  const candidates = nearest(key, siblings(schema, scene.source));
  return {
    kind: 'unknown-key',
    path: [...path, key],
    reported: path,
    problem: `unknown key ${key}`,
    ...(candidates.length > 0 ? { candidates } : {}),
  };
}

/** Keys that an object may have here, also by the other parts of an `allOf`. */
function siblings(schema: JsonSchema, source: SchemaSource): readonly string[] {
  const others = (schema.allOf ?? []).flatMap((part) => siblings(source.resolve(part), source));
  return [...Object.keys(schema.properties ?? {}), ...others];
}

export function wrongType(expected: string, value: JsonValue | undefined): Omit<Mistake, 'path'> {
  // An integer was asked for: the number itself says more than its kind.
  const got = expected === 'integer' && typeof value === 'number' ? String(value) : kindOf(value);
  return { kind: 'wrong-type', expected, got, problem: `expected ${expected}, got ${got}` };
}

export function notListed(allowed: readonly JsonValue[], value: JsonValue | undefined): Omit<Mistake, 'path'> {
  const names = allowed.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  const close = typeof value === 'string' ? nearest(value, names) : [];
  const rest = names.filter((name) => !close.includes(name));
  const sameKind = allowed.some((item) => kindOf(item) === kindOf(value));
  const got = sameKind ? show(value) : kindOf(value);
  const expected = joinWords(allowed.map((item) => JSON.stringify(item)));
  const short = expected.length > 60 ? `one of ${allowed.length} values` : expected;
  return {
    kind: sameKind ? 'bad-value' : 'wrong-type',
    expected,
    got,
    problem: `expected ${short}, got ${got}`,
    candidates: [...close, ...rest],
  };
}

function outOfRange(error: ErrorObject, value: JsonValue | undefined): Omit<Mistake, 'path'> {
  const limit = Number(error.params['limit']);
  const expected = limitOf(error.keyword, limit);
  const got = typeof value === 'number' ? String(value) : undefined;
  return {
    kind: 'out-of-range',
    expected,
    ...(got === undefined ? {} : { got }),
    problem: got === undefined ? `must be ${expected}` : `must be ${expected}, got ${got}`,
  };
}

function limitOf(keyword: string, limit: number): string {
  const plural = (noun: string) => `${limit} ${noun}${limit === 1 ? '' : 's'}`;
  switch (keyword) {
    case 'minimum':
      return `at least ${limit}`;
    case 'maximum':
      return `at most ${limit}`;
    case 'exclusiveMinimum':
      return `above ${limit}`;
    case 'exclusiveMaximum':
      return `below ${limit}`;
    case 'minLength':
      return limit === 1 ? 'a text that is not empty' : `at least ${plural('character')} long`;
    case 'maxLength':
      return `at most ${plural('character')} long`;
    case 'minItems':
      return `a list of at least ${plural('item')}`;
    case 'maxItems':
      return `a list of at most ${plural('item')}`;
    case 'minProperties':
      return `an object of at least ${plural('key')}`;
    case 'maxProperties':
      return `an object of at most ${plural('key')}`;
    case 'uniqueItems':
      return 'a list without repeated items';
    default:
      return `valid (${keyword})`;
  }
}

/** What a text must look like, as the end of a sentence. */
function ruleOf(schema: JsonSchema): string {
  if (schema['format'] === 'uri') return ': expected a URL';
  if (schema['format'] === 'date-time') return ': expected a UTC time such as 2026-01-31T12:00:00Z';
  const pattern = schema['pattern'];
  return typeof pattern === 'string' ? `: expected ${known.get(pattern) ?? `a text that matches ${pattern}`}` : '';
}

const known = new Map([
  ['^[A-Z][A-Z0-9_]{0,127}$', 'a variable name such as VLLM_API_KEY'],
  ['^[a-z][a-z0-9_-]{0,63}$', 'a lower-case name such as default'],
  ['^#?[0-9a-fA-F]{6}$', 'a colour such as #336699'],
]);
