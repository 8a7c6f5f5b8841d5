import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockPath, withLock } from '../../src/fix/lock.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovd-lock-'));
  file = join(folder, 'openclaw.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hold = (owner: unknown) =>
  writeFileSync(lockPath(file), typeof owner === 'string' ? owner : JSON.stringify(owner));

describe('withLock', () => {
  it('holds the lock while the work runs, and hands back its result', async () => {
    const seen = await withLock(file, async () => JSON.parse(readFileSync(lockPath(file), 'utf8')));
    expect(seen).toMatchObject({ pid: process.pid, host: hostname() });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives it back when the work fails', async () => {
    await expect(
      withLock(file, async () => {
        throw new Error('boom');
      }),
    ).rejects.toThrow('boom');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while somebody alive holds it, also on another host', async () => {
    for (const owner of [
      { pid: process.ppid, host: hostname(), token: 't' },
      { pid: 1, host: 'elsewhere', token: 't' },
    ]) {
      hold(owner);
      await expect(withLock(file, async () => 'ran')).rejects.toMatchObject({
        code: 'write-refused',
        message: `process ${owner.pid} on ${owner.host} is writing this file`,
      });
      expect(existsSync(lockPath(file))).toBe(true);
    }
  });

  it('takes over the lock of a dead process', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    hold({ pid, host: hostname(), token: 't' });
    expect(await withLock(file, async () => 'ran')).toBe('ran');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['', '{"pid":', '[]', '{"pid":"1"}'])(
    'takes over an unreadable lock only when it is old: %s',
    async (text) => {
      hold(text);
      await expect(withLock(file, async () => 'ran')).rejects.toMatchObject({ code: 'write-refused' });
      const old = new Date(Date.now() - 60_000);
      utimesSync(lockPath(file), old, old);
      expect(await withLock(file, async () => 'ran')).toBe('ran');
    },
  );

  it('lets only one of many in at a time, and one of many that find a dead lock', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    hold({ pid, host: hostname(), token: 't' });
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => withLock(file, work)));
    expect(most).toBe(1);
    expect(results.some((result) => result.status === 'fulfilled')).toBe(true);
    expect(existsSync(lockPath(file))).toBe(false);
  });
});
