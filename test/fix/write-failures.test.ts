import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DoctorError } from '../../src/doctor-error.js';
import { undoLast } from '../../src/fix/undo.js';
import { writeFiles } from '../../src/fix/write.js';

/** The call that fails, counted over all operations that change a disk; with what, and how often. */
const plan = vi.hoisted(() => ({
  at: Number.POSITIVE_INFINITY,
  calls: 0,
  code: 'ENOSPC',
  for: 1,
  names: [] as string[],
}));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const step = (name: string) => {
    plan.calls += 1;
    plan.names.push(name);
    if (plan.calls >= plan.at && plan.calls < plan.at + plan.for)
      throw Object.assign(new Error(plan.code), { code: plan.code });
  };
  const open: typeof real.open = async (...args) => {
    step('open');
    const handle = await real.open(...args);
    const writeFile = handle.writeFile.bind(handle);
    handle.writeFile = async (...written) => {
      step('write');
      return writeFile(...written);
    };
    return handle;
  };
  const rename: typeof real.rename = async (...args) => {
    step('rename');
    return real.rename(...args);
  };
  return { ...real, open, rename };
});

let folder: string;
const texts = {
  'openclaw.json': '{ $include: ["./a.json5", "./sub/b.json5"] }',
  'a.json5': '{ a: 1 }',
  'sub/b.json5': '{ b: 1 }',
};
const changes = () =>
  Object.entries(texts).map(([name, before]) => ({ file: join(folder, name), before, after: `${before} // new` }));
const now = new Date('2026-11-20T23:31:07.123Z');

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-failures-')));
  mkdirSync(join(folder, 'sub'));
  for (const { file, before } of changes()) writeFileSync(file, before);
  Object.assign(plan, { at: Number.POSITIVE_INFINITY, calls: 0, for: 1, names: [] });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const found = () => changes().map(({ file }) => readFileSync(file, 'utf8'));
const names = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

describe('a full disk at any moment of a write of three files', () => {
  it('leaves all as they were, and says so; or all are new', async () => {
    await writeFiles(changes(), { now });
    const all = plan.calls;
    expect(all).toBeGreaterThan(12);
    for (let at = 1; at <= all; at += 1) {
      for (const { file, before } of changes()) writeFileSync(file, before);
      for (const name of names().filter((one) => one.endsWith('.bak'))) rmSync(join(folder, name));
      Object.assign(plan, { at, calls: 0, names: [] });
      const result = await writeFiles(changes(), { now }).catch((error: unknown) => error);
      const failed = plan.names[at - 1];
      expect(result, `${failed} ${at}`).toBeInstanceOf(DoctorError);
      const left = found();
      if (String(result).includes('did not confirm')) {
        expect(left).toEqual(changes().map(({ after }) => after));
        continue;
      }
      expect(String(result)).toMatch(/was not changed: /);
      expect(left).toEqual(changes().map(({ before }) => before));
      expect(names()).toEqual(['a.json5', 'openclaw.json', 'sub', join('sub', 'b.json5')]);
    }
  });
});

it('keeps the backups and says what to do when a file cannot be put back either', async () => {
  await writeFiles(changes(), { now });
  const third = plan.names.lastIndexOf('rename') + 1;
  for (const { file, before } of changes()) writeFileSync(file, before);
  Object.assign(plan, { at: third, calls: 0, for: 2, names: [] });
  const error = await writeFiles(changes(), { now }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'write-refused', hint: expect.stringContaining('--undo') });
  await undoLast({ file: join(folder, 'openclaw.json'), now });
  expect(found()).toEqual(changes().map(({ before }) => before));
});
