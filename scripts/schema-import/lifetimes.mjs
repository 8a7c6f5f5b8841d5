/** Every key path of a schema; `*` stands for a free key or an array position, and the two shapes of the agent roster are one. */
export function collectKeys(schema) {
  const found = new Set();
  walk(schema, [], found);
  return found;
}

function walk(schema, path, found) {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, child] of Object.entries(schema.properties ?? {})) visit(child, [...path, key], found);
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    walk(branch, path, found);
  for (const free of [schema.additionalProperties, schema.items].flat()) {
    if (typeof free === 'object' && free !== null) visit(free, [...path, '*'], found);
  }
}

function visit(schema, path, found) {
  found.add(path.join('\n'));
  walk(schema, path, found);
  const text = path.join('.');
  if (text === 'agents.list.*') walk(schema, ['agents', 'entries', '*'], found);
  if (text === 'agents.entries.*') walk(schema, ['agents', 'list', '*'], found);
}

/**
 * Keys that not every release knows, as a tree: `{ "k": { child… }, "r": bits }`, bit n = release n of `releases`.
 * A key that every release knows appears only when something below it does not.
 */
export function lifetimeTree(releases, keysByRelease) {
  const bitsOf = new Map();
  releases.forEach((release, index) => {
    for (const key of keysByRelease.get(release)) bitsOf.set(key, (bitsOf.get(key) ?? 0) | (1 << index));
  });
  const everywhere = (1 << releases.length) - 1;
  const tree = {};
  for (const [key, bits] of [...bitsOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (bits === everywhere) continue;
    let node = tree;
    for (const step of key.split('\n')) {
      node.k ??= {};
      node.k[step] ??= {};
      node = node.k[step];
    }
    node.r = bits;
  }
  return { releases, tree };
}
