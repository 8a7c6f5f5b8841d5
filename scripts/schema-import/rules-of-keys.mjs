/**
 * What a schema says of each key path, children left out, as a short text: `string`, `"a" | "b"`, `integer 1..65535`. `*` stands
 * for a free key or a position. For comparing two releases.
 */
export function rulesOfKeys(schema) {
  const rules = new Map();
  walk(schema, [], rules);
  return new Map([...rules].map(([key, forms]) => [key, [...forms].sort().join(' | ')]));
}

function walk(schema, path, rules) {
  if (typeof schema !== 'object' || schema === null) return;
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    walk(branch, path, rules);
  if (path.length > 0) note(rules, path.join('.'), formOf(schema));
  for (const [key, child] of Object.entries(schema.properties ?? {})) walk(child, [...path, key], rules);
  for (const free of [schema.additionalProperties, schema.items].flat()) walk(free, [...path, '*'], rules);
}

function note(rules, key, form) {
  if (!rules.has(key)) rules.set(key, new Set());
  if (form !== '') rules.get(key).add(form);
}

function formOf({ const: constant, enum: allowed, type, required, additionalProperties, ...rest }) {
  if (constant !== undefined) return JSON.stringify(constant);
  if (allowed !== undefined) return allowed.map((value) => JSON.stringify(value)).join(' | ');
  if (type === undefined) return '';
  const limits = [
    'minimum',
    'exclusiveMinimum',
    'maximum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
  ]
    .filter((key) => rest[key] !== undefined && Math.abs(rest[key]) !== Number.MAX_SAFE_INTEGER)
    .map((key) => `${key} ${rest[key]}`);
  const must = required === undefined ? [] : [`must have ${required.toSorted().join(', ')}`];
  const open = type === 'object' && additionalProperties !== false && rest.properties !== undefined ? ['open'] : [];
  return [String(type), ...limits, ...must, ...open, ...(rest.pattern === undefined ? [] : [`/${rest.pattern}/`])].join(
    ' ',
  );
}
