import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { authorizationFor } from '../../src/effective/authorization.js';
import { gatherConfigFacts } from '../../src/facts/config-facts.js';
import { memoryFiles } from '../state/memory-files.js';
import { installedProgram, runTurn } from './run-openclaw.js';

interface StateCase {
  readonly name: string;
  readonly provider?: { readonly [key: string]: JsonValue };
  readonly env?: Readonly<Record<string, string>>;
  readonly rest?: { readonly [key: string]: JsonValue };
  readonly state: Readonly<Record<string, string>>;
  /** `models.mode: "replace"`. */
  readonly replace?: true;
  /** The release that runs on the backup in place of the config, and that the doctor has to foretell it for. */
  readonly restored?: string;
  /** Header of requests that a stored login answers, which the prediction only names. */
  readonly stored?: string;
}

const file = 'agents/main/agent/auth-profiles.json';
const store = (profiles: JsonValue) => JSON.stringify({ version: 1, profiles });
const login = { type: 'api_key', provider: 'vllm', key: 'fake-profile' };
const wins = { state: { [file]: store({ 'vllm:default': login }) }, stored: 'Bearer fake-profile' };
const staleModels = JSON.stringify({
  providers: {
    vllm: {
      baseUrl: 'http://127.0.0.1:9/v1',
      api: 'openai-completions',
      apiKey: 'fake-stale',
      models: [{ id: 'm1', name: 'm1', contextWindow: 20_000, maxTokens: 4096 }],
    },
  },
});

const backup = JSON.stringify({
  gateway: { mode: 'local' },
  agents: { defaults: { model: { primary: 'vllm/m1' }, skipBootstrap: true } },
  models: {
    providers: {
      vllm: {
        baseUrl: 'ORIGIN/v1',
        api: 'openai-completions',
        apiKey: 'fake-backup',
        models: [{ id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 8192 }],
      },
    },
  },
});

const cases: readonly StateCase[] = [
  { name: 'a login, a key in the config, a variable', env: { VLLM_API_KEY: 'fake-env' }, ...wins },
  { name: 'the same with auth api-key', provider: { auth: 'api-key' }, ...wins },
  { name: 'switched off by auth.order', rest: { auth: { order: { vllm: [] } } }, ...wins },
  {
    name: 'a login without a key',
    state: { [file]: store({ 'vllm:default': { type: 'api_key', provider: 'vllm' } }) },
  },
  {
    name: 'a login of an agent outside the roster',
    state: { 'agents/b/agent/auth-profiles.json': store({ x: login }) },
  },
  { name: 'a store without entries', state: { [file]: store({}) } },
  {
    name: 'the name of the provider in capitals',
    state: { [file]: store({ 'VLLM:work': { ...login, provider: 'VLLM' } }) },
    stored: 'Bearer fake-profile',
  },
  {
    name: 'a token that ran out beside a key',
    state: {
      [file]: store({
        'vllm:old': { type: 'token', provider: 'vllm', token: 'fake-token', expires: 1_000 },
        'vllm:default': login,
      }),
    },
    stored: 'Bearer fake-profile',
  },
  {
    name: 'a token and a key',
    state: {
      [file]: store({
        'vllm:default': login,
        'vllm:token': { type: 'token', provider: 'vllm', token: 'fake-token' },
      }),
    },
    stored: 'Bearer fake-token',
  },
  {
    name: 'auth.order takes the second',
    rest: { auth: { order: { vllm: ['vllm:b', 'vllm:default'] } } },
    state: { [file]: store({ 'vllm:default': login, 'vllm:b': { ...login, key: 'fake-b' } }) },
    stored: 'Bearer fake-b',
  },
  {
    name: 'a login that rests after failures',
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:default': login },
        usageStats: { 'vllm:default': { cooldownUntil: 4_000_000_000_000 } },
      }),
    },
    stored: 'Bearer fake-profile',
  },
  {
    name: 'a login that rests after failures, auth api-key',
    provider: { auth: 'api-key' },
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:default': login },
        usageStats: { 'vllm:default': { cooldownUntil: 4_000_000_000_000 } },
      }),
    },
  },
  {
    name: 'the variable is missing, with auth api-key',
    provider: { auth: 'api-key' },
    state: {
      [file]: store({
        'vllm:default': {
          type: 'api_key',
          provider: 'vllm',
          keyRef: { source: 'env', provider: 'default', id: 'NOT_SET_KEY' },
        },
      }),
    },
  },
  {
    name: 'order in the store',
    rest: { auth: { order: { vllm: ['vllm:default'] } } },
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:default': login, 'vllm:b': { ...login, key: 'fake-b' } },
        order: { vllm: ['vllm:b'] },
      }),
    },
    stored: 'Bearer fake-b',
  },
  {
    name: 'a login that names a variable without value',
    state: {
      [file]: store({
        'vllm:default': {
          type: 'api_key',
          provider: 'vllm',
          keyRef: { source: 'env', provider: 'default', id: 'NOT_SET_KEY' },
        },
      }),
    },
    stored: 'Bearer fake-config',
  },
  { name: 'a store that does not parse', state: { [file]: '{broken' } },
  {
    name: 'only a login of another provider',
    state: { [file]: store({ 'groq:default': { ...login, provider: 'groq' } }) },
  },
  {
    name: 'auth.json of old',
    state: { 'agents/main/agent/auth.json': JSON.stringify({ vllm: { type: 'api_key', key: 'fake-old' } }) },
    stored: 'Bearer fake-old',
  },
  {
    name: 'a key in models.json alone',
    provider: { apiKey: null },
    state: { 'agents/main/agent/models.json': staleModels },
  },
  {
    name: 'the order names a login that is gone, then another',
    rest: { auth: { order: { VLLM: ['vllm:gone', 'vllm:b'] } } },
    state: { [file]: store({ 'vllm:default': login, 'vllm:b': { ...login, key: 'fake-b' } }) },
    stored: 'Bearer fake-b',
  },
  { name: 'the order names nothing but what is gone', rest: { auth: { order: { vllm: ['vllm:gone'] } } }, ...wins },
  {
    name: 'one of two rests',
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:a': login, 'vllm:b': { ...login, key: 'fake-b' } },
        usageStats: { 'vllm:a': { cooldownUntil: 4_000_000_000_000 } },
      }),
    },
    stored: 'Bearer fake-b',
  },
  {
    name: 'disabled for its bill',
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:a': login },
        usageStats: { 'vllm:a': { disabledUntil: 4_000_000_000_000, disabledReason: 'billing' } },
      }),
    },
    stored: 'Bearer fake-profile',
  },
  {
    name: 'a rest for this model',
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:a': login },
        usageStats: {
          'vllm:a': { cooldownUntil: 4_000_000_000_000, cooldownReason: 'rate_limit', cooldownModel: 'm1' },
        },
      }),
    },
  },
  {
    name: 'a rest that is over',
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:a': login },
        usageStats: { 'vllm:a': { cooldownUntil: 1000 } },
      }),
    },
    stored: 'Bearer fake-profile',
  },
  {
    name: 'used longer ago',
    state: {
      [file]: JSON.stringify({
        version: 1,
        profiles: { 'vllm:a': login, 'vllm:b': { ...login, key: 'fake-b' } },
        usageStats: { 'vllm:a': { lastUsed: 2000 }, 'vllm:b': { lastUsed: 1000 } },
      }),
    },
    stored: 'Bearer fake-b',
  },
  {
    name: 'a bare name as key',
    state: { [file]: store({ x: { ...login, key: 'VLLM_API_KEY' } }) },
    stored: 'Bearer VLLM_API_KEY',
  },
  {
    name: 'auth.json beside a store',
    state: {
      'agents/main/agent/auth.json': JSON.stringify({ vllm: { type: 'api_key', key: 'fake-old' } }),
      [file]: store({ 'vllm:n': login }),
    },
    stored: 'Bearer fake-profile',
  },
  { name: 'an empty auth.json', state: { 'agents/main/agent/auth.json': '{}' } },
  {
    name: 'headers in models.json',
    state: {
      'agents/main/agent/models.json': staleModels.replace('"apiKey"', '"headers":{"Authorization":"x"},"apiKey"'),
    },
  },
  { name: 'a broken models.json', state: { 'agents/main/agent/models.json': '{"providers": {' } },
  {
    name: 'a key in models.json alone, mode replace',
    provider: { apiKey: null },
    replace: true,
    state: { 'agents/main/agent/models.json': staleModels },
  },
  { name: 'a backup that the config fell behind', state: { 'openclaw.json.bak': backup }, restored: '2026.4.22' },
  { name: 'a stale models.json', state: { 'agents/main/agent/models.json': staleModels } },
];

