import type { ConfigPath } from '../../config/path.js';
import type { Draft } from './draft.js';

/** What a release changes in memory before it validates a document. */
export interface Repair {
  readonly name: string;
  /** First release that does it; the oldest bundled one when left out. */
  readonly from?: string;
  /** First release that does it no more. */
  readonly before?: string;
  /** Where it was read or seen. */
  readonly source: string;
  /** Changes `root`; reports what it moved, so that a mistake can be shown where the user wrote it. */
  apply(root: Draft, moved: Moved, release: string): void;
}

export type Moved = (from: ConfigPath, to: ConfigPath) => void;
