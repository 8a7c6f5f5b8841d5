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

/** Throws a Refusal unless both have the same comments. They may change their place, order and indentation. */
export function refuseLostComments(before: ConfigDocument, after: ConfigDocument): void {
  const [had, has] = [commentTexts(before), commentTexts(after)];
  if (had.length !== has.length || had.some((text, i) => text !== has[i])) throw new Refusal('a comment would be lost');
}

function commentTexts({ text, comments }: ConfigDocument): string[] {
  const texts = comments.map(({ start, end }) =>
    text
      .slice(start, end)
      .split(/[\n\r\u2028\u2029]+/)
      .map((line) => line.trim())
      .join('\n'),
  );
  return texts.sort();
}
