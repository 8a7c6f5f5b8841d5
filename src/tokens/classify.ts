import type { TextKind } from './families.js';

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Paragraphs of a text by kind, joined again: a cheap guess that needs no parser. */
export function textByKind(text: string): ReadonlyMap<TextKind, string> {
  const groups = new Map<TextKind, string[]>();
  for (const block of text.split(/(?<=\n)\s*\n/)) {
    const kind = kindOf(block);
    const known = groups.get(kind);
    if (known === undefined) groups.set(kind, [block]);
    else known.push(block);
  }
  return new Map([...groups].map(([kind, blocks]) => [kind, blocks.join('\n')]));
}

export function kindOf(block: string): TextKind {
  const written = block.trim();
  const wide = written.match(cjk)?.length ?? 0;
  if (wide > 0.15 * written.length) return script(written);
  if (/^[[{]/.test(written) && /[\]}]$/.test(written) && /["\]}]\s*[,\]}:]/.test(written)) return 'json';
  const foreign = written.match(/[^\P{L}\0-\x7f]/gu)?.length ?? 0;
  if (foreign > 0.012 * written.length) return 'other';
  const signs = written.match(/[{}()<>;=[\]|&$\\]/g)?.length ?? 0;
  return signs > 0.04 * written.length ? 'code' : 'prose';
}

function script(text: string): TextKind {
  if (/\p{Script=Hangul}/u.test(text)) return 'hangul';
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'kana' : 'han';
}
