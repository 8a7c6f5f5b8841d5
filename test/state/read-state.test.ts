import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import type { ScenarioFile } from '../../src/rules/scenario.js';
import { diskFiles } from '../../src/state/files.js';
import { readState, type StateQuestion } from '../../src/state/read-state.js';
import { type MemoryOptions, memoryFiles } from './memory-files.js';

const folder = '/home/me/.openclaw';
const secret = 'fake-Zx81-not-a-key';
const row = (id: string, provider: string, type: string, usable: boolean) => ({ id, provider, type, usable });

interface Look extends Partial<Pick<StateQuestion, 'configFile' | 'named' | 'platform' | 'value'>> {
  readonly files?: Readonly<Record<string, string | ScenarioFile>>;
  readonly options?: Partial<MemoryOptions>;
}

function question({ files = {}, options, ...rest }: Look) {
  const memory = memoryFiles({ folder, files, ...options });
  const asked: StateQuestion = {
    stateDir: folder,
    configFile: `${folder}/openclaw.json`,
    named: false,
    files: memory,
    platform: 'linux',
    value: {},
    home: '/home/me',
    cwd: '/home/me',
    profiles: { nowMs: Date.UTC(2026, 10, 1), isConfigKey: (_, key) => 'text' in key && key.text === 'fake-same' },
    ...rest,
  };
  return { asked, memory };
}

async function reportOf(look: Look) {
  const state = await readState(question(look).asked);
  if (!state.ok) throw new Error(state.reason);
  return state.value;
}

const providers = (rows: JsonValue) => JSON.stringify({ providers: rows });
const models = 'agents/main/agent/models.json';
const profiles = 'agents/main/agent/auth-profiles.json';

describe('which folder', () => {
  it('is unknown for a config that stands elsewhere', async () => {
    for (const configFile of ['/srv/other.json', '-']) {
      const { asked, memory } = question({ configFile, files: { [models]: providers({}) } });
      expect(await readState(asked)).toEqual({ ok: false, reason: 'the state folder of this config is not known' });
      expect(memory.asked).toEqual([]);
    }
  });

  it('is the one that a variable names, wherever the config stands', async () => {
    const report = await reportOf({ configFile: '/srv/other.json', named: true, files: { [models]: providers({}) } });
    expect(report.agents.map(({ id }) => id)).toEqual(['main']);
  });

  it('costs two lists and three looks when there is nothing', async () => {
    const { asked, memory } = question({});
    expect(await readState(asked)).toMatchObject({ ok: true, value: { agents: [], displaced: [], workspaces: [] } });
    expect(memory.asked).toEqual([
      `list ${folder}/agents`,
      `look ${folder}/credentials/oauth.json`,
      `look ${folder}/state/openclaw.sqlite`,
      `list ${folder}`,
      `look ${folder}/.env`,
    ]);
  });

  it('has Windows paths on Windows', async () => {
    const stateDir = 'C:\\Users\\me\\.openclaw';
    const files = memoryFiles({ folder: stateDir, files: { [models]: providers({}) }, modeless: true });
    const { asked } = question({ platform: 'win32', configFile: 'c:\\users\\ME\\.openclaw\\openclaw.json' });
    const state = await readState({ ...asked, stateDir, files });
    expect(state).toMatchObject({
      ok: true,
      value: { agents: [{ id: 'main', models: { file: models, providers: [] } }] },
    });
    expect(state.ok && state.value.agents[0]?.models?.mode).toBeUndefined();
  });

  it('that cannot be read is unknown, with the reason', async () => {
    const { asked, memory } = question({});
    const list = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    expect(await readState({ ...asked, files: { ...memory, list } })).toEqual({
      ok: false,
      reason: 'the state folder cannot be read (EACCES)',
    });
  });
});

