import type { JsonValue } from '../../config/json.js';
import type { Mistake } from '../issues/mistake.js';
import type { ReleaseLists } from '../lists.js';
import type { Surroundings } from '../surroundings.js';

/** One rule of the program that its published schema does not contain. */
export interface Check {
  readonly name: string;
  /** First release that has it; the oldest bundled one when left out. */
  readonly from?: string;
  /** First release that has it no more. */
  readonly before?: string;
  /** Where it was read or seen. */
  readonly source: string;
  /** The program refuses this before it looks at its schema. */
  readonly beforeSchema?: true;
  run(input: CheckInput): Iterable<Mistake | Doubt>;
}

export interface CheckInput {
  /** The document as written, with `__proto__` keys, which the others lose. */
  readonly original: JsonValue;
  /** The document as written. */
  readonly written: JsonValue;
  /** The document as the program validates it, after its repairs. */
  readonly value: JsonValue;
  readonly release: string;
  readonly lists: ReleaseLists;
  readonly surroundings: Surroundings;
}

/** The answer depends on something that this machine does not tell. */
export interface Doubt {
  readonly unsure: string;
}

export function isDoubt(finding: Mistake | Doubt): finding is Doubt {
  return 'unsure' in finding;
}
