import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath, samePath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { placesOf } from './places.js';
import { type Change, changeOf, type MigrationRow, type RowFacts, rowOf, type Way } from './row.js';
import type { MigrationRemark } from './types.js';

interface RetireFacts extends RowFacts {
  readonly at: string | readonly string[];
  /** What takes the place of the value: `the built-in limit applies`. */
  readonly why: string | ((way: Way) => string);
  /** Only these values. */
  readonly when?: (value: JsonValue, path: ConfigPath, config: JsonObject) => boolean;
}

/** Keys that left without a successor. */
export function retired(facts: RetireFacts): MigrationRow {
  const patterns = typeof facts.at === 'string' ? [facts.at] : facts.at;
  return rowOf(facts, (config, way) => {
    const why = typeof facts.why === 'string' ? facts.why : facts.why(way);
    const paths = patterns.flatMap((pattern) => placesOf(config, pattern));
    return paths
      .filter((path) => facts.when?.(valueAt(config, path) ?? null, path, config) ?? true)
      .map((path) => removal({ ...facts, note: facts.note ?? why }, path, why));
  });
}

export function removal(facts: RowFacts, path: ConfigPath, why: string): Change {
  return changeOf(facts, path, `remove ${formatPath(path)}`, [{ op: 'remove', path }], [{ path, reason: why }]);
}

interface MoveFacts extends RowFacts {
  readonly at: string | readonly string[];
  readonly to: (path: ConfigPath, config: JsonObject, way: Way) => ConfigPath;
  readonly when?: (value: JsonValue, path: ConfigPath, config: JsonObject) => boolean;
}

/** Keys that have another name or place; a value that stands there already wins, objects are merged. */
export function moved(facts: MoveFacts): MigrationRow {
  const patterns = typeof facts.at === 'string' ? [facts.at] : facts.at;
  return rowOf(facts, (config, way) =>
    patterns
      .flatMap((pattern) => placesOf(config, pattern))
      .filter((path) => facts.when?.(valueAt(config, path) ?? null, path, config) ?? true)
      .map((path) => relocation(facts, config, path, facts.to(path, config, way))),
  );
}

/** `to` for a key that only has another name. */
export function named(key: string): MoveFacts['to'] {
  return (path) => [...path.slice(0, -1), key];
}

/** `to` for a value that goes elsewhere in the object `up` levels above it. */
export function beside(up: number, ...keys: readonly string[]): MoveFacts['to'] {
  return (path) => [...path.slice(0, path.length - up), ...keys];
}

export function relocation(facts: RowFacts, config: JsonValue, from: ConfigPath, to: ConfigPath): Change {
  const merge = mergeOps(config, from, to);
  const inPlace = samePath(from.slice(0, -1), to.slice(0, -1)) && merge.ops[0]?.op === 'rename';
  const title = inPlace
    ? `rename ${formatPath(from)} to ${String(to.at(-1))}`
    : `move ${formatPath(from)} to ${formatPath(to)}`;
  return changeOf(
    facts,
    from,
    merge.ops.length === 1 && merge.ops[0]?.op === 'remove' ? `remove ${formatPath(from)}` : title,
    merge.ops,
    merge.lost,
  );
}

/** Takes everything at `from` to `to`, except what `to` says already. */
export function mergeOps(
  config: JsonValue,
  from: ConfigPath,
  to: ConfigPath,
): { ops: readonly ConfigOp[]; lost: readonly MigrationRemark[] } {
  const source = valueAt(config, from);
  const target = valueAt(config, to);
  if (source === undefined) return { ops: [], lost: [] };
  if (target === undefined) {
    const beside = samePath(from.slice(0, -1), to.slice(0, -1));
    return {
      ops: [beside ? { op: 'rename', path: from, key: String(to.at(-1)) } : { op: 'move', path: from, to }],
      lost: [],
    };
  }
  if (!isObject(source) || !isObject(target)) {
    const lost = sameJson(source, target) ? [] : [{ path: from, reason: `${formatPath(to)} is set already and wins` }];
    return { ops: [{ op: 'remove', path: from }], lost };
  }
  const parts = Object.keys(source).map((key) => mergeOps(config, [...from, key], [...to, key]));
  // What the last operation removes need not be removed piece by piece before.
  const moves = parts.flatMap(({ ops }) => ops.filter(({ op }) => op !== 'remove'));
  return {
    ops: [...moves, { op: 'remove', path: from }],
    lost: parts.flatMap(({ lost }) => lost),
  };
}

export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface RewriteFacts extends RowFacts {
  readonly at: string | readonly string[];
  /** The new value; undefined leaves it alone. */
  readonly value: (old: JsonValue, path: ConfigPath, config: JsonObject, way: Way) => JsonValue | undefined;
}

/** Values that are spelled differently. */
export function rewritten(facts: RewriteFacts): MigrationRow {
  const patterns = typeof facts.at === 'string' ? [facts.at] : facts.at;
  return rowOf(facts, (config, way) =>
    patterns
      .flatMap((pattern) => placesOf(config, pattern))
      .flatMap((path) => {
        const old = valueAt(config, path);
        const value = old === undefined ? undefined : facts.value(old, path, config, way);
        if (value === undefined || sameJson(value, old)) return [];
        return [
          changeOf(facts, path, `set ${formatPath(path)} to ${JSON.stringify(value)}`, [{ op: 'set', path, value }]),
        ];
      }),
  );
}

/** A rewrite of words: `{ old: new }`. */
export function words(map: Readonly<Record<string, string>>): RewriteFacts['value'] {
  return (old) => (typeof old === 'string' && Object.hasOwn(map, old) ? map[old] : undefined);
}

/** Writes `value` where it belongs now and removes the old key, for a value that is also spelled differently. */
export function replacement(
  facts: RowFacts,
  from: ConfigPath,
  to: ConfigPath,
  value: JsonValue,
  config: JsonValue,
): Change {
  if (valueAt(config, to) !== undefined) return removal(facts, from, `${formatPath(to)} is set already and wins`);
  return changeOf(facts, from, `replace ${formatPath(from)} by ${formatPath(to)}`, [
    { op: 'set', path: to, value },
    { op: 'remove', path: from },
  ]);
}
