/** Subschemas of at least this many characters get a line of their own: a run parses only the lines that its config touches. */
const ownLine = 2500;
/** Repeated subschemas are worth a line much earlier. */
const sharedLine = 160;

/** A JSON array with one section per line; the last one is the root. `{ "$section": 3 }` stands for the fourth line's value. */
export function toSections(schema) {
  const counts = new Map();
  count(schema, counts);
  const lines = [];
  const lineOf = new Map();
  const place = (node) => {
    if (typeof node !== 'object' || node === null) return node;
    const original = JSON.stringify(node);
    const known = lineOf.get(original);
    if (known !== undefined) return { $section: known };
    const packed = Array.isArray(node)
      ? node.map(place)
      : Object.fromEntries(Object.entries(node).map(([key, value]) => [key, placeUnder(key, value)]));
    const text = JSON.stringify(packed);
    const alone =
      !Array.isArray(node) &&
      isSchema(node) &&
      (text.length >= ownLine || (counts.get(original) > 1 && text.length >= sharedLine));
    if (!alone) return packed;
    lines.push(text);
    lineOf.set(original, lines.length - 1);
    return { $section: lines.length - 1 };
  };
  /** A property map is not a schema, its values are. */
  const placeUnder = (key, value) =>
    key === 'properties' || key === 'patternProperties'
      ? Object.fromEntries(Object.entries(value).map(([name, child]) => [name, place(child)]))
      : place(value);
  const root = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, placeUnder(key, value)]));
  return `[\n${[...lines, JSON.stringify(root)].join(',\n')}\n]\n`;
}

function isSchema(node) {
  return ['type', 'anyOf', 'oneOf', 'allOf', 'properties', 'enum', 'const', 'not'].some((key) => key in node);
}

function count(node, counts) {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) {
    const text = JSON.stringify(node);
    if (text.length >= sharedLine) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  for (const child of Object.values(node)) count(child, counts);
}
