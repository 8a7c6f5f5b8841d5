import { nearest } from '../../nearest.js';

export interface MeantId {
  readonly id: string;
  /** False when it may well be another model: another number in its name, or only the one that is there. */
  readonly sure: boolean;
}

/** The served id that was surely meant by `written`; undefined when none is close, or more than one. */
export function meantId(written: string, served: readonly string[]): MeantId | undefined {
  const same = served.filter((id) => core(id) === core(written));
  if (same.length === 1 && same[0] !== undefined) return { id: same[0], sure: true };
  if (same.length > 1) return undefined;
  const close = nearest(written, served);
  if (close.length === 1 && close[0] !== undefined) {
    return { id: close[0], sure: numbersOf(close[0]) === numbersOf(written) };
  }
  const only = served.length === 1 ? served[0] : undefined;
  return only === undefined ? undefined : { id: only, sure: false };
}

/** `Qwen/Qwen3-32B`, `qwen3-32b` and `qwen3_32b` are one model: owner, case and separators differ from place to place. */
function core(id: string): string {
  return id
    .slice(id.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[-_.\s:]/g, '');
}

function numbersOf(id: string): string {
  return (id.slice(id.lastIndexOf('/') + 1).match(/\d+/g) ?? []).join(' ');
}
