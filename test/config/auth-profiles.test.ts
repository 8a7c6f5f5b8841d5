import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAuthProfiles } from '../../src/config/auth-profiles.js';
import { traitsOf } from '../../src/release/traits.js';

let stateDir = '';
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'ovd-logins-'));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

function write(name: string, text: string, agent = 'main'): void {
  const folder = join(stateDir, 'agents', agent, 'agent');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

const [older, newer] = [traitsOf('2026.4.22'), traitsOf('2026.9.6')];

it('reads names, never keys', async () => {
  write(
    'auth-profiles.json',
    '{"version":1,"profiles":{"vllm:default":{"type":"api_key","provider":"vllm","key":"fake-key"},"broken":{}}}',
  );
  const logins = await readAuthProfiles({ stateDir, traits: older });
  expect(logins).toEqual([{ id: 'vllm:default', provider: 'vllm' }]);
  expect(await readAuthProfiles({ stateDir, traits: newer })).toEqual(logins);
  expect(await readAuthProfiles({ stateDir, agent: 'other', traits: older })).toBeUndefined();
});

it('knows that there are none only where OpenClaw ran and keeps them in this file', async () => {
  expect(await readAuthProfiles({ stateDir, traits: older })).toBeUndefined();
  write('models.json', '{}');
  expect(await readAuthProfiles({ stateDir, traits: older })).toEqual([]);
  expect(await readAuthProfiles({ stateDir, traits: newer })).toBeUndefined();
});

it('does not guess what a broken store holds', async () => {
  write('auth-profiles.json', '{"profiles":');
  expect(await readAuthProfiles({ stateDir, traits: older })).toBeUndefined();
});
