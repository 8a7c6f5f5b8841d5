import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DoctorError } from '../../src/doctor-error.js';
import { writeRefused } from '../../src/fix/file-error.js';
import { lockPath } from '../../src/fix/lock.js';
import { undoLast } from '../../src/fix/undo.js';
import { writeConfig, writeFiles } from '../../src/fix/write.js';

const windows = process.platform === 'win32';
const root = !windows && process.getuid?.() === 0;
const now = new Date('2026-11-20T23:31:07.123Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let folder: string;
let file: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-write-')));
  file = join(folder, 'openclaw.json');
  writeFileSync(file, 'old\r\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (path: string) => readFileSync(path, 'utf8');
const others = () => readdirSync(folder).filter((name) => name !== 'openclaw.json');
const write = (before: string, after: string, more: Partial<Parameters<typeof writeConfig>[0]> = {}) =>
  writeConfig({ file, before, after, now, ...more });

async function refusal(work: Promise<unknown>): Promise<DoctorError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DoctorError)) throw new Error(`no DoctorError but ${String(error)}`);
  return error;
}

describe('writeConfig', () => {
  it('replaces the text and leaves a backup beside it, nothing else', async () => {
    const { backup } = await write('old\r\n', '\ufeffnew Größe 🦞');
    expect(read(file)).toBe('\ufeffnew Größe 🦞');
    expect(backup).toBe(join(folder, 'openclaw.json.2026-11-20T23-31-07Z.bak'));
    expect(read(backup)).toBe('old\r\n');
    expect(others()).toEqual(['openclaw.json.2026-11-20T23-31-07Z.bak']);
  });

  it.skipIf(windows).each([0o600, 0o640, 0o664])('keeps the mode %o, of the backup too', async (mode) => {
    chmodSync(file, mode);
    const { backup } = await write('old\r\n', 'new');
    expect(statSync(file).mode & 0o7777).toBe(mode);
    expect(statSync(backup).mode & 0o7777).toBe(mode);
  });

  it.skipIf(!root)('keeps the owner when it may', async () => {
    const { chownSync } = await import('node:fs');
    chownSync(file, 1234, 2345);
    const { backup } = await write('old\r\n', 'new');
    for (const path of [file, backup]) expect(statSync(path)).toMatchObject({ uid: 1234, gid: 2345 });
  });

  it.skipIf(windows)('keeps a link and writes where it leads', async () => {
    mkdirSync(join(folder, 'state'));
    const link = join(folder, 'state', 'link.json');
    symlinkSync('../openclaw.json', link);
    const { backup } = await write('old\r\n', 'new', { file: link });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(read(file)).toBe('new');
    expect(backup).toBe(join(folder, 'openclaw.json.2026-11-20T23-31-07Z.bak'));
  });

  it('refuses a file that changed since it was read', async () => {
    const error = await refusal(write('older', 'new'));
    expect(error).toMatchObject({ code: 'write-refused', hint: 'run it again' });
    expect(error.message).toBe(`${file} changed since it was read`);
    expect(read(file)).toBe('old\r\n');
    expect(others()).toEqual([]);
  });

  it('refuses bytes that would not survive being text', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
    writeFileSync(file, bytes);
    expect((await refusal(write(bytes.toString('utf8'), 'new'))).message).toBe(`${file} is not valid UTF-8`);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('refuses what is no file, and what is gone', async () => {
    mkdirSync(join(folder, 'dir.json'));
    expect((await refusal(write('', 'x', { file: join(folder, 'dir.json') }))).message).toMatch(
      /is not a regular file$/,
    );
    expect((await refusal(write('', 'x', { file: join(folder, 'none.json') }))).message).toMatch(
      /is not there any more$/,
    );
  });

  it.skipIf(windows)('refuses a link that leads nowhere, and a name of a file that has several', async () => {
    symlinkSync('nowhere', join(folder, 'dangling'));
    expect((await refusal(write('', 'x', { file: join(folder, 'dangling') }))).code).toBe('write-refused');
    linkSync(file, join(folder, 'second.json'));
    expect((await refusal(write('old\r\n', 'x'))).message).toMatch(/is a hard link$/);
    expect(read(join(folder, 'second.json'))).toBe('old\r\n');
  });

  it.skipIf(windows || root)('says in plain words that a folder or a file cannot be written', async () => {
    chmodSync(folder, 0o500);
    const error = await refusal(write('old\r\n', 'new'));
    chmodSync(folder, 0o700);
    expect(error.message).toBe(`${file} was not changed: no permission to write in ${folder}`);
    chmodSync(file, 0o400);
    expect((await refusal(write('old\r\n', 'new'))).message).toBe(`${file} is read-only`);
    expect(read(file)).toBe('old\r\n');
  });

  it('leaves no trace when it fails in the middle', async () => {
    // An impossible date stops it when both drafts are on disk and the backup needs its name.
    await expect(write('old\r\n', 'new', { now: new Date(Number.NaN) })).rejects.toThrow(RangeError);
    expect(read(file)).toBe('old\r\n');
    expect(others()).toEqual([]);
  });

  it('obeys a signal before the file is replaced', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expect(write('old\r\n', 'new', { signal })).rejects.toThrow('interrupted');
    expect(read(file)).toBe('old\r\n');
    expect(others()).toEqual([]);
  });

  it('keeps ten backups, in order also within one second, and no stranger is deleted', async () => {
    const strangers = [
      'openclaw.json.bak',
      'openclaw.json.bak.1',
      'openclaw.json.2026-11-20.bak',
      'x.2026-11-20T23-31-07Z.bak',
    ];
    for (const name of strangers) writeFileSync(join(folder, name), 'not ours');
    writeFileSync(file, '0');
    for (let i = 0; i < 14; i += 1) await write(String(i), String(i + 1), { now: i < 12 ? now : later(1) });
    const ours = others().filter((name) => !strangers.includes(name));
    expect(ours).toHaveLength(10);
    expect(new Set(ours.map((name) => read(join(folder, name))))).toEqual(
      new Set(['4', '5', '6', '7', '8', '9', '10', '11', '12', '13']),
    );
    for (const name of strangers) expect(read(join(folder, name))).toBe('not ours');
  });

  it('removes the drafts of a run that was killed', async () => {
    writeFileSync(join(folder, '.openclaw.json.ovd-tmp-1-abc'), 'half');
    await write('old\r\n', 'new');
    expect(others()).toEqual(['openclaw.json.2026-11-20T23-31-07Z.bak']);
  });

  it('lets one of two writers win', async () => {
    const results = await Promise.allSettled([write('old\r\n', 'A'), write('old\r\n', 'B')]);
    const won = results.findIndex((result) => result.status === 'fulfilled');
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(read(file)).toBe(['A', 'B'][won]);
    expect(existsSync(lockPath(file))).toBe(false);
  });
});

