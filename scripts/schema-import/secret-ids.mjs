/**
 * The program checks the ids of file and exec secrets with code that its published schema does not show
 * (`isValidFileSecretRefId`, `isValidExecSecretRefId`; read in 2026.4.22, 2026.5.12, 2026.6.11, 2026.8.2 and 2026.9.6).
 * Schemas of channels and plugins are not touched: there the published schema is all there is.
 */
export function addSecretIdRules(schema, release) {
  const patterns = { file: '^(?:value|/(?:[^~]|~[01])*)$', exec: execPattern(release) };
  return walk(schema, [], patterns);
}

function execPattern(release) {
  const [year, month] = release.split('.').map(Number);
  const hash = year > 2026 || month >= 6 ? '#' : '';
  return `^(?!.*(?:^|/)\\.{1,2}(?:/|$))[A-Za-z0-9][A-Za-z0-9._:/${hash}-]{0,255}$`;
}

function walk(node, path, patterns) {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => walk(item, path, patterns));
  const pattern = patterns[node.properties?.source?.const];
  if (pattern !== undefined && node.properties.provider !== undefined && node.properties.id?.type === 'string') {
    return { ...node, properties: { ...node.properties, id: { ...node.properties.id, pattern } } };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walkUnder(key, value, path, patterns)]));
}

function walkUnder(key, value, path, patterns) {
  if (key !== 'properties') return walk(value, path, patterns);
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const here = [...path, name];
      return [name, isPluginOwned(here) ? child : walk(child, here, patterns)];
    }),
  );
}

function isPluginOwned([root, second, , fourth]) {
  if (root === 'channels') return second !== undefined && second !== 'defaults' && second !== 'modelByChannel';
  return root === 'plugins' && second === 'entries' && fourth === 'config';
}
