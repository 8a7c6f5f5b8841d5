import { type ConfigDocument, type ConfigNode, childOf, type Span } from './document.js';
import type { LoadedConfig } from './include.js';
import { type ConfigPath, startsWith } from './path.js';

/** Where a key of the merged config is to be written: the file that owns it, and its path in that file. */
export interface WriteTarget {
  readonly file: string;
  readonly path: ConfigPath;
}

/**
 * For a value that exists, the place where it stands; for a new one, the object that would hold it. An object that several
 * files write belongs to the last of them, whose keys win. Undefined when no file holds even the parent as an object of
 * its own (a list concatenated from several files).
 */
export function writeTarget({ document, sources }: LoadedConfig, path: ConfigPath): WriteTarget | undefined {
  if (sources.length <= 1) return { file: document.file, path };
  let node: ConfigNode = document.root;
  let depth = 0;
  for (const key of path) {
    const next = childOf(node, key);
    if (next === undefined) break;
    node = next;
    depth += 1;
  }
  const rest = path.slice(depth);
  if (rest.length > 0 && !holdsItsOwn(node)) return undefined;
  const source = sources.find(({ file }) => file === node.file);
  const own = source === undefined ? undefined : pathOf(source, node, path.slice(0, depth));
  return source === undefined || own === undefined ? undefined : { file: source.file, path: [...own, ...rest] };
}

/** Whether a new key or item can be written where the node stands. */
function holdsItsOwn(node: ConfigNode): boolean {
  return node.kind === 'object' || (node.kind === 'array' && node.items.every(({ file }) => file === node.file));
}

/** Path of the node with this span in the tree of its own file. */
function pathOf({ root }: ConfigDocument, { start, end }: Span, merged: ConfigPath): ConfigPath | undefined {
  const found: ConfigPath[] = [];
  const visit = (node: ConfigNode, path: ConfigPath): void => {
    if (node.start === start && node.end === end) found.push(path);
    if (node.start > start || node.end < end || node.kind === 'scalar') return;
    if (node.kind === 'array') for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
    else for (const { key, value } of node.members) visit(value, [...path, key]);
  };
  visit(root, []);
  return found.find((path) => startsWith(merged, path)) ?? found[0];
}
