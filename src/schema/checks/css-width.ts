const keywords = ['none', 'min-content', 'max-content'];
const units = ['px', 'rem', 'em', 'ch', 'vw', 'vh', 'vmin', 'vmax'];
const functions = ['calc', 'clamp', 'fit-content', 'max', 'min'];

/** What OpenClaw 2026.5.2 to 2026.7.1 accepts as `gateway.controlUi.chatMessageMaxWidth`: one length, or one CSS function of lengths. */
export function isChatWidth(text: string): boolean {
  const width = text.trim().replace(/\s+/g, ' ').toLowerCase();
  if (width === '' || width.length > 96) return false;
  if (keywords.includes(width)) return true;
  if (/^(?:\d+(?:\.\d+)?|\.\d+)(?:px|rem|em|ch|vw|vh|vmin|vmax|%)$/.test(width)) return true;
  if (!/^[0-9a-z.%+\-*/(), ]+$/.test(width) || !isBalanced(width)) return false;
  const names = width.match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
  if (!names.every((name) => [...keywords, ...units, ...functions].includes(name))) return false;
  return new RegExp(String.raw`^(?:${functions.join('|')})\(.+\)$`).test(width);
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
