import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import type { StoredLogin } from '../../src/config/stored.js';
import { substitute } from '../../src/config/substitute.js';
import { authorizationFor, headersFor } from '../../src/effective/authorization.js';
import { predictKey } from '../../src/effective/key.js';
import { looksLike, normalizeKey } from '../../src/effective/key-text.js';
import { traitsOf } from '../../src/release/traits.js';

interface Setup {
  readonly id?: string;
  readonly apiKey?: JsonValue;
  readonly auth?: string;
  readonly baseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly release?: string;
  readonly rest?: { readonly [key: string]: JsonValue };
  readonly provider?: { readonly [key: string]: JsonValue };
  readonly authProfiles?: readonly StoredLogin[];
}

function setUp({
  id = 'vllm',
  apiKey,
  auth,
  baseUrl = 'http://127.0.0.1:8000/v1',
  env = {},
  release = '2026.9.6',
  ...more
}: Setup) {
  const path = ['models', 'providers', id];
  const entry = {
    baseUrl,
    api: 'openai-completions',
    models: [{ id: 'm' }],
    ...(apiKey !== undefined && { apiKey }),
    ...(auth !== undefined && { auth }),
    ...more.provider,
  };
  const written: JsonValue = { models: { providers: { [id]: entry } }, ...more.rest };
  const environment = {
    secretOf: (name: string) => env[name],
    lookup: (name: string) => ({ state: env[name] === undefined ? ('unset' as const) : ('set' as const) }),
  };
  const { value } = substitute(written, environment);
  const key = predictKey({
    written,
    value,
    id,
    path,
    traits: traitsOf(release),
    environment,
    authProfiles: more.authProfiles,
  });
  return { key, header: authorizationFor({ key }, { substituted: value, environment }) };
}

/** As the wire shows it: the header, `-` for none, `refused` for no request. */
function sent(setup: Setup): string {
  const { key, header } = setUp(setup);
  return key.kind === 'refused' ? 'refused' : (header ?? '-').replace('Bearer ', '');
}

const set = { VLLM_API_KEY: 'ENVKEY' };
const older = '2026.4.22';
const newer = '2026.9.6';

