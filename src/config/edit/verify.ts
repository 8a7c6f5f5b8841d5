import type { ConfigOp } from '../../rules/define.js';
import type { ConfigDocument } from '../document.js';
import { Refusal } from './draft.js';
import { inPhases, rewrites } from './phases.js';
import { changeValue, sameValue } from './plain.js';

/** Throws a Refusal unless `after` means exactly `before` with `ops` applied. */
export function refuseOtherValues(before: ConfigDocument, after: ConfigDocument, ops: readonly ConfigOp[]): void {
  const meant = [...ops.filter((op) => op.op !== 'rewrite'), ...rewrites(before, ops).meaning];
  if (sameValue(changeValue(before.value, inPhases(before, meant)), after.value)) return;
  throw new Refusal('the edited text would mean something else than asked');
}

/** Throws a Refusal when a comment of `before` is not in `after`. Comments may change their place and indentation. */
export function refuseLostComments(before: ConfigDocument, after: ConfigDocument): void {
  const left = commentTexts(after);
  for (const comment of commentTexts(before)) {
    const index = left.indexOf(comment);
    if (index < 0) throw new Refusal('a comment would be lost');
    left.splice(index, 1);
  }
}

function commentTexts({ text, comments }: ConfigDocument): string[] {
  return comments.map(({ start, end }) =>
    text
      .slice(start, end)
      .split(/[\n\r\u2028\u2029]+/)
      .map((line) => line.trim())
      .join('\n'),
  );
}
