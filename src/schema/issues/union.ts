import type { ErrorObject } from 'ajv';
import { isObject, type JsonValue } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { JsonSchema } from '../source.js';
import { explain } from './explain.js';
import { parentPointer, schemaAt } from './pointer.js';
import { type Explained, isPluginOwned, pathOf, type Scene, valueUnder } from './scene.js';
import { notListed, wrongType } from './single.js';
import { describe, kindOf, literalsOf } from './words.js';

interface Branch {
  readonly schema: JsonSchema;
  readonly errors: readonly ErrorObject[];
}

/** One clear mistake out of the errors of all forms that a value may have (`anyOf`, `oneOf`). */
export function explainUnion(union: ErrorObject, inside: readonly ErrorObject[], scene: Scene): readonly Explained[] {
  const path = pathOf(union, scene);
  const value = valueUnder(union, scene);
  const schema = schemaAt(scene.source, parentPointer(union.schemaPath));
  const branches = branchesOf(union, schema, inside, scene);
  const chosen = choose({ union, path, value, schema, branches, scene });
  const reported = reportedPath(union, path, value, branches, scene);
  if (reported === undefined) return chosen;
  return chosen.map(({ mistake }) => ({ mistake: { ...mistake, reported }, aborts: true }));
}

function branchesOf(
  union: ErrorObject,
  schema: JsonSchema,
  inside: readonly ErrorObject[],
  scene: Scene,
): readonly Branch[] {
  return (schema.anyOf ?? schema.oneOf ?? []).map((branch, index) => ({
    schema: scene.source.resolve(branch),
    errors: inside.filter((error) => error.schemaPath.startsWith(`${union.schemaPath}/${index}/`)),
  }));
}

interface Choice {
  readonly union: ErrorObject;
  readonly path: ConfigPath;
  readonly value: JsonValue | undefined;
  readonly schema: JsonSchema;
  readonly branches: readonly Branch[];
  readonly scene: Scene;
}

/** The form that the user meant: the rules of the published programs and common sense, in this order. */
function choose({ union, path, value, schema, branches, scene }: Choice): readonly Explained[] {
  const literals = literalsOf(schema, scene.source);
  if (literals !== undefined) return [{ mistake: { path, ...notListed(literals, value) }, aborts: true }];
  if (union.params['passingSchemas'] !== undefined && union.params['passingSchemas'] !== null) {
    return [
      { mistake: { kind: 'bad-value', path, problem: 'value has more than one of the allowed forms' }, aborts: true },
    ];
  }
  const possible = branches.filter(({ errors }) => !errors.some((error) => refusesKind(error, union)));
  const [only] = possible;
  if (only === undefined) return [{ mistake: { path, ...noForm(schema, value, scene) }, aborts: true }];
  if (possible.length === 1) return explain(only.errors, scene);
  return byDiscriminator(possible, path, value, scene) ?? fewestMistakes(possible, scene);
}

/** The value itself, not something in it, is of a kind that this form does not take. */
function refusesKind(error: ErrorObject, union: ErrorObject): boolean {
  return error.instancePath === union.instancePath && ['type', 'const', 'enum'].includes(error.keyword);
}

function noForm(schema: JsonSchema, value: JsonValue | undefined, scene: Scene) {
  const { kind, ...words } = wrongType(describe(schema, scene.source), value);
  const branches = (schema.anyOf ?? schema.oneOf ?? []).map((branch) => scene.source.resolve(branch));
  const literals = branches.flatMap((branch) => literalsOf(branch, scene.source) ?? []);
  const sameKind = literals.some((literal) => kindOf(literal) === kindOf(value));
  if (!sameKind) return { kind, ...words };
  return { ...words, kind: 'bad-value' as const, candidates: notListed(literals, value).candidates ?? [] };
}

/** Objects that say what they are by one key: `source`, `type`, `mode`. */
function byDiscriminator(
  branches: readonly Branch[],
  path: ConfigPath,
  value: JsonValue | undefined,
  scene: Scene,
): readonly Explained[] | undefined {
  const key = discriminatorOf(branches, scene);
  if (key === undefined || !isObject(value)) return undefined;
  const literals = branches.map(({ schema }) => literalsAt(schema, key, scene));
  const given = value[key];
  const match = branches.find((_, index) => given !== undefined && literals[index]?.includes(given));
  if (match !== undefined) return explain(match.errors, scene);
  if (given !== undefined) {
    return [
      {
        mistake: {
          path: [...path, key],
          ...notListed(
            literals.flatMap((list) => list ?? []),
            given,
          ),
        },
        aborts: true,
      },
    ];
  }
  const optional = branches.find(({ schema }) => !schema.required?.includes(key));
  if (optional !== undefined) return explain(optional.errors, scene);
  return [
    { mistake: { kind: 'missing-key', path: [...path, key], problem: `missing required key ${key}` }, aborts: true },
  ];
}

function discriminatorOf(branches: readonly Branch[], scene: Scene): string | undefined {
  const keys = Object.keys(branches[0]?.schema.properties ?? {});
  return keys.find((key) => branches.every(({ schema }) => literalsAt(schema, key, scene) !== undefined));
}

/** The literals that one form demands of a key; of a form that is a union itself, those of all its forms. */
function literalsAt(schema: JsonSchema, key: string, scene: Scene): readonly JsonValue[] | undefined {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) {
    const lists = forms.map((form) => literalsAt(scene.source.resolve(form), key, scene));
    return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
  }
  const property = schema.properties?.[key];
  if (property === undefined) return undefined;
  const resolved = scene.source.resolve(property);
  return resolved.type === 'boolean' ? undefined : literalsOf(resolved, scene.source);
}

/** Nothing names the form: the one that is nearly right, and of several the one whose mistake lies deepest. */
function fewestMistakes(branches: readonly Branch[], scene: Scene): readonly Explained[] {
  const explained = branches.map(({ errors }) => explain(errors, scene)).filter((list) => list.length > 0);
  const depth = (list: readonly Explained[]) => Math.max(...list.map(({ mistake }) => mistake.path.length));
  return explained.sort((a, b) => a.length - b.length || depth(b) - depth(a))[0] ?? [];
}

/**
 * Where zod reports a union that no form satisfies: at the form's own mistakes when exactly one form failed only in ways that
 * leave its shape intact, else at the union itself. undefined: at the mistakes. (zod 4, handleUnionResults.)
 */
function reportedPath(
  union: ErrorObject,
  path: ConfigPath,
  value: JsonValue | undefined,
  branches: readonly Branch[],
  scene: Scene,
): ConfigPath | undefined {
  if (isPluginOwned(path)) return path;
  // extractBindingsSpecificUnionIssue (2026.4.22 to 2026.9.6): an ACP binding is not blamed for being no route.
  if (path[0] === 'bindings' && path.length === 2 && isObject(value) && value['type'] === 'acp') return undefined;
  if (union.keyword === 'oneOf') {
    const key = discriminatorOf(branches, scene);
    if (key !== undefined && isObject(value)) {
      const known = branches.some(({ schema }) => literalsAt(schema, key, scene)?.includes(value[key] ?? null));
      return known ? undefined : [...path, key];
    }
  }
  const intact = branches.filter(({ errors }) => !explain(errors, scene).some(({ aborts }) => aborts));
  return intact.length === 1 ? undefined : path;
}
