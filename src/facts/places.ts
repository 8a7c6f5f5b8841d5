import { type ConfigNode, nodeAt, positionAt, type SourceText, spanAt } from '../config/document.js';
import { type ConfigPath, formatPath } from '../config/path.js';

/** Where something stands. Line and column from 1; the column in UTF-16 units. */
export interface TextPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** By formatted config path. */
export type Places = Readonly<Record<string, TextPlace>>;

/** Where the values stand that a fact points at with `path`, at any depth; what is written nowhere is left out. */
export function placesIn(fact: unknown, root: ConfigNode, sources: readonly SourceText[]): Places {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const found = pathsIn(fact).flatMap((path): [string, TextPlace][] => {
    if (nodeAt(root, path) === undefined) return [];
    const { file, start } = spanAt(root, path);
    const text = texts.get(file);
    return text === undefined ? [] : [[formatPath(path), { file, ...positionAt(text, start) }]];
  });
  return Object.fromEntries(found);
}

function pathsIn(fact: unknown): readonly ConfigPath[] {
  if (Array.isArray(fact)) return fact.flatMap(pathsIn);
  if (typeof fact !== 'object' || fact === null) return [];
  const path = 'path' in fact ? fact.path : undefined;
  const own = isPath(path) ? [path] : [];
  return [...own, ...Object.entries(fact).flatMap(([key, value]) => (key === 'path' ? [] : pathsIn(value)))];
}

export function isPath(value: unknown): value is ConfigPath {
  return Array.isArray(value) && value.every((key) => typeof key === 'string' || typeof key === 'number');
}
