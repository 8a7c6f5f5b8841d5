import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type EnvironmentOptions, readEnvironment } from '../../src/config/environment.js';
import { traitsOf } from '../../src/release/traits.js';

const home = '/home/ann';
const state = '/home/ann/.openclaw';

function environment(files: Record<string, string>, options: Partial<EnvironmentOptions> & { release?: string } = {}) {
  const { release = '2026.4.22', ...rest } = options;
  return readEnvironment({
    env: {},
    cwd: '/here',
    stateDir: state,
    home,
    traits: traitsOf(release),
    readText: async (file) => files[file.replaceAll('\\', '/')],
    ...rest,
  });
}

describe('readEnvironment', () => {
  const everywhere = {
    '/here/.env': 'X=folder',
    '/home/ann/.openclaw/.env': 'X=state',
    '/home/ann/.config/openclaw/gateway.env': 'X=gateway',
  };
  const config = { env: { X: 'direct', vars: { X: 'vars' } } };

  it.each<[string, Record<string, string>, Partial<EnvironmentOptions> & { release?: string }, string, string]>([
    ['the process', everywhere, { env: { X: 'process' }, configValue: config }, 'process', 'environment'],
    ['the folder', everywhere, { configValue: config }, 'folder', './.env'],
    ['the state folder', { ...everywhere, '/here/.env': '' }, { configValue: config }, 'state', '~/.openclaw/.env'],
    [
      'gateway.env',
      { '/home/ann/.config/openclaw/gateway.env': 'X=gateway' },
      { configValue: config },
      'gateway',
      '~/.config/openclaw/gateway.env',
    ],
    ['env.NAME', {}, { configValue: config }, 'direct', 'env'],
    ['env.vars', {}, { configValue: config, release: '2026.9.6' }, 'vars', 'env.vars'],
  ])('takes the first source: %s', async (_name, files, options, value, source) => {
    const { secretOf, lookup } = await environment(files, options);
    expect([secretOf('X'), lookup('X')]).toEqual([value, { state: 'set', source }]);
  });

  it.each([
    ['little', '\ufffd\ufffdX\0=\0v\0\n\0'],
    ['big', '\ufffd\ufffd\0X\0=\0v\0\n'],
    ['no mark', 'X\0=\0v\0\r\0\n\0Y\0=\0w\0'],
  ])('finds nothing in UTF-16, as OpenClaw does, and says so: %s', async (_name, text) => {
    const { secretOf, lookup } = await environment({ '/home/ann/.openclaw/.env': text }, { env: { XX: 'near' } });
    expect(secretOf('X')).toBeUndefined();
    expect(lookup('X')).toEqual({ state: 'unset', lostIn: '~/.openclaw/.env' });
    expect(lookup('Z')).toEqual({ state: 'unset' });
  });

  it('does not read gateway.env when the state folder was moved', async () => {
    const files = { '/home/ann/.config/openclaw/gateway.env': 'X=gateway', '/s/.env': 'Y=state' };
    const { lookup } = await environment(files, { env: { OPENCLAW_STATE_DIR: '/s' }, stateDir: '/s' });
    expect([lookup('X'), lookup('Y')]).toEqual([{ state: 'unset' }, { state: 'set', source: '/s/.env' }]);
    const same = await environment(files, { env: { OPENCLAW_STATE_DIR: state } });
    expect(same.lookup('X').state).toBe('set');
  });

  it('reads .env beside the config before the usual one', async () => {
    const files = { '/srv/.env': 'X=beside', '/home/ann/.openclaw/.env': 'X=usual\nY=usual' };
    const { secretOf } = await environment(files, { envFolders: ['/srv', state] });
    expect([secretOf('X'), secretOf('Y')]).toEqual(['beside', 'usual']);
  });

  it('tells unset, empty and set apart', async () => {
    const { lookup, secretOf } = await environment({ '/here/.env': 'E=\nS=" a "' }, { env: { P: '' } });
    expect(['U', 'E', 'P', 'S'].map((name) => lookup(name).state)).toEqual(['unset', 'empty', 'empty', 'set']);
    expect([secretOf('U'), secretOf('E'), secretOf('S')]).toEqual([undefined, '', ' a ']);
  });

  it('lets a blank variable keep the files out, but not the config', async () => {
    const files = { '/here/.env': 'X=folder\nY=folder' };
    const { secretOf } = await environment(files, {
      env: { X: '', Y: '' },
      configValue: { env: { vars: { Y: 'vars' } } },
    });
    expect([secretOf('X'), secretOf('Y')]).toEqual(['', 'vars']);
  });

  it.each<[string, string, 'set' | 'blocked']>([
    ['2026.4.22', 'VLLM_API_KEY', 'set'],
    ['2026.4.22', 'OPENAI_API_KEY', 'blocked'],
    ['2026.4.22', 'OPENCLAW_GATEWAY_TOKEN', 'blocked'],
    ['2026.4.22', 'VLLM_BASE_URL', 'blocked'],
    ['2026.4.22', 'HTTPS_PROXY', 'blocked'],
    ['2026.4.22', 'MY_KEY', 'set'],
    ['2026.5.22', 'VLLM_API_KEY', 'set'],
    ['2026.5.28', 'VLLM_API_KEY', 'blocked'],
    ['2026.9.6', 'VLLM_API_KEY', 'blocked'],
    ['2026.9.6', 'GROQ_API_KEY', 'blocked'],
    ['2026.9.6', 'CLAWROUTER_API_KEY', 'blocked'],
    ['2026.9.6', 'MODEL_ENDPOINT', 'blocked'],
    ['2026.9.6', 'X_DISABLE_TLS_CHECK', 'blocked'],
    ['2026.9.6', 'MY_KEY', 'set'],
  ])('%s: %s in ./.env is %s', async (release, name, state) => {
    const { lookup } = await environment({ '/here/.env': `${name}=value` }, { release });
    expect(lookup(name)).toEqual({ state, source: './.env' });
  });

  it('a name that is blocked in ./.env still comes from elsewhere', async () => {
    const files = { '/here/.env': 'VLLM_API_KEY=folder', '/home/ann/.openclaw/.env': 'VLLM_API_KEY=state' };
    const { lookup } = await environment(files, { release: '2026.9.6' });
    expect(lookup('VLLM_API_KEY')).toEqual({ state: 'set', source: '~/.openclaw/.env' });
  });

  it('does not take everything from the config', async () => {
    const vars = { NODE_OPTIONS: 'x', HTTP_PROXY: 'x', GH_TOKEN: 'x', A: '${B}', N: 5, 'a b': 'x', OK: 'x' };
    const { lookup } = await environment({}, { configValue: { env: { vars, shellEnv: { enabled: true } } } });
    const names = ['NODE_OPTIONS', 'HTTP_PROXY', 'GH_TOKEN', 'A', 'N', 'a b', 'shellEnv', 'OK'];
    expect(names.map((name) => lookup(name).state)).toEqual([...Array(7).fill('unset'), 'set']);
  });

  it('gives values out by name only', async () => {
    const found = await environment({}, { env: { SECRET_KEY: 'fake-0123456789' } });
    expect(JSON.stringify(found)).toBe('{}');
    expect(JSON.stringify(found.lookup('SECRET_KEY'))).not.toContain('fake');
  });
});

describe('files on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovd-env-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads .env as dotenv does, and says nothing about missing ones', async () => {
    writeFileSync(join(folder, '.env'), '# comment\nexport A=\'one\'\nB="two\\nlines"\nC=three # end\r\n');
    const { secretOf } = await readEnvironment({
      env: {},
      cwd: folder,
      stateDir: join(folder, 's'),
      home: folder,
      traits: traitsOf('2026.4.22'),
    });
    expect([secretOf('A'), secretOf('B'), secretOf('C')]).toEqual(['one', 'two\nlines', 'three']);
  });
});
