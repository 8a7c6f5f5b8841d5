import type { ConfigPath } from '../../config/path.js';
import type { SchemaIssueKind } from '../../facts/types.js';

/** One mistake in the document as the program validates it, before anybody knows where its text stands. */
export interface Mistake {
  readonly kind: SchemaIssueKind;
  /** Of the offending value; for an unknown key the key itself is the last step. */
  readonly path: ConfigPath;
  /** Path under which the program reports it; `path` when it is left out. */
  readonly reported?: ConfigPath;
  /** Lower case, no full stop. */
  readonly problem: string;
  readonly candidates?: readonly string[];
  readonly expected?: string;
  readonly got?: string;
}
