import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blockedAt } from '../../src/workspace/write-access.js';

const folder = mkdtempSync(join(tmpdir(), 'ovd-write-'));
const locked = join(folder, 'locked');
mkdirSync(locked);
chmodSync(locked, 0o555);
afterAll(() => {
  chmodSync(locked, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

/** Root may write everywhere, and Windows has no such bits. */
const bitsCount = process.platform !== 'win32' && process.getuid?.() !== 0;

describe('blockedAt', () => {
  it('is silent where the folder, or what it would be made in, can be written', async () => {
    expect(await blockedAt(folder)).toBeUndefined();
    expect(await blockedAt(join(folder, 'a', 'b', 'c'))).toBeUndefined();
  });

  it('knows nothing where a file is in the way', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await blockedAt(join(folder, 'file'))).toBeUndefined();
    expect(await blockedAt(join(folder, 'file', 'below'))).toBeUndefined();
  });

  it.skipIf(!bitsCount)('names the folder that cannot be written', async () => {
    expect(await blockedAt(locked)).toEqual({ folder: locked, code: 'EACCES' });
    expect(await blockedAt(join(locked, 'a', 'b'))).toEqual({ folder: locked, code: 'EACCES' });
  });
});
