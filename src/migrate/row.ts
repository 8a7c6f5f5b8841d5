import type { JsonObject } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import type { MigrationRemark, MigrationStep } from './types.js';

/** One thing that a release stopped to accept, and what to do about it. */
export interface MigrationRow {
  readonly id: string;
  /** First release that refuses the old form; older targets are left alone. Boundaries are as fine as the releases that were looked at. */
  readonly since: string;
  /** First release that takes the old form again. */
  readonly before?: string;
  /** Only for files written for a release older than this: the same text means something else afterwards. */
  readonly writtenBefore?: string;
  readonly source: string;
  find(config: JsonObject, way: Way): readonly Found[];
}

/** From which release to which. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/** Places of one row do not touch each other: every path is meant in the config that `find` was given. */
export type Found = Change | { readonly blocked: MigrationRemark };

export interface Change extends Pick<MigrationStep, 'title' | 'path' | 'safety' | 'note' | 'model'> {
  readonly ops: readonly ConfigOp[];
  readonly lost?: readonly MigrationRemark[];
}

/** What every builder of rows is told. */
export interface RowFacts {
  readonly id: string;
  readonly since: string;
  readonly before?: string;
  readonly writtenBefore?: string;
  readonly source: string;
  /** `safe` unless said. */
  readonly safety?: 'safe' | 'unsafe';
  readonly note?: string;
}

export function rowOf(facts: RowFacts, find: MigrationRow['find']): MigrationRow {
  const { id, since, before, writtenBefore, source } = facts;
  return {
    id,
    since,
    ...(before === undefined ? {} : { before }),
    ...(writtenBefore === undefined ? {} : { writtenBefore }),
    source,
    find,
  };
}

/** A change of this row, with its safety and note. */
export function changeOf(
  facts: RowFacts,
  path: ConfigPath,
  title: string,
  ops: readonly ConfigOp[],
  lost: readonly MigrationRemark[] = [],
): Change {
  const note = facts.note;
  return { path, title, ops, safety: facts.safety ?? 'safe', ...(note === undefined ? {} : { note }), lost };
}