// Measured table, loopback server, model listed.
describe('what is sent', () => {
  it.each<[string, Setup, string, string]>([
    ['bare known name, set', { apiKey: 'VLLM_API_KEY', env: set }, 'ENVKEY', 'ENVKEY'],
    ['bare known name, unset', { apiKey: 'VLLM_API_KEY' }, 'refused', 'refused'],
    ['template, set', { apiKey: '${VLLM_API_KEY}', env: set }, 'ENVKEY', 'ENVKEY'],
    ['template, unset', { apiKey: '${VLLM_API_KEY}' }, 'refused', '${VLLM_API_KEY}'],
    ['template, empty', { apiKey: '${VLLM_API_KEY}', env: { VLLM_API_KEY: '' } }, 'refused', '${VLLM_API_KEY}'],
    ['literal', { apiKey: 'vllm-local' }, 'vllm-local', 'vllm-local'],
    ['literal, environment set', { apiKey: 'vllm-local', env: set }, 'ENVKEY', 'ENVKEY'],
    [
      'literal with auth api-key, environment set',
      { apiKey: 'vllm-local', auth: 'api-key', env: set },
      'vllm-local',
      'vllm-local',
    ],
    ['another template, both set', { apiKey: '${MY_KEY}', env: { ...set, MY_KEY: 'mine' } }, 'ENVKEY', 'ENVKEY'],
    ['missing', {}, '-', '-'],
    ['blank', { apiKey: ' ' }, '-', '-'],
    ['missing, environment set', { env: set }, 'ENVKEY', 'ENVKEY'],
    [
      'dollar name with auth api-key',
      { apiKey: '$VLLM_API_KEY', auth: 'api-key', env: set },
      '$VLLM_API_KEY',
      '$VLLM_API_KEY',
    ],
    ['dollar name', { apiKey: '$VLLM_API_KEY', env: set }, 'ENVKEY', 'ENVKEY'],
    ['angle brackets', { apiKey: '<VLLM_API_KEY>' }, '<VLLM_API_KEY>', '<VLLM_API_KEY>'],
    [
      'SecretRef, set',
      { apiKey: { source: 'env', provider: 'default', id: 'VLLM_API_KEY' }, env: set },
      'ENVKEY',
      'ENVKEY',
    ],
    ['SecretRef, unset', { apiKey: { source: 'env', provider: 'default', id: 'VLLM_API_KEY' } }, 'refused', 'refused'],
    ['unknown name, set', { apiKey: 'MY_KEY', env: { MY_KEY: 'mine' } }, 'MY_KEY', 'MY_KEY'],
    ['name of another provider', { apiKey: 'OPENAI_API_KEY', env: { OPENAI_API_KEY: 'OAI' } }, 'OAI', 'OAI'],
    ['lower-case template', { apiKey: '${my_key}', env: { my_key: 'x' } }, '${my_key}', '${my_key}'],
    ['template with a default', { apiKey: '${VLLM_API_KEY:-x}' }, '${VLLM_API_KEY:-x}', '${VLLM_API_KEY:-x}'],
    ['escaped template, set', { id: 'mybox', apiKey: '$${MY_KEY}', env: { MY_KEY: 'mine' } }, 'mine', '${MY_KEY}'],
    ['blanks around a literal', { apiKey: '  lit \n' }, 'lit', 'lit'],
    ['custom id, bare known name', { id: 'mybox', apiKey: 'VLLM_API_KEY', env: set }, 'ENVKEY', 'ENVKEY'],
    ['custom id, literal, environment of vllm set', { id: 'mybox', apiKey: 'sk-x', env: set }, 'sk-x', 'sk-x'],
    [
      'custom id, header instead of a key',
      { id: 'mybox', provider: { headers: { Authorization: 'Bearer h' } } },
      '-',
      '-',
    ],
    [
      'name of a plugin that is no longer bundled',
      { id: 'mybox', apiKey: 'GROQ_API_KEY', env: { GROQ_API_KEY: 'g' } },
      'g',
      'GROQ_API_KEY',
    ],
    ['oauth with a literal', { apiKey: 'lit', auth: 'oauth' }, 'lit', 'lit'],
    ['no key on a private address', { id: 'mybox', baseUrl: 'http://192.168.50.1:8000/v1' }, 'refused', '-'],
    ['no key on a LAN name', { id: 'mybox', baseUrl: 'http://gpu.lan:8000/v1' }, 'refused', 'refused'],
    ['no key, container host', { id: 'mybox', baseUrl: 'http://host.docker.internal:8000/v1' }, 'refused', '-'],
    ['no key, no rows', { provider: { models: [] } }, 'refused', 'refused'],
    ['no key, auth token', { auth: 'token' }, 'refused', 'refused'],
    ['lmstudio with its word', { id: 'lmstudio', apiKey: 'lmstudio-local' }, '-', '-'],
    ['ollama on another machine', { id: 'ollama', baseUrl: 'http://gpu.lan:11434/v1' }, '-', '-'],
    ['a word for local access', { id: 'mybox', apiKey: 'custom-local' }, 'refused', '-'],
  ])('%s', (_name, setup, inOlder, inNewer) => {
    expect([sent({ ...setup, release: older }), sent({ ...setup, release: newer })]).toEqual([inOlder, inNewer]);
  });

  it.each<[string, Setup, string]>([
    ['2026.6.11', { apiKey: '$MY_KEY', id: 'mybox', env: { MY_KEY: 'mine' } }, 'mine'],
    ['2026.7.1', { apiKey: '$MY_KEY', id: 'mybox', env: { MY_KEY: 'mine' } }, '$MY_KEY'],
    ['2026.6.11', { apiKey: '$MY_KEY', id: 'mybox' }, 'refused'],
    ['2026.6.11', { apiKey: '${MY_KEY}', id: 'mybox' }, 'refused'],
    ['2026.7.1', { apiKey: '${MY_KEY}', id: 'mybox' }, '${MY_KEY}'],
    ['2026.5.2', { baseUrl: 'http://10.0.0.2:8000/v1' }, '-'],
    ['2026.5.2', { baseUrl: 'http://host.docker.internal:8000/v1' }, 'refused'],
    ['2026.6.1', { id: 'mybox', apiKey: 'GROQ_API_KEY', env: { GROQ_API_KEY: 'g' } }, 'g'],
    ['2026.6.11', { id: 'mybox', apiKey: 'GROQ_API_KEY', env: { GROQ_API_KEY: 'g' } }, 'GROQ_API_KEY'],
  ])('%s: %j', (release, setup, expected) => {
    expect(sent({ ...setup, release })).toBe(expected);
  });
});

