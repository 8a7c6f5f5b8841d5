import type { SourceText } from './config/document.js';
import type { Places } from './facts/places.js';
import type { Facts } from './facts/types.js';
import type { Finding, RuleOutcome } from './rules/finding.js';

/** The result of one examination: all that a report may use. JSON, and without a secret. */
export interface Examination {
  readonly version: string;
  readonly config: {
    /** As opened; `-` for standard input. */
    readonly file: string;
    /** The same with the home folder as `~`. */
    readonly shown: string;
    /** Why this file: `--config`, `OPENCLAW_CONFIG_PATH`, `default`, … */
    readonly source: string;
  };
  /** Files that findings point into, with secret values blacked out at the same length, so that offsets stay valid. */
  readonly sources: readonly SourceText[];
  readonly facts: Facts;
  /** Where the effective values stand that the config decides. */
  readonly places?: Places;
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleOutcome[];
  readonly offline: boolean;
  readonly elapsedMs: number;
}
