import { readSchemaFile } from './files.js';

/** The keywords that the published schemas use (draft-07), counted over all bundled releases. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly propertyNames?: SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode | readonly SchemaNode[];
  readonly additionalItems?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** Stands for the value on another line of the file. */
interface SectionLink {
  readonly $section: number;
}

export type SchemaNode = JsonSchema | SectionLink;

/** One release's schema, of which only the parts that somebody looks at are ever parsed. */
export interface SchemaSource {
  readonly root: JsonSchema;
  resolve(node: SchemaNode): JsonSchema;
}

const loaded = new Map<string, SchemaSource>();

/** `release` is one of `bundledReleases`. Throws when its file is missing. */
export function loadSchema(release: string): SchemaSource {
  const known = loaded.get(release);
  if (known !== undefined) return known;
  const source = parseSections(readSchemaFile(`${release}.json.gz`));
  loaded.set(release, source);
  return source;
}

/** The file is a JSON array with one section per line, the root last (schemas/openclaw/README.md). */
function parseSections(text: string): SchemaSource {
  const lines = text.split('\n').slice(1, -2);
  const parsed: (JsonSchema | undefined)[] = [];
  const section = (index: number): JsonSchema => {
    const known = parsed[index];
    if (known !== undefined) return known;
    const line = lines[index] ?? 'null';
    const value: JsonSchema = JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line);
    parsed[index] = value;
    return value;
  };
  return {
    root: section(lines.length - 1),
    resolve: (node) => (isLink(node) ? section(node.$section) : node),
  };
}

function isLink(node: SchemaNode): node is SectionLink {
  return typeof node['$section'] === 'number';
}