describe('predictKey', () => {
  const path = ['models', 'providers', 'vllm', 'apiKey'];

  it('names the variable and how the config names it', () => {
    expect(setUp({ apiKey: 'VLLM_API_KEY', env: set }).key).toEqual({
      kind: 'variable',
      name: 'VLLM_API_KEY',
      path,
      form: 'bare',
    });
    expect(setUp({ apiKey: '${VLLM_API_KEY}', env: set }).key).toEqual({
      kind: 'variable',
      name: 'VLLM_API_KEY',
      path,
      form: 'template',
    });
    expect(setUp({ env: set }).key).toEqual({ kind: 'variable', name: 'VLLM_API_KEY' });
  });

  it('says that the environment overrides the config', () => {
    expect(setUp({ apiKey: 'fake-literal', env: set }).key).toEqual({
      kind: 'variable',
      name: 'VLLM_API_KEY',
      overrides: path,
    });
  });

  it('says why nothing is sent', () => {
    expect(setUp({ apiKey: 'VLLM_API_KEY' }).key).toEqual({
      kind: 'refused',
      reason: 'No API key found for provider "vllm"',
      path,
      name: 'VLLM_API_KEY',
      form: 'bare',
    });
    expect(setUp({ auth: 'oauth' }).key).toEqual({ kind: 'refused', reason: 'No API key found for provider "vllm"' });
  });

  it('knows a text that was meant as a variable', () => {
    const literal = (apiKey: string, env = {}) => setUp({ id: 'b', apiKey, env }).key;
    const at = ['models', 'providers', 'b', 'apiKey'];
    expect(literal('MY_KEY', { MY_KEY: 'x' })).toEqual({
      kind: 'literal',
      path: at,
      looksLike: 'unknown-name',
      name: 'MY_KEY',
      nameIsSet: true,
    });
    expect(literal('$MY_KEY')).toEqual({
      kind: 'literal',
      path: at,
      looksLike: 'unresolved-template',
      name: 'MY_KEY',
      nameIsSet: false,
    });
    expect(literal('GPU_BOX')).toMatchObject({ looksLike: 'secret' });
    expect(literal('GPU_BOX', { GPU_BOX: 'x' })).toMatchObject({ looksLike: 'unknown-name', name: 'GPU_BOX' });
  });

  it('never gives a key away', () => {
    const secret = 'fake-0123456789abcdef';
    const setups: Setup[] = [
      { apiKey: secret },
      { apiKey: `x-${'${A}'}`, env: { A: secret } },
      { apiKey: '${A}', env: { A: 'SECRET_IN_CAPITALS_KEY' } },
      { apiKey: 'fake', env: { VLLM_API_KEY: secret } },
    ];
    for (const setup of setups) expect(JSON.stringify(setUp(setup).key)).not.toMatch(/fake-0|CAPITALS/);
  });

  it('points at the word that means no key', () => {
    const { key } = setUp({ id: 'mybox', apiKey: 'custom-local' });
    expect(key).toEqual({ kind: 'none', path: ['models', 'providers', 'mybox', 'apiKey'] });
  });

  it('knows stored logins by generation', () => {
    const authProfiles = [{ id: 'vllm:default', provider: 'vllm' }];
    expect(setUp({ authProfiles, apiKey: 'lit', env: set, release: older }).key).toEqual({
      kind: 'profile',
      name: 'vllm:default',
    });
    expect(setUp({ authProfiles, apiKey: 'lit', auth: 'api-key', release: older }).key).toMatchObject({
      kind: 'literal',
    });
    const leftOver = authProfiles.map((login) => ({ ...login, leftOver: true }));
    expect(setUp({ authProfiles: leftOver, apiKey: 'lit', auth: 'api-key' }).key).toMatchObject({ kind: 'refused' });
    expect(setUp({ authProfiles, apiKey: 'lit' }).key).toEqual({ kind: 'profile', name: 'vllm:default' });
    expect(setUp({ authProfiles: [{ id: 'x', provider: 'openai' }], apiKey: 'lit' }).key).toMatchObject({
      kind: 'literal',
    });
  });

  it('does not call a key missing when a login is declared and nobody looked', () => {
    const rest = { auth: { profiles: { 'vllm:default': { provider: 'vllm', mode: 'api_key' } } } };
    expect(setUp({ apiKey: 'VLLM_API_KEY', rest }).key).toEqual({ kind: 'profile', name: 'vllm:default' });
    expect(setUp({ apiKey: 'VLLM_API_KEY', rest, authProfiles: [] }).key).toMatchObject({ kind: 'refused' });
    expect(setUp({ apiKey: 'VLLM_API_KEY', rest, env: set }).key).toMatchObject({ kind: 'variable' });
  });

  it('reads a SecretRef to a file, but not the file', () => {
    const { key, header } = setUp({ apiKey: { source: 'file', provider: 'vault', id: '/vllm' } });
    expect([key, header]).toEqual([{ kind: 'secret-ref', path, source: 'file' }, undefined]);
  });
});

