import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDatabaseLogins } from '../../src/state/database-logins.js';
import { diskFiles } from '../../src/state/files.js';
import { readRows } from '../../src/state/sqlite/table.js';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/state/${name}.sqlite`, import.meta.url));
const files = diskFiles(process.platform);
const rows = (file: string, keys: readonly string[], table = 'config_machine_state') =>
  readRows({ file, table, keys, columns: 2, read: files.bytes });

describe('readRows', () => {
  it('finds rows in a table of many pages, and values that run over several', async () => {
    const found = await rows(fixture('long'), ['filler.0', 'filler.59', 'authProfiles.store', 'nothing']);
    expect([...(found ?? [])].map(([key, [, value]]) => [key, String(value).length])).toEqual([
      ['filler.0', 0],
      ['filler.59', 413],
      ['authProfiles.store', 3109],
    ]);
  });

  it('reads a large file by its pages', async () => {
    const asked: number[] = [];
    const read = async (file: string, offset: number, length: number) => {
      asked.push(length);
      const bytes = await files.bytes(file, offset, length);
      // As long as it was asked for: what is read at once is not all.
      return offset === 0 && !file.endsWith('-wal')
        ? Buffer.concat([bytes, Buffer.alloc(length - bytes.length)])
        : bytes;
    };
    const keys = ['filler.59'];
    const found = await readRows({ file: fixture('long'), table: 'config_machine_state', keys, columns: 2, read });
    expect(String(found?.get('filler.59')?.[1])).toHaveLength(413);
    expect(asked.filter((length) => length === 512).length).toBeGreaterThan(5);
  });

  it('takes what is in the log alone', async () => {
    const found = await rows(fixture('logged'), ['authProfiles.store']);
    expect(String(found?.get('authProfiles.store'))).toContain('vllm:new');
  });

  it('finds nothing in a table that is not there', async () => {
    expect(await rows(fixture('agent'), ['x'], 'no_such_table')).toEqual(new Map());
  });

  it('reads nothing else than a database', async () => {
    expect(await rows(fileURLToPath(import.meta.url), ['x'])).toBeUndefined();
    expect(await rows(join(tmpdir(), 'no-such-folder-of-ovd', 'x'), ['x'])).toBeUndefined();
  });

  it('comes to an end on any damage', async () => {
    const whole = await files.bytes(fixture('long'), 0, 1_000_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const bytes = whole.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
          const read = async (file: string, offset: number, size: number) =>
            file.endsWith('-wal') ? new Uint8Array() : bytes.slice(offset, offset + size);
          const keys = ['authProfiles.store'];
          await readRows({ file: 'x', table: 'config_machine_state', keys, columns: 2, read });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('readDatabaseLogins', () => {
  const view = { nowMs: 1, isConfigKey: () => undefined };
  const place = { stateDir: '/nowhere', files, paths: path };

  it('names the logins of all agents, and of one', async () => {
    expect(await readDatabaseLogins(fixture('logins'), 'shared', place, view)).toEqual({
      profiles: [{ id: 'vllm:default', provider: 'vllm', type: 'api_key', usable: true }],
    });
    expect(await readDatabaseLogins(fixture('agent'), 'agent', place, view)).toEqual({
      profiles: [{ id: 'vllm:b', provider: 'vllm', type: 'api_key', usable: true, lastUsedMs: 7 }],
      order: { vllm: ['vllm:b'] },
    });
    expect(await readDatabaseLogins(fixture('agent'), 'shared', place, view)).toEqual({ profiles: [] });
  });

  it('knows nothing of a file that is no database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ovd-database-'));
    try {
      writeFileSync(join(folder, 'x.sqlite'), 'x'.repeat(5000));
      expect(await readDatabaseLogins(join(folder, 'x.sqlite'), 'shared', place, view)).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
