import type { CaptureOrigin, TokenCount } from '../tokens/types.js';

/** Where the context window of one agent goes on its first turn. Tokens of its model unless said. JSON; holds no text of a prompt. */
export interface AgentBudget {
  readonly agent: string;
  /** `provider/id` */
  readonly model: string;
  readonly window: {
    readonly configured: number;
    /** Who said so: `config`, `default of 2026.4.22`. */
    readonly from: string;
    /** What the server has; undefined when it was not asked or does not tell. */
    readonly served?: number;
    /** The smaller of the two: what there really is. */
    readonly limit: number;
  };
  /** What the prompt is taken from, best first: a captured request, a file, sizes of the release. */
  readonly source: BudgetSource;
  readonly prompt: TokenCount;
  /** Shares of `prompt.tokens`, which they add up to. */
  readonly parts: PromptParts;
  readonly answer: {
    /** `maxTokens` as it counts for this model; null: none is configured and none is sent. */
    readonly configured: number | null;
    /** What this release sends as output limit; null: none. */
    readonly sent: number | null;
    /** How it comes about: `min(8192, 32000)`. */
    readonly how: string;
    /** The release cuts `configured` down to less than answers need, whatever is free. */
    readonly cut: boolean;
  };
  readonly compaction: {
    /** Tokens of the window that compaction keeps free of prompt. */
    readonly reserve: number;
    /** Tokens that the conversation may take after the first turn before it is compacted. */
    readonly history: number;
  };
  /** Window minus prompt, answer and history; 0 when they are more than the window. */
  readonly free: number;
  /** Tokens of prompt and answer beyond the window; 0 when they fit. */
  readonly over: number;
  /** Why this release sends nothing at all: the window is below its floor. */
  readonly refused?: string;
  readonly fit: {
    /** Prompt and answer together fit into the window, as far as the prompt is known. */
    readonly ok: boolean;
    /** `prompt 13612 + answer 8192 = 21804 > 16384`. */
    readonly arithmetic: string;
    /** The other bound of the prompt, when the answer depends on which one is right. */
    readonly unsure?: string;
  };
  readonly whatIf: readonly WhatIf[];
  readonly advice: readonly Advice[];
}

export interface BudgetSource {
  readonly kind: 'capture' | 'file' | 'sizes';
  /** One line: `first agent turn of OpenClaw 2026.4.22, captured 2026-11-21 (agent main)`. */
  readonly text: string;
  readonly capture?: CaptureOrigin;
}

export interface PromptParts {
  /** OpenClaw's own instructions. */
  readonly system: number;
  readonly files: readonly NamedShare[];
  readonly skills: number;
  readonly tools: number;
  /** Each tool, largest first; empty when the prompt is known by its size alone. */
  readonly eachTool: readonly NamedShare[];
  /** What the person says, and what the release puts around it. */
  readonly messages: number;
}

export interface NamedShare {
  readonly name: string;
  readonly tokens: number;
  /** `cut from 15300 to 12000 characters`. */
  readonly note?: string;
}

/** The same turn with one thing changed. */
export interface WhatIf {
  readonly id: 'lean' | 'minimal' | 'coding' | 'messaging' | 'full' | 'tool-search' | 'no-tool-search' | 'without-file';
  readonly title: string;
  readonly prompt: number;
  /** Tokens less than now; negative: more. */
  readonly saves: number;
  /** Output limit that would be sent then. */
  readonly sent: number | null;
  readonly fits: boolean;
}

export interface Advice {
  readonly key:
    | 'maxTokens'
    | 'contextWindow'
    | 'reserve'
    | 'lean'
    | 'profile'
    | 'tool-search'
    | 'file'
    | 'max-model-len';
  /** Imperative: `set maxTokens to 2048`. */
  readonly title: string;
  /** What it gains in this release, with its arithmetic. */
  readonly gain: string;
}
