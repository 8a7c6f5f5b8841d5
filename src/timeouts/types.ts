import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';

/** Whose clock it is. */
export type Owner = 'openclaw' | 'proxy' | 'host';

/**
 * What has to happen before the clock runs out: the first token; the next token; response headers, which vLLM sends at
 * once; the end of the whole run; the end of a compaction; the end of a command. `nothing`: the clock ends no request.
 */
export type Awaits = 'first-token' | 'next-token' | 'headers' | 'whole-run' | 'compaction' | 'command' | 'nothing';

/** One limit of time between a message and its answer. */
export interface TimeoutLayer {
  /** `first-token`, `run`, `nginx`, … */
  readonly id: string;
  readonly owner: Owner;
  /** Provider that it holds for; absent: all. */
  readonly provider?: string;
  readonly what: string;
  /** How it is set, in the words of whoever sets it: `models.providers.vllm.timeoutSeconds`, `proxy_read_timeout`. */
  readonly key: string | undefined;
  /** Keys of other releases for the same thing, and whether this one has them. */
  readonly keys: readonly TimeoutKey[];
  readonly awaits: Awaits;
  /** Seconds that count; null: no limit. */
  readonly seconds: number | null;
  /** Who says so: a config path, `default of 2026.9.6 for local hosts`, the proxy's manual. */
  readonly source: string;
  readonly path?: ConfigPath;
  /** Sure to be in the way, or only where such a program is used. */
  readonly present: 'yes' | 'maybe';
  /** What happens when it runs out. */
  readonly effect: string;
}

export interface TimeoutKey {
  readonly key: string;
  /** This release accepts it. */
  readonly valid: boolean;
  /** Seconds, when the config has it. */
  readonly written?: number;
  /** First and last bundled release that know it, when this one does not. */
  readonly releases?: string;
}

/**
 * `kills`: ends it before it is done at the expected speed. `tight`: less than half as much again is left. `fine`.
 * `harmless`: ends no request. `unknown`: nothing to compare with.
 */
export type Judgement = 'kills' | 'tight' | 'fine' | 'harmless' | 'unknown';

export interface JudgedLayer extends TimeoutLayer {
  readonly judgement: Judgement;
  /** Seconds that what it awaits will take; undefined: not known. */
  readonly expected?: number;
  readonly recommended?: Recommendation;
}

export interface Recommendation {
  readonly seconds: number;
  /** `set models.providers.vllm.timeoutSeconds to 510` or, for other programs, the line to write. */
  readonly edit: string;
  /** For this config and release; empty when the place is not in the config. */
  readonly ops: readonly ConfigOp[];
}
