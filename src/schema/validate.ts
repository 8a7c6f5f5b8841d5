import type { ErrorObject } from 'ajv';
import type { JsonValue } from '../config/json.js';
import { sliceSchema } from './slice.js';
import type { JsonSchema, SchemaSource } from './source.js';

export interface SchemaResult {
  /** What was compiled: `schemaPath` of an error is a pointer into it. */
  readonly schema: JsonSchema;
  readonly errors: readonly ErrorObject[];
}

/** Every violation of the schema, as Ajv lists them: several for one mistake inside a union. */
export async function validateAgainst(source: SchemaSource, value: JsonValue): Promise<SchemaResult> {
  const schema = sliceSchema(source, value);
  const check = await compileSchema(schema);
  return { schema, errors: check(value) };
}

/** Ajv with the meaning that OpenClaw gives to the keywords. */
export async function compileSchema(schema: JsonSchema): Promise<(value: JsonValue) => readonly ErrorObject[]> {
  // Written for require(): its names hang on the default export, in node as in the bundle.
  const { Ajv } = (await import('ajv')).default;
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    meta: false,
    validateSchema: false,
    logger: false,
    inlineRefs: false,
    // The slice is used once: the time to optimise its code is never won back.
    code: { optimize: false },
    formats: { uri: isUri, 'date-time': isDateTime, email: true, starts_with: true },
  });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

// zod's url() and the formats that OpenClaw 2026.4.22 to 2026.9.6 registers for channels and plugins both ask the URL parser;
// ajv-formats is stricter (`mailto:` and `a:b` pass there).
function isUri(text: string): boolean {
  return URL.canParse(text.trim());
}

/** zod's datetime(): UTC with a Z. */
function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
