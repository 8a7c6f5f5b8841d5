import type { Span } from '../config/document.js';
import type { IncludeProblem } from '../config/include.js';
import type { JsonValue } from '../config/json.js';
import type { ParseFailure } from '../config/parse.js';
import type { ConfigPath } from '../config/path.js';
import type { EffectiveConfig } from '../effective/types.js';
import type { Migration } from '../migrate/types.js';
import type { ServerReport } from '../probe/types.js';
import type { ReleaseTraits } from '../release/traits.js';
import type { StateReport } from '../state/types.js';
import type { PromptSize } from '../tokens/types.js';
import type { WorkspaceReport } from '../workspace/types.js';
import type { Fact } from './fact.js';

/**
 * Everything that rules and reports may know. Each member is JSON; none holds a secret.
 * A rule names the members that it reads (`needs`); it is skipped, with the reason, when one of them is unknown.
 */
export interface Facts {
  readonly syntax: Fact<Syntax>;
  /** The parsed config after `$include`, before `${VAR}` substitution. Secret values replaced by `••••`. */
  readonly config: Fact<JsonValue>;
  readonly release: Fact<Release>;
  readonly verdict: Fact<Verdict>;
  /** Verdict of the newest bundled release; unknown when that is the release in use. */
  readonly upgrade: Fact<Verdict>;
  /** The way from one release to another, when one was named. */
  readonly way: Fact<Way>;
  /** How to bring the config to the release in use; no steps when that accepts it as it is. */
  readonly migration: Fact<Migration>;
  readonly effective: Fact<EffectiveConfig>;
  readonly variables: Fact<readonly VariableUse[]>;
  /** Secrets that stand in the config itself, and what the process that runs the gateway sees of its variables. */
  readonly secrets: Fact<VariableView>;
  /** OpenClaw's state folder; unknown for a config that stands elsewhere. */
  readonly state: Fact<StateReport>;
  /** What of each agent's workspace stands in its prompts; unknown for a config that stands apart from any state folder. */
  readonly workspaces: Fact<readonly WorkspaceReport[]>;
  /** One row per model server that was asked. */
  readonly servers: Fact<readonly ServerReport[]>;
  /** One row per model that some reference reaches: how many tokens the first agent turn takes there. */
  readonly prompts: Fact<readonly PromptSize[]>;
}

export type FactName = keyof Facts;

export interface Syntax {
  readonly file: string;
  readonly failure?: ParseFailure & {
    readonly cause?: ParseCause;
    /** Text edits that repair it; `sure` when nothing else can have been meant. */
    readonly repair?: {
      readonly edits: readonly { start: number; end: number; text: string }[];
      readonly sure: boolean;
    };
  };
  /** String literals that hold a backslash which JSON5 drops (`\U` reads as `U`), or that look like a Windows path cut by an escape. */
  readonly lostBackslashes: readonly LostBackslash[];
  /** What `$include` could not bring in; OpenClaw refuses the whole config for it. */
  readonly includeProblems?: readonly IncludeProblem[];
  /** What the config or a file that it includes begins with; absent when it does not parse. */
  readonly byteOrderMarks?: readonly Span[];
  readonly duplicateKeys: readonly { readonly path: ConfigPath; readonly lost: Span; readonly wins: Span }[];
}

/** What probably happened to a text that does not parse. */
export type ParseCause =
  | { readonly kind: 'url-encoded'; readonly example: string; readonly decoded: string }
  | { readonly kind: 'text-before-object' }
  | { readonly kind: 'extra-comma' }
  | { readonly kind: 'smart-quotes' }
  | { readonly kind: 'markdown-fence' }
  | { readonly kind: 'unclosed'; readonly opened: Span; readonly bracket: string }
  | { readonly kind: 'windows-path'; readonly literal: Span }
  | { readonly kind: 'missing-comma' }
  | { readonly kind: 'missing-colon' }
  | { readonly kind: 'missing-value' }
  /** A sign or word of another language stands where JSON5 has its own. */
  | { readonly kind: 'foreign-token'; readonly token: Span; readonly written: string; readonly meant: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'two-documents' };

export interface LostBackslash {
  readonly path: ConfigPath;
  /** The whole literal, quotes included. */
  readonly at: Span;
  /** What OpenClaw reads. */
  readonly reads: string;
  /** What was surely meant. */
  readonly meant: string;
}

