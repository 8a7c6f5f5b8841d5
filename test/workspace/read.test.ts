import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { traitsOf } from '../../src/release/traits.js';
import { readPromptWorkspaces } from '../../src/workspace/read.js';

const home = mkdtempSync(join(tmpdir(), 'ovd-workspace-'));
const folder = join(home, 'work');
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function read(value: JsonValue, release: string, names: readonly string[] = []) {
  mkdirSync(join(folder, '.openclaw'), { recursive: true });
  for (const name of names) writeFileSync(join(folder, name), 'x'.repeat(100));
  const blockedAt = async (at: string) => ({ folder: at, code: 'EROFS' as const });
  const around = { env: {}, home, stateDir: join(home, '.openclaw'), cwd: home, blockedAt };
  return readPromptWorkspaces(value, traitsOf(release), around);
}

const defaults = (more: { readonly [key: string]: JsonValue } = {}): JsonValue => ({
  agents: { defaults: { workspace: '~/work', ...more } },
});
const templates = ['AGENTS.md', 'SOUL.md', 'TOOLS.md', 'IDENTITY.md', 'USER.md', 'HEARTBEAT.md'];

describe('what a workspace lacks', () => {
  it.each([
    ['2026.4.22', [], {}, 'AGENTS.md'],
    ['2026.4.22', templates, {}, '.openclaw/workspace-state.json'],
    ['2026.4.22', [...templates, '.openclaw/workspace-state.json'], {}, undefined],
    ['2026.4.22', [], { skipBootstrap: true }, undefined],
    ['2026.6.11', ['AGENTS.md'], { skipOptionalBootstrapFiles: ['SOUL.md'] }, 'TOOLS.md'],
    ['2026.9.6', ['SOUL.md'], {}, 'AGENTS.md'],
    ['2026.9.6', ['AGENTS.md'], {}, undefined],
  ])('%s with %j and %j: %s', async (release, names, more, lacks) => {
    const [report] = await read(defaults(more), release, names);
    expect(report).toMatchObject({ folder, path: ['agents', 'defaults', 'workspace'] });
    expect(report?.lacks).toBe(lacks);
  });
});

describe('whether it can be written', () => {
  it('is asked of the folders that the release uses, named or not', async () => {
    const value = { agents: { list: [{ id: 'main' }, { id: 'b', workspace: '~/b' }] } };
    const reports = await read(value, '2026.9.6');
    expect(reports.map(({ agent, path, blocked }) => [agent, path, blocked?.folder])).toEqual([
      ['main', [], join(home, '.openclaw', 'workspace')],
      ['b', ['agents', 'list', 1, 'workspace'], join(home, 'b')],
    ]);
  });
});

describe('limits of the files', () => {
  it('are those of the agent, else of all agents', async () => {
    const value = {
      agents: {
        defaults: { bootstrapMaxChars: 60 },
        entries: { main: { workspace: '~/work' }, b: { workspace: '~/work', bootstrapMaxChars: 80 } },
      },
    };
    const reports = await read(value, '2026.9.6', ['AGENTS.md']);
    expect(reports.map(({ files }) => files.map(({ injected }) => injected))).toEqual([[60], [80]]);
  });

  it.each([
    ['2026.4.22', 15_000],
    ['2026.9.6', 4_000],
  ])('of USER.md follow the key in %s or not: %d', async (release, user) => {
    const [report] = await read(defaults({ bootstrapMaxChars: 15_000 }), release);
    expect(report?.limits).toEqual({ perFile: 15_000, user, total: 60_000 });
  });
});
