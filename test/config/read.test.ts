import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read.js';
import { toUtf8 } from '../../src/config/wide-text.js';
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

  const wide = Buffer.from('{ a: 1 }', 'utf16le');
  it.each([
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le').swap16()],
    ['UTF-16LE', wide],
    ['UTF-16BE', Buffer.from(wide).swap16()],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0])],
    ['UTF-32', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b])],
  ])('recognises %s, and says how to get UTF-8', async (encoding, bytes) => {
    const error = await refusal(fileWith('wide.json', bytes));
    expect(error.message).toMatch(new RegExp(`is ${encoding}, not UTF-8$`));
    expect(error.hint).toContain('save it as UTF-8');
  });

  it.skipIf(process.platform === 'win32').each([['UTF-16'], ['UTF-16LE'], ['UTF-16BE']])(
    'what it advises for %s makes a config of it, and leaves its mode',
    async (encoding) => {
      const text = '{ name: "Größe" }\n';
      const little = Buffer.from(encoding === 'UTF-16' ? `\ufeff${text}` : text, 'utf16le');
      const file = fileWith("it's wide.json", encoding === 'UTF-16BE' ? little.swap16() : little);
      chmodSync(file, 0o600);
      const { hint = '' } = await refusal(file);
      execFileSync('sh', ['-c', hint.slice(hint.indexOf('text='))]);
      expect((await readConfig(file)).text).toBe(text);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
  );

  it('knows the command of Windows', () => {
    expect(toUtf8('C:\\Users\\o.json', 'UTF-16', 'win32')).toBe(
      'save it as UTF-8, in PowerShell: (Get-Content -Raw C:\\Users\\o.json) | Set-Content -NoNewline -Encoding utf8 C:\\Users\\o.json',
    );
    expect(toUtf8("it's.json", 'UTF-16LE', 'win32')).toContain("-Encoding Unicode 'it''s.json')");
  });
});
