import { schemaFor } from './releases.js';
import { type JsonSchema, loadSchema, type SchemaNode, type SchemaSource } from './source.js';

/**
 * Whether a release's schema knows a place such as `models.providers.<id>.timeoutSeconds` or `tools.media.models[].type`. Agents
 * are found in either roster.
 */
export function knowsPath(place: string, release: string): boolean {
  const source = loadSchema(schemaFor(release).schema);
  const steps = place.replaceAll('[]', '.0').split('.');
  const inRoster = steps[0] === 'agents' && (steps[1] === 'list' || steps[1] === 'entries') && steps.length > 2;
  const ways = inRoster ? ['list', 'entries'].map((roster) => ['agents', roster, ...steps.slice(2)]) : [steps];
  return ways.some((way) => reaches(source, source.root, way));
}

function reaches(source: SchemaSource, schema: JsonSchema, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  return childrenOf(source, schema, step).some((child) => reaches(source, source.resolve(child), rest));
}

function childrenOf(source: SchemaSource, schema: JsonSchema, step: string): readonly SchemaNode[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const own = schema.properties?.[step] ?? schema.additionalProperties ?? schema.items;
  const here = typeof own === 'object' ? [own].flat() : [];
  return [...here, ...branches.flatMap((branch) => childrenOf(source, source.resolve(branch), step))];
}
