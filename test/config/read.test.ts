import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read.js';
import { DoctorError } from '../../src/doctor-error.js';

const folder = mkdtempSync(join(tmpdir(), 'ovd-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function* chunks(...parts: (string | Uint8Array)[]) {
  yield* parts;
}

async function refusal(file: string, stdin?: AsyncIterable<Uint8Array | string>): Promise<DoctorError> {
  try {
    await readConfig(file, stdin === undefined ? {} : { stdin });
  } catch (error) {
    if (error instanceof DoctorError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('readConfig', () => {
  it('keeps the byte order mark and the line ends', async () => {
    const file = fileWith('bom.json', '\ufeff{\r\n}\r\n');
    expect(await readConfig(file)).toEqual({ file, text: '\ufeff{\r\n}\r\n' });
  });

  it('reads an empty file as an empty text', async () => {
    expect((await readConfig(fileWith('empty.json', ''))).text).toBe('');
  });

  it('reads standard input, also when a character is cut between two chunks', async () => {
    const bytes = Buffer.from('{"a":"ü"}');
    const cut = bytes.indexOf(0xc3) + 1;
    const stdin = chunks(bytes.subarray(0, cut), bytes.subarray(cut));
    expect(await readConfig('-', { stdin })).toEqual({ file: '<stdin>', text: '{"a":"ü"}' });
  });

  it('says that a file is missing', async () => {
    const error = await refusal(join(folder, 'nope', 'openclaw.json'));
    expect([error.code, error.hint]).toEqual(['not-found', 'name the file: --config FILE']);
    expect(error.message).toMatch(/openclaw\.json does not exist$/);
  });

  it('says that it is a folder', async () => {
    const error = await refusal(folder);
    expect([error.code, error.message]).toEqual(['unreadable', `${folder} is a folder`]);
  });

  it.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('says that it may not read it', async () => {
    const file = fileWith('locked.json', '{}');
    chmodSync(file, 0o000);
    expect((await refusal(file)).message).toMatch(/^no permission to read /);
  });

  it('names the limit of size, for files and for pipes', async () => {
    const big = Buffer.alloc(2 * 1024 * 1024 + 1, 0x20);
    expect((await refusal(fileWith('big.json', big))).message).toMatch(/is larger than 2 MiB$/);
    expect((await refusal('-', chunks(big.subarray(0, 1024), big))).message).toBe('<stdin> is larger than 2 MiB');
    expect((await readConfig(fileWith('full.json', big.subarray(1)))).text).toHaveLength(2 * 1024 * 1024);
  });

  it.each([
    ['Latin-1', Buffer.from([0x7b, 0x0a, 0x22, 0x61, 0xfc, 0x22]), 'line 2, byte 4'],
    ['a character cut at the end', Buffer.from([0x7b, 0x7d, 0xc3]), 'line 1, byte'],
    ['overlong form', Buffer.from([0x0a, 0x0a, 0xc0, 0xaf]), 'line 3, byte 2'],
  ])('says where it stops being UTF-8: %s', async (_name, bytes, place) => {
    const error = await refusal(fileWith('bad.json', bytes));
    expect(error.message).toContain(`is not UTF-8: ${place}`);
  });

  it.each([
    ['little', Buffer.from('\ufeff{}', 'utf16le')],
    ['big', Buffer.from('\ufeff{}', 'utf16le').swap16()],
  ])('recognises UTF-16, %s endian', async (endian, bytes) => {
    expect((await refusal(fileWith('wide.json', bytes))).message).toContain(`is UTF-16 (${endian} endian), not UTF-8`);
  });
});
