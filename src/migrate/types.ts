import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';

/** One change on the way to another release. All or none of its operations; later steps address the result of earlier ones. */
export interface MigrationStep {
  /** `area/what-became-of-it`; several steps share it when several places need the same. */
  readonly id: string;
  /** Imperative, lower case: `rename tools.exec.timeoutSec to timeoutSeconds`. Holds no value of the config. */
  readonly title: string;
  /** What the step is about, in the document as it is when the step's turn comes. */
  readonly path: ConfigPath;
  /** The same place in the document as it was given, before any step. */
  readonly origin: ConfigPath;
  readonly ops: readonly ConfigOp[];
  /** `unsafe`: something that the user wrote stops working, or works differently. */
  readonly safety: 'safe' | 'unsafe';
  /** The model reference that the step is about, as written. */
  readonly model?: string;
  /** What changes besides the obvious, or where the value went. */
  readonly note?: string;
  /** Targets that want the new form; half-open. */
  readonly releases: { readonly from?: string; readonly before?: string };
  /** Where it was seen. */
  readonly source: string;
}

/** A place in the document as it was given, before any step. */
export interface MigrationRemark {
  readonly path: ConfigPath;
  readonly reason: string;
}

export interface Migration {
  /** In the order in which they have to be applied. */
  readonly steps: readonly MigrationStep[];
  /** Steps that the caller did not accept, when there are any; the others do without them. */
  readonly held?: readonly MigrationStep[];
  /** Values that the target has no place for, and what takes their place. */
  readonly lost: readonly MigrationRemark[];
  /** What makes the target refuse the file and only the user can decide. */
  readonly blocked: readonly MigrationRemark[];
}