describe('writeFiles', () => {
  const split = (): string => {
    const included = join(folder, 'm.json5');
    writeFileSync(file, '{ models: { $include: "./m.json5" } }');
    writeFileSync(included, '{ a: 1 }');
    return included;
  };
  const changes = (included: string) => [
    { file, before: '{ models: { $include: "./m.json5" } }', after: '{ models: { $include: "./m.json5" }, b: 1 }' },
    { file: included, before: '{ a: 1 }', after: '{ a: 2 }' },
  ];

  it('replaces all, with backups of one stamp, and undo brings all back', async () => {
    const included = split();
    await write(read(file), read(file)); // the stamp of this second is taken for one of the two
    const backups = await writeFiles(changes(included), { now });
    expect(read(included)).toBe('{ a: 2 }');
    expect(backups.map((path) => path.slice(folder.length + 1))).toEqual([
      'openclaw.json.2026-11-20T23-31-07Z-1.bak',
      'm.json5.2026-11-20T23-31-07Z-1.bak',
    ]);
    const restored = await undoLast({ file, now: later(1) });
    expect(restored.map((one) => one.file)).toEqual([file, included]);
    expect([read(file), read(included)]).toEqual(changes(included).map(({ before }) => before));
    await undoLast({ file, now: later(2) });
    expect([read(file), read(included)]).toEqual(changes(included).map(({ after }) => after));
  });

  it('replaces none when one of them changed', async () => {
    const included = split();
    writeFileSync(included, '{ a: 3 }');
    const refused = await refusal(writeFiles(changes(included), { now }));
    expect(refused.message).toMatch(/m\.json5 changed since it was read/);
    expect(read(file)).toBe('{ models: { $include: "./m.json5" } }');
    expect(others()).toEqual(['m.json5']);
  });

  it('brings all back after a run that died between two files', async () => {
    const included = split();
    await writeFiles(changes(included), { now });
    writeFileSync(included, '{ a: 1 }'); // as if this one had not been reached
    expect((await undoLast({ file, now: later(1) })).map((one) => one.file)).toEqual([file]);
    expect([read(file), read(included)]).toEqual(changes(included).map(({ before }) => before));
  });
});

describe('undoLast', () => {
  it('brings back the newest backup, and back again', async () => {
    await write('old\r\n', 'newer');
    await write('newer', 'newest', { now: later(1) });
    const [first] = await undoLast({ file, now: later(2) });
    expect(first?.from).toBe(join(folder, 'openclaw.json.2026-11-20T23-31-08Z.bak'));
    expect(read(file)).toBe('newer');
    const [second] = await undoLast({ file, now: later(3) });
    expect(read(file)).toBe('newest');
    expect(read(second?.backup ?? '')).toBe('newer');
  });

  it('changes nothing after a run that was cut off before it wrote', async () => {
    await write('old\r\n', 'newer');
    copyFileSync(file, join(folder, 'openclaw.json.2026-11-20T23-31-09Z.bak'));
    expect(await undoLast({ file, now: later(4) })).toEqual([]);
    expect(read(file)).toBe('newer');
  });

  it('needs a backup of ours', async () => {
    writeFileSync(join(folder, 'openclaw.json.bak'), 'not ours');
    expect(await refusal(undoLast({ file, now }))).toMatchObject({ code: 'not-found' });
    expect(read(file)).toBe('old\r\n');
  });
});

describe('writeRefused', () => {
  it.each([
    ['EACCES', /no permission/],
    ['EPERM', /no permission/],
    ['EROFS', /read-only/],
    ['ENOSPC', /no space left/],
    ['EDQUOT', /no space left/],
    ['EBUSY', /mount of its own/],
    ['EIO', /disk reported an error/],
  ])('puts %s into plain words, with a hint and the cause', (code, words) => {
    const cause = Object.assign(new Error(code), { code });
    const refused = writeRefused(cause, '/x/openclaw.json', '/x');
    expect(refused).toMatchObject({ code: 'write-refused', cause });
    expect(refused?.message).toMatch(words);
    expect(refused?.hint).toBeTruthy();
  });

  it('leaves other errors alone', () => {
    expect(writeRefused(new Error('bug'), 'f', 'd')).toBeUndefined();
    expect(writeRefused(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }), 'f', 'd')).toBeUndefined();
  });
});
