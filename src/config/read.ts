import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DoctorError } from '../doctor-error.js';
import type { SourceText } from './document.js';
import { toUtf8, wideEncoding } from './wide-text.js';

/** OpenClaw refuses a larger include; nobody's config comes near it. */
export const sizeLimitBytes = 2 * 1024 * 1024;

export interface ReadOptions {
  /** What `-` means. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** Name to show for `-`. */
  readonly stdinName?: string;
}

/**
 * The text of a config, byte order mark kept. An empty file is not an error here: it is a text that does not parse.
 * @throws DoctorError `not-found` or `unreadable`
 */
export async function readConfig(file: string, options: ReadOptions = {}): Promise<SourceText> {
  if (file === '-') {
    const name = options.stdinName ?? '<stdin>';
    return {
      file: name,
      text: decode(await collect(options.stdin ?? process.stdin, name), name, () => 'save it as UTF-8'),
    };
  }
  try {
    const entry = await stat(file);
    if (entry.isDirectory()) {
      throw new DoctorError('unreadable', `${file} is a folder`, `name the file in it: --config ${file}/openclaw.json`);
    }
    if (entry.size > sizeLimitBytes) throw tooLarge(file);
    const advice = (encoding: string) => toUtf8(file, encoding, process.platform);
    return { file, text: decode(await collect(createReadStream(file), file), file, advice) };
  } catch (error) {
    throw explain(error, file);
  }
}

async function collect(stream: AsyncIterable<Uint8Array | string>, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.byteLength;
    if (size > sizeLimitBytes) throw tooLarge(file); // a device or a pipe does not tell its size beforehand
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string): DoctorError {
  return new DoctorError(
    'unreadable',
    `${file} is larger than 2 MiB`,
    'is this an OpenClaw config? 2 MiB (2097152 bytes) is the limit',
  );
}

function decode(bytes: Uint8Array, file: string, advice: (encoding: string) => string): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    throw new DoctorError('unreadable', `${file} is ${wide}, not UTF-8`, advice(wide));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { line, offset } = firstBadByte(bytes);
    throw new DoctorError('unreadable', `${file} is not UTF-8: line ${line}, byte ${offset}`, 'save it as UTF-8', {
      cause: error,
    });
  }
}

/** `offset` counts bytes from 0. The decoder says only that something is wrong, so the longest good start is searched. */
function firstBadByte(bytes: Uint8Array): { readonly line: number; readonly offset: number } {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (startsWell(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const line = bytes.subarray(0, good).reduce((lines, byte) => (byte === 10 ? lines + 1 : lines), 1);
  return { line, offset: good };
}

/** A character that is cut off at the end is no mistake yet: `stream` lets it pass. */
function startsWell(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false; // that is the question
  }
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof DoctorError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error;
  const cause = { cause: error };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DoctorError('not-found', `${file} does not exist`, 'name the file: --config FILE', cause);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DoctorError('unreadable', `no permission to read ${file}`, `look at its mode: ls -l ${file}`, cause);
  }
  return new DoctorError('unreadable', `${file} cannot be read (${code})`, undefined, cause);
}