describe('agents', () => {
  it('are read with their catalogue, and no secret leaves it', async () => {
    const text = providers({
      vllm: {
        baseUrl: `http://user:${secret}@127.0.0.1:8000/v1/?key=${secret}#${secret}`,
        apiKey: secret,
        headers: { Authorization: `Bearer ${secret}`, 'User-Agent': 'me' },
        models: [{ id: 'm1', contextWindow: 20_000, maxTokens: 4096, cost: {} }, { name: 'no id' }, 'text'],
      },
      named: { baseUrl: 'http://127.0.0.1:8001/v1', apiKey: 'VLLM_API_KEY' },
      marked: { apiKey: 'codex-app-server' },
      broken: 'text',
    });
    const report = await reportOf({ files: { [models]: text } });
    expect(report.agents).toEqual([
      {
        id: 'main',
        legacyAuth: false,
        database: false,
        models: {
          file: models,
          mode: 0o600,
          readableByOthers: false,
          providers: [
            {
              id: 'vllm',
              baseUrl: 'http://127.0.0.1:8000/v1',
              secrets: ['apiKey', 'headers.Authorization'],
              models: [{ id: 'm1', contextWindow: 20_000, maxTokens: 4096 }],
            },
            { id: 'named', baseUrl: 'http://127.0.0.1:8001/v1', secrets: [], models: [] },
            { id: 'marked', secrets: [], models: [] },
          ],
        },
      },
    ]);
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  it('are read with the names of their logins alone', async () => {
    const text = JSON.stringify({
      version: 1,
      profiles: {
        'vllm:default': { type: 'api_key', provider: ' VLLM ', key: secret },
        same: { type: 'api_key', provider: 'vllm', key: 'fake-same' },
        reference: { type: 'api_key', provider: 'vllm', keyRef: { source: 'env', id: 'MY_KEY' } },
        empty: { type: 'api_key', provider: 'vllm', key: ' ' },
        old: { type: 'token', provider: 'vllm', token: secret, expires: 1 },
        login: { type: 'oauth', provider: 'openai-codex', access: secret, refresh: secret, expires: 1 },
        odd: 7,
      },
    });
    const report = await reportOf({ files: { [profiles]: text } });
    expect(report.agents[0]?.profiles?.profiles).toEqual([
      { ...row('vllm:default', 'vllm', 'api_key', true), repeatsConfig: false },
      { ...row('same', 'vllm', 'api_key', true), repeatsConfig: true },
      { ...row('reference', 'vllm', 'api_key', true), repeatsConfig: false },
      row('empty', 'vllm', 'api_key', false),
      { ...row('old', 'vllm', 'token', false), repeatsConfig: false },
      row('login', 'openai-codex', 'oauth', true),
      row('odd', '', 'unknown', false),
    ]);
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  it('say what else they have', async () => {
    const auth = JSON.stringify({ vllm: { type: 'api_key', key: secret } });
    const files = { 'agents/main/agent/auth.json': auth, 'agents/main/agent/openclaw-agent.sqlite': '' };
    const report = await reportOf({ files: { ...files, 'credentials/oauth.json': '{}' } });
    const legacyProfiles = [{ ...row('vllm:default', 'vllm', 'api_key', true), repeatsConfig: false }];
    expect(report.agents).toEqual([{ id: 'main', legacyAuth: true, legacyProfiles, database: true }]);
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report.oauthFile).toBe(true);
  });

  it('may keep it elsewhere', async () => {
    const value = { agents: { list: [{ id: 'Main', agentDir: '~/other' }] } };
    const files = memoryFiles({
      folder: '/home/me',
      files: { 'other/models.json': providers({}), [`.openclaw/${models}`]: '{}' },
    });
    const { asked } = question({ value });
    const state = await readState({ ...asked, files });
    expect(state).toMatchObject({
      ok: true,
      value: { agents: [{ id: 'main', models: { file: '/home/me/other/models.json' } }] },
    });
  });

  it('are at most two hundred', async () => {
    const many = Array.from({ length: 203 }, (_, i) => [`agents/a${String(i).padStart(3, '0')}/agent/auth.json`, '{}']);
    const report = await reportOf({ files: Object.fromEntries(many) });
    expect(report.agents.length).toBe(200);
    expect(report.unread).toBe(3);
  });

  it.each([
    ['not JSON', { text: '{ providers: }' }],
    ['not JSON', { text: '[]' }],
    ['larger than 2 MiB', { text: '{}', sizeBytes: 2 * 1024 * 1024 + 1 }],
  ])('with a file that is %s say so', async (problem, file) => {
    const { asked, memory } = question({ files: { [models]: file } });
    const state = await readState(asked);
    expect(state).toMatchObject({ ok: true, value: { agents: [{ models: { problem, providers: [] } }] } });
    const read = memory.asked.filter((line) => line === `read ${folder}/${models}`);
    expect(read.length).toBe(problem === 'not JSON' ? 1 : 0);
  });
});

describe('who can read a file', () => {
  it.each([
    [0o600, 0o755, false],
    [0o644, 0o755, true],
    [0o644, 0o700, false],
    [0o640, 0o750, true],
    [0o604, 0o750, false],
  ])('mode %o in folders of %o: others %s', async (mode, folderMode, readable) => {
    const files = { [models]: { text: '{}', mode } };
    const report = await reportOf({ files, options: { folderMode } });
    expect(report.agents[0]?.models).toMatchObject({ mode, readableByOthers: readable });
  });
});

describe('workspaces', () => {
  it('are looked at where the config names them', async () => {
    const value = {
      agents: {
        defaults: { workspace: '~/.openclaw/work' },
        entries: { a: { workspace: 'D:\\work' }, b: { workspace: ' ' } },
      },
    };
    const report = await reportOf({ value, files: { 'work/AGENTS.md': '' } });
    expect(report.workspaces).toEqual([
      { path: ['agents', 'defaults', 'workspace'], written: '~/.openclaw/work', exists: true, parentExists: true },
      {
        path: ['agents', 'entries', 'a', 'workspace'],
        written: 'D:\\work',
        foreign: 'windows',
        exists: false,
        parentExists: false,
      },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('on a disk', () => {
  const state = mkdtempSync(path.join(tmpdir(), 'ovd-state-'));
  const agent = path.join(state, 'agents', 'main', 'agent');

  beforeAll(() => {
    mkdirSync(agent, { recursive: true });
    mkdirSync(path.join(state, 'agents', 'b', 'agent', 'models.json'), { recursive: true });
    writeFileSync(path.join(state, 'agents', 'README'), 'a file among folders');
    writeFileSync(path.join(agent, 'models.json'), providers({ vllm: { apiKey: secret } }));
    for (const open of [agent, path.dirname(agent), path.join(state, 'agents'), state]) chmodSync(open, 0o755);
    chmodSync(path.join(agent, 'models.json'), 0o644);
  });
  afterAll(() => rmSync(state, { recursive: true, force: true }));

  it('reads what is there and takes the rest as it is', async () => {
    const { asked } = question({ configFile: path.join(state, 'openclaw.json') });
    const report = await readState({ ...asked, stateDir: state, files: diskFiles('linux') });
    expect(report).toMatchObject({
      ok: true,
      value: {
        agents: [
          { id: 'b', models: { problem: 'not a file' } },
          { id: 'main', models: { mode: 0o644, readableByOthers: true, providers: [{ secrets: ['apiKey'] }] } },
        ],
      },
    });
  });
});
