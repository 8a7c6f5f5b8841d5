import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonValue } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import { accepts } from '../../src/schema/accepts.js';
import { sliceSchema } from '../../src/schema/slice.js';
import { type JsonSchema, loadSchema, type SchemaNode, type SchemaSource } from '../../src/schema/source.js';
import { compileSchema } from '../../src/schema/validate.js';
import { recordedFixtures } from './recorded.js';

/** The whole schema without links. */
function unlinked(source: SchemaSource, node: SchemaNode): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const here = '$section' in value ? source.resolve(value as SchemaNode) : value;
    return Object.fromEntries(Object.entries(here).map(([key, child]) => [key, walk(child)]));
  };
  return walk(node) as JsonSchema;
}

type Path = readonly (string | number)[];

function places(value: JsonValue, path: Path = []): readonly Path[] {
  const children = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [path, ...children.flatMap(([key, child]) => places(child, [...path, key]))];
}

/** The same document with another value at `path`, which may be new; `undefined` takes the key away. */
function changed(value: JsonValue, [step, ...rest]: Path, into: JsonValue | undefined): JsonValue | undefined {
  if (step === undefined) return into;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (index === step ? (changed(item, rest, into) ?? []) : [item]));
  }
  if (!isObject(value)) return value;
  const known = step in value ? value : { ...value, [step]: null };
  const entries = Object.entries(known).flatMap(([key, child]) => {
    const next = key === step ? changed(child, rest, into) : child;
    return next === undefined ? [] : [[key, next] as const];
  });
  return Object.fromEntries(entries);
}

const strange = fc.oneof(
  fc.constantFrom<JsonValue | undefined>(
    undefined,
    null,
    true,
    0,
    -1,
    1.5,
    1e12,
    '',
    'x',
    '30m',
    'openai',
    [],
    {},
    [1],
  ),
  fc.record({ source: fc.constantFrom('env', 'file', 'nope'), id: fc.string(), provider: fc.constant('default') }),
  fc.dictionary(fc.constantFrom('enabled', 'mode', 'zz'), fc.constantFrom<JsonValue>(true, 'off', 7, null)),
);

describe.each(['2026.4.22', '2026.7.1', '2026.9.6'])('the schema of %s', (release) => {
  const source = loadSchema(release);
  const documents = recordedFixtures()
    .filter((set) => set.release === release)
    .flatMap(({ cases }) => cases)
    .flatMap(({ config }) => {
      const parsed = parseConfig({ file: 'openclaw.json', text: config });
      return parsed.ok && isObject(parsed.document.value) ? [parsed.document.value] : [];
    });
  let whole: Awaited<ReturnType<typeof compileSchema>>;

  beforeAll(async () => {
    whole = await compileSchema(unlinked(source, source.root));
  }, 120_000);

  const sameVerdict = async (value: JsonValue) => {
    const expected = whole(value).map(({ schemaPath, instancePath }) => `${schemaPath} ${instancePath}`);
    expect(accepts(source, source.root, value)).toBe(expected.length === 0);
    const sliced = await compileSchema(sliceSchema(source, value));
    expect(
      sliced(value)
        .map(({ schemaPath, instancePath }) => `${schemaPath} ${instancePath}`)
        .sort(),
    ).toEqual(expected.sort());
  };

  it('says of a slice what it says of the whole, with the same errors', async () => {
    const mutated = fc.constantFrom(...documents).chain((document) => {
      const old = places(document);
      const spot = fc.constantFrom(...old.slice(1), ...old.map((path) => [...path, 'zz']), ['agents'], ['gateway']);
      return fc.tuple(spot, strange).map(([path, into]) => changed(document, path, into) ?? {});
    });
    await fc.assert(fc.asyncProperty(mutated, sameVerdict), { numRuns: 300 });
  }, 120_000);

  it('takes only what the document touches', async () => {
    const slice = sliceSchema(source, { models: { mode: 'nope' } });
    expect(Object.keys(slice.properties ?? {})).toEqual(['models']);
    expect(JSON.stringify(slice).length).toBeLessThan(1000);
  });
});
