import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatherConfigFacts } from '../../src/facts/config-facts.js';

let top: string;
let folder: string;
beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-roots-')));
  folder = join(top, 'state');
  mkdirSync(folder);
  writeFileSync(join(top, 'gateway.json5'), '{ mode: "local" }');
});
afterAll(() => rmSync(top, { recursive: true, force: true, maxRetries: 5 }));

// 2026.4.29 has no such name in its code, 2026.5.2 has; `config validate` of 2026.4.22 and 2026.9.6 agree.
it.each([
  ['2026.4.22', false],
  ['2026.4.29', false],
  ['2026.5.2', true],
  ['2026.9.6', true],
])('OPENCLAW_INCLUDE_ROOTS in %s', async (release, accepted) => {
  const text = JSON.stringify({ gateway: { $include: join(top, 'gateway.json5') } });
  const { facts } = await gatherConfigFacts({
    source: { file: join(folder, 'openclaw.json'), text },
    env: { OPENCLAW_INCLUDE_ROOTS: top },
    cwd: folder,
    home: folder,
    stateDir: folder,
    platform: process.platform,
    openclawVersion: release,
  });
  expect(facts.verdict).toMatchObject({ ok: true, value: { accepted } });
});
