import type { ConfigPath } from '../config/path.js';
import type { KeyLifetime } from '../facts/types.js';
import { compareReleases } from '../release/version.js';
import { readSchemaFile } from './files.js';
import { movedKeys, retiredKeys } from './key-moves.js';
import { knowsPath } from './known-path.js';

/** `k`: children; `r`: one bit per release that knows the key; absent when all releases know it. */
interface KeyTree {
  readonly k?: Readonly<Record<string, KeyTree>>;
  readonly r?: number;
}

interface KeyTreeFile {
  readonly releases: readonly string[];
  readonly tree: KeyTree;
}

let file: KeyTreeFile | undefined;

function keyTrees(): KeyTreeFile {
  const trees: KeyTreeFile = file ?? JSON.parse(readSchemaFile('key-lifetimes.json.gz'));
  file = trees;
  return trees;
}

/** When some other release than `release` knows the key at `path`, and what became of it; undefined when none ever did. */
export function lifetimeOf(path: ConfigPath, release: string): KeyLifetime | undefined {
  const { tree, releases } = keyTrees();
  const bits = find(tree, path.map(String));
  const known = releases.filter((_, index) => (bits & (1 << index)) !== 0);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const isGone = compareReleases(last, release) < 0;
  return { first, last, ...(isGone ? fateOf(path, release) : {}) };
}

/** A key that is written out goes before a free one; what a free key leads to counts when the other leads nowhere. */
function find(tree: KeyTree, path: readonly string[]): number {
  const [key, ...rest] = path;
  if (key === undefined) return tree.r ?? 0;
  const ways = [tree.k?.[key], tree.k?.['*']];
  for (const way of ways) {
    const bits = way === undefined ? 0 : find(way, rest);
    if (bits !== 0) return bits;
  }
  return 0;
}

/** Where `release` has what a key of other releases said, if it has it: also for keys that no bundled schema knows. */
export function fateOf(path: ConfigPath, release: string): Pick<KeyLifetime, 'movedTo' | 'note'> {
  const text = agentAsOneStep(path).join(separator);
  for (const [pattern, to] of movedKeys) {
    const match = toExpression(pattern).exec(text);
    if (match === null) continue;
    const movedTo = to.replace(/\$(\d)/g, (_, n) => (match[Number(n)] ?? '').replaceAll(separator, '.'));
    if (knowsPath(movedTo, release)) return { movedTo };
  }
  const retired = retiredKeys.some((pattern) => toExpression(pattern).test(text));
  return retired ? { note: 'retired: OpenClaw decides this by itself now' } : {};
}

/** Keys may hold dots, so steps are kept apart by something that no key holds. */
const separator = '\n';
const expressions = new Map<string, RegExp>();

function toExpression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const step = `[^${separator}]+`;
  const plain = (text: string) => text.replaceAll('.', separator);
  const source = pattern.replace(/\{[^{}]*\}|\*|[^{*]+/g, (part) => {
    if (part === '*') return `(${step})`;
    if (!part.startsWith('{')) return plain(part);
    return `(${part
      .slice(1, -1)
      .split(',')
      .map((way) => plain(way).replaceAll('*', step))
      .join('|')})`;
  });
  const expression = new RegExp(`^${source}$`);
  expressions.set(pattern, expression);
  return expression;
}

/** An agent is one step in either roster, as the defaults are. */
function agentAsOneStep(path: ConfigPath): readonly string[] {
  const [root, roster, agent, ...rest] = path.map(String);
  const inRoster = root === 'agents' && agent !== undefined && (roster === 'list' || roster === 'entries');
  return inRoster ? ['agents', `${roster}.${agent}`, ...rest] : path.map(String);
}
