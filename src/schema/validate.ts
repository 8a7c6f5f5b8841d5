import type { Ajv, ErrorObject } from 'ajv';
import type { JsonValue } from '../config/json.js';
import { accepts } from './accepts.js';
import { isDateTime, isUri } from './formats.js';
import { sliceSchema } from './slice.js';
import type { JsonSchema, SchemaSource } from './source.js';

/**
 * Every violation of the schema, as Ajv lists them: several for one mistake inside a union. `schemaPath` of an error points into
 * the whole schema, too. A document without a mistake costs neither the import of Ajv nor a compilation.
 */
export async function validateAgainst(source: SchemaSource, value: JsonValue): Promise<readonly ErrorObject[]> {
  if (accepts(source, source.root, value)) return [];
  const check = await compileSchema(sliceSchema(source, value));
  return check(value);
}

/** Ajv with the meaning that OpenClaw gives to the keywords. */
export async function compileSchema(schema: JsonSchema): Promise<(value: JsonValue) => readonly ErrorObject[]> {
  engine ??= startEngine();
  const ajv = await engine;
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

let engine: Promise<Ajv> | undefined;

async function startEngine(): Promise<Ajv> {
  // Written for require(): in the bundle its names hang on the default export alone.
  const { Ajv: Engine } = (await import('ajv')).default;
  return new Engine({
    strict: false,
    // JSON5 has NaN and Infinity: they are no numbers for the program.
    strictNumbers: true,
    allErrors: true,
    meta: false,
    validateSchema: false,
    logger: false,
    inlineRefs: false,
    // A slice is used once: the time to optimise its code is never won back.
    code: { optimize: false },
    formats: { uri: isUri, 'date-time': isDateTime, email: true, starts_with: true },
  });
}
