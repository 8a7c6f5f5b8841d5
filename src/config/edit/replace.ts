import type { ConfigDocument, ConfigNode } from '../document.js';
import { nodeAt } from '../document.js';
import type { JsonValue } from '../json.js';
import type { ConfigPath } from '../path.js';
import type { TextEdit } from './draft.js';
import { type Place, printKey, printString, printValue } from './print.js';
import {
  chainTo,
  commentsWithin,
  hasBreak,
  isContainer,
  lineEndNear,
  lineIndent,
  slotIndex,
  slotsOf,
  startsLine,
} from './slots.js';
import { canBeBare, styleAt } from './style.js';

/** Edits that write `value` where the value at `path` stands; comments inside the old one move before its key. */
export function replaceEdits(document: ConfigDocument, path: ConfigPath, value: JsonValue): readonly TextEdit[] {
  const { text } = document;
  const node = nodeAt(document.root, path);
  if (node === undefined) throw new Error('no value to replace');
  const chain = chainTo(document.root, path.slice(0, -1));
  const parent = path.length === 0 ? undefined : chain.at(-1);
  const index = parent === undefined ? -1 : slotIndex(parent, path.at(-1) ?? '');
  const slot = parent === undefined ? undefined : slotsOf(parent)[index];
  const ownLine = parent === undefined || startsLine(document, parent, index);
  const style = styleAt(document, chain);
  const quote = text[node.start];
  const place: Place = {
    style: quote === '"' || quote === "'" ? { ...style, quote } : style,
    lineEnd: lineEndNear(text, node.start),
    indent: lineIndent(text, node.start),
    lines: hasBreak(text.slice(node.start, node.end)) || (parent === undefined ? isBlank(node) : ownLine),
  };
  const write: TextEdit = { start: node.start, end: node.end, text: printValue(value, place) };
  const remarks = commentsWithin(document, node.start, node.end);
  if (remarks.length === 0) return [write];
  const at = slot?.start ?? node.start;
  const newLine = place.lineEnd + (ownLine ? place.indent : place.indent + style.indentUnit);
  const rows = remarks.map((comment) => {
    const breaks = ownLine || comment.kind === 'line';
    return text.slice(comment.start, comment.end) + (breaks ? newLine : ' ');
  });
  if (at === node.start) return [{ ...write, text: rows.join('') + write.text }];
  return [{ start: at, end: at, text: rows.join('') }, write];
}

/** A root that shows nothing of how the file is laid out. */
function isBlank(node: ConfigNode): boolean {
  return !isContainer(node) || slotsOf(node).length === 0;
}

/** Edits that give the members of that name another one, each in the quotes it has. */
export function renameEdits(document: ConfigDocument, path: ConfigPath, key: string): readonly TextEdit[] {
  const chain = chainTo(document.root, path.slice(0, -1));
  const parent = chain[path.length - 1];
  if (parent?.kind !== 'object') throw new Error('no member to rename');
  const old = String(path.at(-1));
  return parent.members
    .filter((member) => member.key === old)
    .map(({ keySpan: { start, end } }) => ({ start, end, text: keyLike(document, chain, start, key) }));
}

function keyLike(document: ConfigDocument, chain: ReturnType<typeof chainTo>, start: number, key: string): string {
  const quote = document.text[start];
  if (quote === '"' || quote === "'") return printString(key, quote);
  return canBeBare(key) ? key : printKey(key, styleAt(document, chain));
}
