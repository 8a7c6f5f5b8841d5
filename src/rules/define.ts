import type { Span } from '../config/document.js';
import type { JsonValue } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { Fact } from '../facts/fact.js';
import type { FactName, Facts } from '../facts/types.js';
import type { Scenario } from './scenario.js';

/** `error`: will fail. `warning`: likely to fail, or costs something. `info`: worth knowing. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/**
 * `safe`: meaning as intended, every comment kept, the result validates; applied by `fix`.
 * `unsafe`: likely what is wanted, but behaviour changes; needs `--unsafe`. `manual`: shown, never applied.
 */
export type Safety = 'safe' | 'unsafe' | 'manual';

/** What to change, in terms of paths; only config/edit.ts knows commas, quotes and comments. */
export type ConfigOp =
  | { readonly op: 'set'; readonly path: ConfigPath; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: ConfigPath }
  | { readonly op: 'rename'; readonly path: ConfigPath; readonly key: string }
  | { readonly op: 'move'; readonly path: ConfigPath; readonly to: ConfigPath }
  /**
   * Replaces a literal as written, quotes included: for text that means something else than it says. Or a piece of a value: for one
   * whose rest nobody may see.
   */
  | { readonly op: 'rewrite'; readonly at: Span; readonly text: string };

export interface Fix {
  /** Imperative, lower case: `set contextWindow to 16384`. */
  readonly title: string;
  readonly safety: Safety;
  /** All or none; empty for `manual`. */
  readonly ops: readonly ConfigOp[];
  /** One sentence: what changes besides the obvious. Required for `unsafe`. */
  readonly risk?: string;
  /** Values that have no place in the result, `path: reason`; the user is told when the fix is applied. */
  readonly drops?: readonly string[];
  /** Releases for which the written keys exist; half-open. Absent: every release. */
  readonly releases?: { readonly from?: string; readonly before?: string };
}

/** A place in the config: a path (its value, or its key), or a range of text. */
export type Place = { readonly path: ConfigPath; readonly part?: 'key' | 'value' } | Span;

type Data = Readonly<Record<string, string | number>>;

export interface Report<M extends string> {
  readonly messageId: M;
  /** Fills the `{placeholders}` of the message. Numbers stay numbers; secrets never enter. */
  readonly data?: Data;
  readonly at: Place;
  /** Under the caret: `served: 16384 (GET /v1/models)`. */
  readonly label?: string;
  /** The arithmetic or the proof, one line each: `prompt 13612 + answer 8192 = 21804 > 16384 served`. */
  readonly proof?: readonly string[];
  readonly related?: readonly { readonly at: Place; readonly note: string }[];
  readonly observed?: string | number;
  readonly expected?: string | number;
  /** How sure; `certain` unless said. */
  readonly confidence?: 'certain' | 'likely' | 'possible';
  /** When one case of the rule weighs less or more than the rule itself. */
  readonly severity?: Severity;
  /** When this one case has another reason than `meta.why`. */
  readonly why?: string;
  /** When this one case has another remedy than `meta.remedy`. */
  readonly remedy?: string;
  readonly fix?: Fix;
}

export interface RuleMeta<N extends FactName, M extends string, W extends FactName = never> {
  /** `area/bad-state`, kebab-case = path of the file. For ever. */
  readonly id: `${string}/${string}`;
  readonly severity: Severity;
  readonly needs: readonly N[];
  /** Facts that sharpen the verdict; `undefined` when unknown, and the rule runs all the same. */
  readonly wants?: readonly W[];
  /** Strongest safety of its fixes; `none` when it has none. */
  readonly fix: Safety | 'none';
  readonly since: string;
  /** The bad state in one line, lower case, no full stop. */
  readonly summary: string;
  /** Why it hurts: one to three sentences. */
  readonly why: string;
  /** What to do, when no fix can be written for the user. */
  readonly remedy?: string;
  /** Programs and releases that showed it. */
  readonly source: readonly string[];
  readonly messages: Readonly<Record<M, string>>;
  /** A config (JSON5 text) that shows it, for the rule's page; a test runs it. */
  readonly example?: string;
  /** What the example needs besides its text: release, environment, what the server says. */
  readonly given?: Scenario;
  /** The first message that the example gives; a test compares it. */
  readonly finds?: string;
}

type ValueOf<K extends FactName> = Facts[K] extends Fact<infer V> ? V : never;
type Needed<N extends FactName> = { readonly [K in N]: ValueOf<K> };
type Wanted<W extends FactName> = { readonly [K in W]: ValueOf<K> | undefined };

export interface Rule<N extends FactName = FactName, M extends string = string, W extends FactName = never> {
  readonly meta: RuleMeta<N, M, W>;
  /** Synchronous and pure: facts in, reports out. */
  check(facts: Needed<N> & Wanted<W>, report: (report: Report<M>) => void): void;
}

/** Types the facts that `check` may read by `needs` and `wants`, and the message ids that it may report by `messages`. */
export function defineRule<const N extends FactName, const M extends string, const W extends FactName = never>(
  rule: Rule<N, M, W>,
): Rule<N, M, W> {
  return rule;
}

/** A rule of any needs, as lists hold them. */
// biome-ignore lint/suspicious/noExplicitAny: the parameter type of check differs by rule, and only run-rules.ts calls it
export type AnyRule = Rule<any, any, any>;
