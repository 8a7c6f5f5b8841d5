import { bootstrapNames } from './files.js';
import type { BootstrapLimits, InjectedFile } from './types.js';

/** Below this many characters of room the rest of the files is left out. (2026.4.22 and 2026.9.6) */
const leastRoom = 64;

/**
 * What of each file is written into the prompt. A file over its limit keeps its beginning and its end (three quarters and one quarter),
 * and the sum of all is bounded (buildBootstrapContextFiles, 2026.4.22 and 2026.9.6).
 */
export function injectedFiles(
  files: readonly { readonly name: string; readonly text: string }[],
  limits: BootstrapLimits,
): readonly InjectedFile[] {
  let room = limits.total;
  return inPromptOrder(files).map(({ name, text }) => {
    const whole = text.trimEnd();
    const own = name === 'USER.md' ? limits.user : limits.perFile;
    const most = room < leastRoom ? 0 : Math.min(own, room);
    const injected = Math.min(whole.length, most);
    room -= injected;
    const cut = injected < whole.length;
    const byTotal = cut && most < own;
    return {
      name,
      chars: whole.length,
      injected,
      ...(cut && { cutBy: byTotal ? 'total' : 'file', limit: byTotal ? limits.total : own }),
      tokens: Math.round(injected * tokensPerChar(whole)),
    } satisfies InjectedFile;
  });
}

/** The room for all is spent in the order of `bootstrapNames`. */
function inPromptOrder<T extends { readonly name: string }>(files: readonly T[]): readonly T[] {
  const place = (name: string) => {
    const at = bootstrapNames.indexOf(name === 'memory.md' ? 'MEMORY.md' : name);
    return at < 0 ? bootstrapNames.length : at;
  };
  return files.toSorted((a, b) => place(a.name) - place(b.name));
}

/** More than that of one file tells no more about it. */
const sample = 40_000;

/**
 * Tokens of o200k_base for each character, without its vocabulary: words, figures, signs and line ends counted by the piece. Of 900 texts
 * in English and in code nine in ten are within 15 %; Chinese, Japanese and Korean go by the character.
 */
function tokensPerChar(whole: string): number {
  const text = whole.slice(0, sample);
  if (text === '') return 0;
  const wide = text.match(/[\u3040-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const pieces = text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+|\d{1,3}|\n|[^\s\p{L}\d]+/gu) ?? [];
  return (wide * 0.72 + pieces.reduce((sum, piece) => sum + tokensOf(piece), 0)) / text.length;
}

function tokensOf(piece: string): number {
  if (piece === '\n') return 0.35;
  if (/^\d/.test(piece)) return 1;
  if (!/^\p{L}/u.test(piece)) return Math.max(1, 0.4 * piece.length);
  return piece.length <= 7 ? 1 : 1 + (piece.length - 7) / 5;
}