function configOf({ provider = {}, rest = {}, replace }: StateCase, origin: string): JsonValue {
  const models = [{ id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 8192 }];
  const block = { baseUrl: `${origin}/v1`, api: 'openai-completions', apiKey: 'fake-config', models, ...provider };
  const vllm = Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null));
  return {
    agents: { defaults: { model: { primary: 'vllm/m1' }, skipBootstrap: true } },
    models: { providers: { vllm }, ...(replace && { mode: 'replace' }) },
    ...rest,
  };
}

/** `refused`: no request at all; `stored`: the key of a stored login. */
async function predict(stateCase: StateCase, release: string): Promise<string> {
  const folder = '/nowhere/state';
  const gathered = await gatherConfigFacts({
    source: { file: `${folder}/openclaw.json`, text: JSON.stringify(configOf(stateCase, 'http://127.0.0.1:1')) },
    env: stateCase.env ?? {},
    cwd: folder,
    home: folder,
    stateDir: folder,
    stateFiles: memoryFiles({ folder, files: stateCase.state }),
    platform: 'linux',
    openclawVersion: release,
  });
  const { effective, state } = gathered.facts;
  if (stateCase.restored === release && state.ok && state.value.restore !== undefined) return 'Bearer fake-backup';
  if (!effective.ok || gathered.private === undefined) throw new Error('does not parse');
  const [provider] = effective.value.providers;
  if (provider === undefined || provider.key.kind === 'refused') return 'refused';
  if (provider.key.kind === 'profile') return stateCase.stored ?? 'a stored login';
  return authorizationFor(provider, gathered.private) ?? 'no header';
}

describe.each(['2026.9.6', '2026.4.22'])('state of OpenClaw %s', (release) => {
  const program = installedProgram(release);
  const only = process.env['OVD_ORACLE_ONLY'];
  const chosen = cases.filter(({ name }) => only === undefined || name.includes(only));

  it.skipIf(program === undefined).each(chosen)('$name', { timeout: 400_000 }, async (stateCase) => {
    if (program === undefined) throw new Error('not installed');
    const { requests, output } = await runTurn({
      program,
      config: (origin) => configOf(stateCase, origin),
      state: stateCase.state,
      ...(stateCase.env && { env: stateCase.env }),
    });
    const [first] = requests;
    const sent = first === undefined ? 'refused' : (first.authorization ?? 'no header');
    expect(sent, output.slice(-1500)).toBe(await predict(stateCase, release));
    // Another base URL and other limits in models.json change nothing.
    if (first !== undefined) expect(first.outputLimit).toBe(8192);
  });
});