export interface Release {
  readonly version: string;
  /** Where the way to `version` begins, when one was named. */
  readonly from?: string;
  /** Who named it: `--openclaw-version`, `installed openclaw`, `meta.lastTouchedVersion`, `newest known`. */
  readonly source: string;
  /** Bundled schema that stands for it; differs from `version` for a release between two bundled ones. */
  readonly schema: string;
  /** Why `schema` differs from `version`, if it does. */
  readonly notice?: string;
  readonly newest: string;
  readonly traits: ReleaseTraits;
}

/** Our prediction of what `openclaw config validate` of `release` says. */
export interface Verdict {
  readonly release: string;
  /** null: cannot be known here, see `unsure`. */
  readonly accepted: boolean | null;
  readonly unsure?: string;
  readonly issues: readonly SchemaIssue[];
  /** Keys that are accepted only because this release repairs them while loading. */
  readonly legacy: readonly SchemaIssue[];
  /** How to bring the config to this release; given with the verdict of a release that is not in use. */
  readonly migration?: Migration;
}

/** From one release to another, over every bundled one between them, with the config as it is written now. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly stops: readonly WayStop[];
  /** What the config means at the end and did not mean at the beginning, once it is migrated. */
  readonly changes: readonly MeaningChange[];
}

export interface WayStop {
  readonly release: string;
  readonly accepted: boolean | null;
  /** What this release refuses and the stop before did not: formatted paths, and what the migration to the end does about each. */
  readonly refuses: readonly { readonly path: string; readonly step?: string }[];
  /** What this release takes only because it repairs it while it loads the file, and the stop before did not; formatted paths. */
  readonly repairs: readonly string[];
}

export interface MeaningChange {
  /** In the document as it is. */
  readonly path: ConfigPath;
  /** `output limit of vllm/qwen3`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Somebody else is asked, or with another key. */
  readonly serious: boolean;
}

export type SchemaIssueKind =
  | 'unknown-key'
  | 'wrong-type'
  | 'bad-value'
  | 'out-of-range'
  | 'missing-key'
  | 'policy'
  | 'legacy';

/** One mistake, once; pointed at where the user has to change something. */
export interface SchemaIssue {
  readonly kind: SchemaIssueKind;
  /** Of the offending value; for an unknown key the key itself is the last step. */
  readonly path: ConfigPath;
  /** Path under which the real program reports it, in its notation (`<root>`, dotted). */
  readonly reportedAt: string;
  /** Lower case, no full stop: `expected number, got string`. */
  readonly problem: string;
  /** Nearest key or values that are allowed, best first. */
  readonly candidates?: readonly string[];
  readonly expected?: string;
  readonly got?: string;
  /** For a key that some other bundled release knows. */
  readonly lifetime?: KeyLifetime;
}

export interface KeyLifetime {
  /** First and last bundled release that accept the key. */
  readonly first: string;
  readonly last: string;
  /** Formatted path of the key that took over, if one did. */
  readonly movedTo?: string;
  /** What became of it, when nothing took over: `retired without effect`. */
  readonly note?: string;
}

export interface VariableView {
  /** The file of the service that starts the gateway with this config; absent when none was found. */
  readonly service?: string;
  /** The `.env` that every process of OpenClaw reads; need not exist. */
  readonly envFile: string;
  readonly literals: readonly {
    readonly path: ConfigPath;
    /** By its shape a key that some service gave out (`sk-…`, `hf_…`), not a word that was made up at home. */
    readonly givenOut?: true;
    /** Holds the same text. */
    readonly variable?: string;
    /** `gateway`: its service or a file that it reads has the variable; `shell`: only the process that we run in. */
    readonly seenBy?: 'gateway' | 'shell';
  }[];
  /** The files of the config in which a secret stands as it is, under `env` too, with the first of its places. */
  readonly holders: readonly { readonly file: string; readonly path: ConfigPath }[];
  /** Keys that begin with the scheme of the header, `Bearer `: where that word stands. */
  readonly schemes: readonly { readonly path: ConfigPath; readonly at: Span }[];
  /** Variables of the config with a value here and none in the service. */
  readonly unseen: readonly { readonly name: string; readonly path: ConfigPath }[];
}

export interface VariableUse {
  readonly name: string;
  readonly path: ConfigPath;
  readonly state: 'set' | 'empty' | 'unset' | 'blocked';
  /** Where its value comes from: `environment`, `./.env`, `~/.openclaw/.env`, `env.vars`, … */
  readonly source?: string;
  /** Of an unset variable: the `.env` that has it, and whose UTF-16 no release reads. */
  readonly lostIn?: string;
  /** Of an unset variable: one that is set, and whose name looks like a slip away. */
  readonly near?: string;
  /** What the whole text of this place is as the number or boolean that the release wants there; absent where it takes a text. */
  readonly meant?: number | boolean;
}