it.each([
  ['EMPTY', 'placeholder'],
  ['none', 'placeholder'],
  ['not-needed', 'placeholder'],
  ['sk-no-key-required', 'placeholder'],
  ['token-abc123', 'placeholder'],
  ['your-api-key', 'placeholder'],
  ['VLLM_LOCAL_KEY', 'unknown-name'],
  ['%VLLM_API_KEY%', 'unresolved-template'],
  ['process.env.VLLM_API_KEY', 'unresolved-template'],
  ['${env:VLLM_API_KEY}', 'unresolved-template'],
  ['${ VLLM_API_KEY }', 'unresolved-template'],
  ['$(VLLM_API_KEY)', 'unresolved-template'],
  ['$env:VLLM_API_KEY', 'unresolved-template'],
  ['${{ secrets.VLLM_API_KEY }}', 'unresolved-template'],
  ['{env:VLLM_API_KEY}', 'unresolved-template'],
  ['os.environ/VLLM_API_KEY', 'unresolved-template'],
  ['{{VLLM_API_KEY}}', 'unresolved-template'],
  ['fake-8f3a91c2', 'secret'],
])('looksLike %s: %s', (text, kind) => {
  expect(looksLike(text).kind).toBe(kind);
});

it('normalizeKey drops what a header cannot carry', () => {
  expect(normalizeKey(' a\r\nb\u2019c ')).toBe('abc');
});

it('headersFor adds what else the provider is sent, and names what to hide', () => {
  const entry = { headers: { 'X-Team': 'fake-team', Accept: 'text/plain', Authorization: 'Bearer fake-auth' } };
  const substituted = { models: { providers: { v: entry } } };
  const path = ['models', 'providers', 'v'];
  const key = { kind: 'literal', path: [...path, 'headers', 'Authorization'], looksLike: 'secret' } as const;
  const secrets = { substituted, environment: { secretOf: () => undefined } };
  expect(headersFor({ key, path }, { path, listed: false }, secrets)).toEqual({
    headers: { 'X-Team': 'fake-team', Accept: 'text/plain', authorization: 'Bearer fake-auth' },
    secrets: ['fake-team', 'Bearer fake-auth', 'fake-auth'],
  });
});

it('headersFor takes the headers of the row of the model before those of the provider', () => {
  const row = { id: 'm', headers: { 'X-Team': 'fake-row-team', Authorization: 'Bearer fake-row' } };
  const entry = { headers: { 'X-Team': 'fake-team', 'X-Site': 'fake-site' }, models: [row] };
  const substituted = { models: { providers: { v: entry } } };
  const path = ['models', 'providers', 'v'];
  const own = [...path, 'models', 0];
  const key = { kind: 'literal', path: [...own, 'headers', 'Authorization'], looksLike: 'secret' } as const;
  const secrets = { substituted, environment: { secretOf: () => undefined } };
  expect(headersFor({ key: { kind: 'none' }, path }, { key, path: own, listed: true }, secrets).headers).toEqual({
    'X-Team': 'fake-row-team',
    'X-Site': 'fake-site',
    authorization: 'Bearer fake-row',
  });
});

describe('what decides the header besides the key', () => {
  const both = ['2026.4.22', '2026.9.6'];
  const header = (provider: Setup['provider'], env: Setup['env'] = {}) =>
    both.map((release) =>
      sent({ id: 'box', apiKey: 'fake-key', release, ...(provider && { provider }), ...(env && { env }) }),
    );
  const all = (text: string) => [text, text];

  it('authHeader asks for the key, whatever is written', () => {
    const headers = { Authorization: 'Bearer fake-header' };
    expect(header({ headers, authHeader: true })).toEqual(all('fake-key'));
    expect(header({ headers, authHeader: false })).toEqual(all('fake-header'));
  });

  it('request.auth of mode header leaves no other Authorization', () => {
    const auth = { mode: 'header', headerName: 'x-api-key', value: 'fake-value' };
    expect(header({ headers: { Authorization: 'Bearer fake-header' }, request: { auth } })).toEqual(all('fake-key'));
  });

  it('request.auth of mode header may be the Authorization', () => {
    const auth = { mode: 'header', headerName: 'Authorization', value: ' fake-value ', prefix: 'Token ' };
    expect(header({ request: { auth } })).toEqual(all('Tokenfake-value'));
  });

  it('the last of two spellings counts', () => {
    expect(header({ headers: { Authorization: 'Bearer fake-1', authorization: 'Bearer fake-2' } })).toEqual(
      all('fake-2'),
    );
  });

  it('the word of Ollama is a key in its own protocol', () => {
    const ollama = { id: 'ollama', apiKey: 'ollama-local', provider: { api: 'ollama' } };
    expect(both.map((release) => sent({ ...ollama, release }))).toEqual(all('ollama-local'));
  });

  it('headers may be secret references', () => {
    const Authorization = { source: 'env', provider: 'default', id: 'MY_KEY' };
    // 2026.4.22 sends what stands for it.
    expect(header({ headers: { Authorization } }, { MY_KEY: 'Basic fake' })).toEqual([
      'secretref-env:MY_KEY',
      'Basic fake',
    ]);
  });
});
