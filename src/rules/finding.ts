import type { Span } from '../config/document.js';
import type { Fix, Severity } from './define.js';

/** One thing that is wrong, as data: equal after JSON.stringify. Text = the rule's message filled with `data`. */
export interface Finding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly severity: Severity;
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly at: Span;
  /** Config path in OpenClaw's notation; undefined when the place is plain text. */
  readonly path?: string;
  readonly label?: string;
  readonly proof: readonly string[];
  readonly related: readonly { readonly at: Span; readonly note: string }[];
  readonly observed?: string | number;
  readonly expected?: string | number;
  readonly why: string;
  readonly remedy?: string;
  readonly fix?: Fix;
  /** The fix as text edits of the file as read; filled in by the examination, absent when the fix is manual. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** What became of one rule. */
export interface RuleOutcome {
  readonly ruleId: string;
  readonly state: 'ran' | 'skipped' | 'crashed';
  /** Why it was skipped, or what the crash said. */
  readonly reason?: string;
}
