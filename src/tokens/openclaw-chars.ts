import { countParts, type Prompt, textOf } from './prompt.js';

const charsOfAnImage = 8_000;

/**
 * Characters as OpenClaw counts them for its own estimate of a request: text of the messages, where a CJK character weighs as much as the
 * tokens it takes, and the compact JSON of the tools. Source: OpenClaw 2026.9.6, `estimateStringChars` and the output clamp, read.
 */
export function openclawChars(prompt: Prompt): number {
  if ('text' in prompt) return weightedLength(prompt.text);
  const { messages, tools } = prompt;
  const written = messages.reduce(
    (sum, message) => sum + weightedLength(textOf(message)) + countParts(message, /^image/) * charsOfAnImage,
    0,
  );
  return written + (tools.length === 0 ? 0 : JSON.stringify(tools).length);
}

/** Weight of one character by code point: common CJK 4, rare ones 8 to 16, everything else one per UTF-16 unit. */
export function weightedLength(text: string): number {
  if (!/[^\0-\x7f]/.test(text)) return text.length;
  let weight = 0;
  for (const character of text) weight += weightOf(character.codePointAt(0) ?? 0) ?? character.length;
  return weight;
}

const weights: readonly { readonly weight: number; readonly ranges: readonly (readonly [number, number])[] }[] = [
  {
    weight: 4,
    ranges: [
      [0xb7, 0xb7],
      [0x3000, 0x319f],
      [0x4e00, 0x9fa5],
      [0xac00, 0xd7af],
      [0xff01, 0xff60],
    ],
  },
  {
    weight: 12,
    ranges: [
      [0x1100, 0x11ff],
      [0x2e80, 0x2fff],
      [0x31a0, 0x4dff],
      [0x9fa6, 0xa4ff],
      [0xa700, 0xa707],
      [0xa960, 0xa97f],
      [0xd7b0, 0xd7ff],
      [0xf900, 0xfaff],
      [0x1d360, 0x1d371],
    ],
  },
  {
    weight: 8,
    ranges: [
      [0x2c7, 0x2c7],
      [0x2c9, 0x2cb],
      [0x2d9, 0x2d9],
      [0x2ea, 0x2eb],
      [0x305, 0x305],
      [0x323, 0x323],
      [0xfe10, 0xfe4f],
      [0xff61, 0xffdc],
      [0xffe0, 0xffe6],
    ],
  },
  {
    weight: 16,
    ranges: [
      [0x16fe0, 0x16fff],
      [0x1aff0, 0x1afff],
      [0x1b000, 0x1b16f],
      [0x1f200, 0x1f2ff],
      [0x20000, 0x2fa1f],
      [0x30000, 0x3347f],
    ],
  },
];

function weightOf(point: number): number | undefined {
  if (point < 0x80) return 1;
  return weights.find(({ ranges }) => ranges.some(([first, last]) => point >= first && point <= last))?.weight;
}
