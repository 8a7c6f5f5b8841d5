import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A byte-level vocabulary of 256 letters and the merges given: `['t h', 'th e']` makes `the` one token. */
export function tokenizerJson(merges: readonly string[] = []) {
  const letters = byteLetters();
  const words = [...letters, ...merges.map((merge) => merge.replace(' ', ''))];
  const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [{ id: words.length, content: '<|im_end|>', ...special }],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
      merges,
    },
  };
}

/** A folder of a model, as it lies on the disk of somebody who serves it. */
export function modelFolder(files: Readonly<Record<string, unknown>>, name = 'Small-Model-1B'): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'ovd-model-')), name);
  onTestFinished(() => rmSync(path.dirname(folder), { recursive: true, force: true }));
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** The printable stand-ins for the 256 bytes that byte-level vocabularies use (GPT-2). */
function byteLetters(): readonly string[] {
  const shown = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(shown(byte) ? byte : next++));
}
