import type { ConfigOp } from '../rules/define.js';
import type { ConfigDocument } from './document.js';
import { bringTo, carryOut, takeAway } from './edit/carry-out.js';
import { applyEdits, draftEdits, Refusal, startDraft, type TextEdit } from './edit/draft.js';
import { inPhases, rewrites } from './edit/phases.js';
import { refuseLostComments, refuseOtherValues } from './edit/verify.js';
import { parseConfig } from './parse.js';
import type { ConfigPath } from './path.js';

export { conflictBetween } from './edit/claims.js';
export { opKey } from './edit/phases.js';
export { applyEdits, type TextEdit };

export type Edits =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

export type Edited =
  | { readonly ok: true; readonly document: ConfigDocument }
  | { readonly ok: false; readonly reason: string };

/**
 * The smallest text edits that carry out `ops`, all or none. Every path means the document as it is before the change:
 * after removing item 0, item 1 is still item 1. Comments, order, quotes, line ends and all other bytes stay.
 *
 * - `set` replaces a value, changes only what differs inside objects and arrays, or creates a key and its parents (an
 *   array for a numeric step, else an object); the position equal to the length of an array appends.
 * - `remove` takes all members of that name; their comments stay.
 * - `rename` keeps the quotes of the key. `move` takes the text of the value and its comments along.
 */
export function editsFor(document: ConfigDocument, ops: readonly ConfigOp[]): Edits {
  return orReason(() => ({ ok: true, edits: plannedEdits(document, ops) }));
}

/** Edits, reads the result again, and refuses it unless exactly the asked change happened and every comment is still there. */
export function applyOps(document: ConfigDocument, ops: readonly ConfigOp[]): Edited {
  return orReason(() => {
    const text = applyEdits(document.text, plannedEdits(document, ops));
    const parsed = parseConfig({ file: document.file, text });
    if (!parsed.ok) throw new Refusal('the changed text would not parse');
    refuseOtherValues(document, parsed.document, ops);
    refuseLostComments(document, parsed.document);
    return { ok: true, document: parsed.document };
  });
}

export type Moved =
  | { readonly ok: true; readonly from: ConfigDocument; readonly to: ConfigDocument }
  | { readonly ok: false; readonly reason: string };

/** Moves a value with its comments from one file into another. */
export function moveAcross(from: ConfigDocument, path: ConfigPath, to: ConfigDocument, target: ConfigPath): Moved {
  return orReason(() => {
    const moved = {
      from: takeAway(startDraft(from), path).document,
      to: bringTo(startDraft(to), target, { document: from, path }).document,
    };
    refuseLostComments(
      { ...from, text: from.text + to.text, comments: [...from.comments, ...shifted(to, from.text.length)] },
      {
        ...moved.from,
        text: moved.from.text + moved.to.text,
        comments: [...moved.from.comments, ...shifted(moved.to, moved.from.text.length)],
      },
    );
    return { ok: true, ...moved };
  });
}

function shifted({ comments }: ConfigDocument, by: number): ConfigDocument['comments'] {
  return comments.map((comment) => ({ ...comment, start: comment.start + by, end: comment.end + by }));
}

function orReason<T>(attempt: () => T): T | { ok: false; reason: string } {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}

function plannedEdits(document: ConfigDocument, ops: readonly ConfigOp[]): readonly TextEdit[] {
  const phases = inPhases(document, ops);
  const edits = [...draftEdits(document, carryOut(startDraft(document), phases)), ...rewrites(document, ops).edits];
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (sorted.some((edit, i) => edit.start < (sorted[i - 1]?.end ?? 0))) throw new Refusal('two changes overlap');
  return sorted;
}
