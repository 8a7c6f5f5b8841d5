import type { CauseId } from './causes.js';

/** One possible reason for a symptom, what would prove it, and what to do then. */
export interface Cause {
  /** One sentence, lower case, no full stop. */
  readonly why: string;
  /** Rule whose finding proves it; absent where no rule can. */
  readonly rule?: string;
  /** What else would prove it: a command, or where to look. */
  readonly look?: string;
  readonly fix: string;
}

/** A text that people see when something fails. Data, not code. */
export interface Symptom {
  readonly id: string;
  readonly speaker: 'OpenClaw' | 'model server' | 'network' | 'proxy' | 'you';
  /** 3: names the cause, or nearly; 2: narrows it down; 1: stands for many causes, often after a line that tells more. */
  readonly tells: 1 | 2 | 3;
  readonly pattern: RegExp;
  /** As it is printed; a test holds the pattern against it. */
  readonly wording: string;
  readonly meaning: string;
  /** Likeliest first. */
  readonly causes: readonly CauseId[];
  /** Symptoms that mostly follow from this one, and say less. */
  readonly leadsTo?: readonly string[];
  readonly source: string;
}

/** What one line of the pasted text means. JSON, fit to print, without keys. */
export interface Explanation {
  readonly id: string;
  readonly speaker: Symptom['speaker'];
  readonly tells: 0 | 1 | 2 | 3;
  /** First line that says it, counted from 1. */
  readonly line: number;
  /** Lines that say it. */
  readonly count: number;
  /** Clock of the first such line, as it was written. */
  readonly at?: string;
  readonly text: string;
  /** The text is a piece of this known sentence. */
  readonly pieceOf?: string;
  readonly meaning: string;
  /** Releases that print it, where known. */
  readonly releases?: string;
  readonly numbers?: Readonly<Record<string, number>>;
  /** What the numbers add up to, one line each. */
  readonly sums?: readonly string[];
  /** What OpenClaw shows in its place. */
  readonly shownAs?: readonly string[];
  /** Lines of the text that only follow from this one. */
  readonly follows?: readonly { readonly line: number; readonly text: string }[];
  readonly causes: readonly Cause[];
  readonly source: string;
}

export interface ExplainedText {
  /** Most telling first. */
  readonly explanations: readonly Explanation[];
  /** Known texts that are most like an unknown one. */
  readonly nearest: readonly { readonly id: string; readonly wording: string }[];
  /** The text, or a part of it, is a config and no error. */
  readonly isConfig: boolean;
  readonly lines: number;
}
