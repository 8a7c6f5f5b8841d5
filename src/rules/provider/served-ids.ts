import { nearest } from '../../nearest.js';

export interface MeantId {
  readonly id: string;
  /** False when it may well be another model: another number in its name, or only the one that is there. */
  readonly sure: boolean;
}

interface Served {
  readonly id: string;
  /** What the name stands for, as vLLM tells it: the repository that people copy from the model card. */
  readonly root?: string;
}

/** The served id that was surely meant by `written`; undefined when none is close, or more than one. */
export function meantId(written: string, served: readonly Served[]): MeantId | undefined {
  for (const sameAs of [core, plainCore]) {
    const same = new Set(
      served
        .filter(({ id, root }) => [id, root ?? id].some((name) => sameAs(name) === sameAs(written)))
        .map(({ id }) => id),
    );
    const [first] = same;
    if (same.size === 1 && first !== undefined) return { id: first, sure: true };
    if (same.size > 1) return undefined;
  }
  const ids = [...new Set(served.map(({ id }) => id))];
  const close = nearest(written, ids);
  if (close.length === 1 && close[0] !== undefined) {
    return { id: close[0], sure: numbersOf(close[0]) === numbersOf(written) };
  }
  const only = ids.length === 1 ? ids[0] : undefined;
  return only === undefined ? undefined : { id: only, sure: false };
}

/** `Qwen/Qwen3-32B`, `qwen3-32b` and `qwen3_32b` are one model: owner, case and separators differ from place to place. */
function core(id: string): string {
  return id
    .slice(id.replace(/\/+$/, '').lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[-_.\s:/]/g, '');
}

/** A served name often leaves out that the model is tuned for chat, and how it is quantised. */
function plainCore(id: string): string {
  const words = id
    .replace(/\/+$/, '')
    .slice(id.replace(/\/+$/, '').lastIndexOf('/') + 1)
    .toLowerCase()
    .split(/[-_\s:]/);
  const plain = words.filter(
    (word) =>
      !/^(?:instruct|chat|it|hf|awq|gptq|gguf|fp8|fp4|nvfp4|mxfp4|int[48]|bf16|fp16|w\d+a\d+|dynamic|latest)$/.test(
        word,
      ),
  );
  return (plain.length === 0 ? words : plain).join('').replace(/\./g, '');
}

function numbersOf(id: string): string {
  return (id.slice(id.lastIndexOf('/') + 1).match(/\d+/g) ?? []).join(' ');
}
