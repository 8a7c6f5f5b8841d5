import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { judged, linesOf, provider } from './judged.js';

describe('judge', () => {
  it('accepts a plain config in every era', async () => {
    const document = provider({ api: 'openai-completions', models: [{ id: 'qwen3', name: 'Qwen 3' }] });
    for (const release of ['2026.3.31', '2026.4.22', '2026.5.12', '2026.7.1', '2026.9.6', '2027.1.1']) {
      expect(await judged(document, release)).toEqual({ release, accepted: true, issues: [], legacy: [] });
    }
  });

  it('leaves the document as it was', async () => {
    const document = { agents: { list: [{ id: 'main', default: true }] } };
    const before = structuredClone(document);
    await judged(document, '2026.9.6');
    expect(document).toEqual(before);
  });

  it('is unsure where only a look at the disk decides', async () => {
    const document = { plugins: { load: { paths: ['~/plugin'] } } };
    const asked: string[] = [];
    const exists = (path: string) => asked.push(path) > 0;
    expect(await judged(document, '2026.7.1', { exists: undefined })).toMatchObject({
      accepted: null,
      unsure: 'whether the folders in plugins.load.paths exist decides it',
    });
    expect(await judged(document, '2026.7.1')).toMatchObject({ accepted: false });
    expect(await judged(document, '2026.7.1', { exists })).toMatchObject({ accepted: true });
    expect(asked).toEqual(['/home/user/plugin']);
  });

  it('is sure of a refusal whatever the disk says', async () => {
    const verdict = await judged({ zz: 1, plugins: { load: { paths: ['~/plugin'] } } }, '2026.7.1', {
      exists: undefined,
    });
    expect(verdict).toMatchObject({ accepted: false });
    expect(verdict).not.toHaveProperty('unsure');
  });

  it('points at the place that the user wrote, and keeps the one that the program names', async () => {
    const document = { agents: { list: [{ id: 'main', modle: 'a/b' }] } };
    expect((await judged(document, '2026.9.6')).issues).toMatchObject([
      { path: ['agents', 'list', 0, 'modle'], reportedAt: 'agents.entries.main', candidates: ['model'] },
    ]);
    expect((await judged(document, '2026.7.1')).issues).toMatchObject([
      { path: ['agents', 'list', 0, 'modle'], reportedAt: 'agents.list.0' },
    ]);
  });

  it('names the roster that lacks an owner', async () => {
    const document = { agents: { list: [{ id: 'a' }, { id: 'b' }] } };
    expect((await judged(document, '2026.9.6')).issues).toMatchObject([
      { path: ['agents', 'list'], reportedAt: 'agents.ownership' },
    ]);
  });

  it('does not repeat in words of its own what the schema refused', async () => {
    const issues = (await judged({ gateway: { bind: 7 } }, '2026.9.6')).issues;
    expect(issues.map(({ reportedAt }) => reportedAt)).toEqual(['gateway.bind']);
  });
});

describe('one mistake', () => {
  it.each<[release: string, document: JsonValue, reported: readonly string[]]>([
    ['2026.9.6', { models: { providers: [{ baseUrl: 'http://127.0.0.1:8000/v1' }] } }, ['models.providers']],
    ['2026.9.6', { channels: [{}] }, ['channels']],
    ['2026.9.6', { agents: { entries: { main: {}, model: 'vllm/a' } } }, ['agents.entries.model']],
    ['2026.9.6', { browser: { profiles: { a: { cdpPort: 1, userDataDir: [] } } } }, ['browser.profiles.a.userDataDir']],
    ['2026.9.6', { tools: { allow: ['a'], alsoAllow: ['b'] } }, ['tools']],
    ['2026.9.6', { secrets: { providers: { a: { source: 'exec', command: 'a' } } } }, ['secrets.providers.a.command']],
    ['2026.9.6', { gateway: { port: 0.5 } }, ['gateway.port']],
    ['2026.9.6', { gateway: { port: Number.NaN } }, ['gateway.port']],
    ['2026.9.6', { channels: { ' telegram ': {} } }, ['channels.telegram']],
    ['2026.9.6', { env: { toString: 'x' } }, ['<root>']],
    ['2026.4.22', { env: { vars: { A: 7 } } }, ['<root>']],
    ['2026.4.29', { env: { vars: { A: 7 } } }, ['env.vars.A']],
    [
      '2026.5.28',
      { agents: { list: [{ id: 'a' }] }, bindings: [{ agentId: 'b', match: { channel: 'telegram' } }] },
      ['bindings.0.agentId'],
    ],
    [
      '2026.5.12',
      { agents: { list: [{ id: 'a' }] }, bindings: [{ agentId: 'b', match: { channel: 'telegram' } }] },
      [],
    ],
    ['2026.9.6', { bindings: [{ agentId: 'main', match: { channel: 'telegram', port: 1 } }] }, ['bindings.0.match']],
    ['2026.9.1', { bindings: [{ agentId: 'main', match: { channel: 'telegram', port: 1 } }] }, ['bindings.0']],
  ])('%s says it once: %j', async (release, document, reported) => {
    const { issues } = await judged(document, release);
    expect(issues.map(({ reportedAt }) => reportedAt)).toEqual(reported);
  });
});

describe('numbers that are none', () => {
  it.each<[release: string, document: JsonValue, accepted: boolean]>([
    ['2026.9.6', provider({ models: [{ id: 'a', name: 'a', contextWindow: Number.POSITIVE_INFINITY }] }), false],
    ['2026.5.28', { channels: { telegram: { mediaMaxMb: Number.POSITIVE_INFINITY } } }, false],
    ['2026.5.12', { channels: { telegram: { mediaMaxMb: Number.POSITIVE_INFINITY } } }, true],
    ['2026.5.12', { channels: { telegram: { mediaMaxMb: Number.NaN } } }, false],
  ])('%s: %j', async (release, document, accepted) => {
    expect((await judged(document, release)).accepted).toBe(accepted);
  });
});

describe('keys that are accepted only because the release repairs them', () => {
  it.each<[release: string, document: JsonValue, legacy: readonly string[]]>([
    ['2026.4.22', { channels: { telegram: { streamMode: 'partial' } } }, ['channels.telegram.streamMode']],
    ['2026.4.22', { agents: { defaults: { sandbox: { perSession: true } } } }, ['agents.defaults.sandbox.perSession']],
    ['2026.4.22', { heartbeat: { every: '30m' } }, ['heartbeat']],
    [
      '2026.4.22',
      { gateway: { bind: 'lan', controlUi: { allowedOrigins: [7] } } },
      ['gateway.controlUi.allowedOrigins.0'],
    ],
    ['2026.9.6', { agents: { list: [{ id: 'main' }] } }, ['agents.list']],
    ['2026.9.6', provider({ contextWindow: 8192 }), ['models.providers.vllm.contextWindow']],
  ])('%s: %j', async (release, document, legacy) => {
    const verdict = await judged(document, release);
    expect(verdict.accepted).toBe(true);
    expect(linesOf(verdict.legacy).map((line) => line.split(':')[0])).toEqual(legacy);
    expect(verdict.legacy.every(({ kind }) => kind === 'legacy')).toBe(true);
  });

  it('are refused by the releases that do not repair them', async () => {
    const document = { channels: { telegram: { streamMode: 'partial' } } };
    expect(await judged(document, '2026.5.2')).toMatchObject({ accepted: false, legacy: [] });
  });
});
