import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.js';
import type { JsonValue } from '../../src/config/json.js';
import { substitute } from '../../src/config/substitute.js';
import { authorizationFor } from '../../src/effective/authorization.js';
import { buildEffective } from '../../src/effective/effective.js';
import { traitsOf } from '../../src/release/traits.js';
import { installedProgram, runTurn } from './run-openclaw.js';

interface KeyCase {
  readonly name: string;
  /** `vllm` unless said. */
  readonly id?: string;
  /** Beside base URL, api and models. */
  readonly provider?: { readonly [key: string]: JsonValue };
  readonly env?: Readonly<Record<string, string>>;
  /** Root keys. */
  readonly rest?: { readonly [key: string]: JsonValue };
}

const reference = { source: 'env', provider: 'default', id: 'VLLM_API_KEY' };

const cases: readonly KeyCase[] = [
  { name: 'literal', provider: { apiKey: 'fake-literal' } },
  {
    name: 'literal, the variable of the id is set',
    provider: { apiKey: 'fake-literal' },
    env: { VLLM_API_KEY: 'fake-env' },
  },
  {
    name: 'literal with auth api-key, the variable is set',
    provider: { apiKey: 'fake-literal', auth: 'api-key' },
    env: { VLLM_API_KEY: 'fake-env' },
  },
  { name: 'bare known name, set', provider: { apiKey: 'VLLM_API_KEY' }, env: { VLLM_API_KEY: 'fake-env' } },
  { name: 'bare known name, unset', provider: { apiKey: 'VLLM_API_KEY' } },
  { name: 'bare unknown name, set', provider: { apiKey: 'MY_KEY' }, env: { MY_KEY: 'fake-mine' } },
  {
    name: 'bare name of another provider, set',
    provider: { apiKey: 'OPENAI_API_KEY' },
    env: { OPENAI_API_KEY: 'fake-openai' },
  },
  {
    name: 'bare name of a plugin that only older releases bundle',
    id: 'mybox',
    provider: { apiKey: 'GROQ_API_KEY' },
    env: { GROQ_API_KEY: 'fake-groq' },
  },
  { name: 'template, set', provider: { apiKey: '${VLLM_API_KEY}' }, env: { VLLM_API_KEY: 'fake-env' } },
  { name: 'template, unset', provider: { apiKey: '${VLLM_API_KEY}' } },
  { name: 'template, empty', provider: { apiKey: '${VLLM_API_KEY}' }, env: { VLLM_API_KEY: '' } },
  {
    name: 'template of another name, both set',
    provider: { apiKey: '${MY_KEY}' },
    env: { MY_KEY: 'fake-mine', VLLM_API_KEY: 'fake-env' },
  },
  {
    name: 'template on a custom id, the variable of vllm is set',
    id: 'mybox',
    provider: { apiKey: '${MY_KEY}' },
    env: { MY_KEY: 'fake-mine', VLLM_API_KEY: 'fake-env' },
  },
  { name: 'escaped template', provider: { apiKey: '$${MY_KEY}' }, env: { MY_KEY: 'fake-mine' } },
  { name: 'dollar name, set', id: 'mybox', provider: { apiKey: '$MY_KEY' }, env: { MY_KEY: 'fake-mine' } },
  {
    name: 'dollar name with auth api-key',
    provider: { apiKey: '$VLLM_API_KEY', auth: 'api-key' },
    env: { VLLM_API_KEY: 'fake-env' },
  },
  { name: 'lower-case template', id: 'mybox', provider: { apiKey: '${my_key}' }, env: { my_key: 'fake-mine' } },
  { name: 'none on loopback' },
  { name: 'none on loopback, the variable is set', env: { VLLM_API_KEY: 'fake-env' } },
  { name: 'blank', provider: { apiKey: '' } },
  { name: 'SecretRef, set', provider: { apiKey: reference }, env: { VLLM_API_KEY: 'fake-env' } },
  { name: 'SecretRef, unset', provider: { apiKey: reference } },
  {
    name: 'custom id, literal, the variable of vllm is set',
    id: 'mybox',
    provider: { apiKey: 'fake-literal' },
    env: { VLLM_API_KEY: 'fake-env' },
  },
  {
    name: 'custom id, header instead of a key',
    id: 'mybox',
    provider: { headers: { Authorization: 'Bearer fake-header' } },
  },
  { name: 'key with blanks and a line end', id: 'mybox', provider: { apiKey: '  fake-literal\n' } },
  {
    name: 'variable from env.vars',
    provider: { apiKey: 'VLLM_API_KEY' },
    rest: { env: { vars: { VLLM_API_KEY: 'fake-vars' } } },
  },
  {
    name: 'key and header',
    id: 'mybox',
    provider: { apiKey: 'fake-literal', headers: { Authorization: 'Bearer fake-header' } },
  },
  {
    name: 'key and request.auth',
    id: 'mybox',
    provider: { apiKey: 'fake-literal', request: { auth: { mode: 'authorization-bearer', token: 'fake-bearer' } } },
  },
  {
    name: 'key and header with a template',
    id: 'mybox',
    provider: { apiKey: 'fake-literal', headers: { authorization: 'Bearer ${MY_KEY}' } },
    env: { MY_KEY: 'fake-mine' },
  },
  {
    name: 'header, and authHeader asks for the key',
    id: 'mybox',
    provider: { apiKey: 'fake-literal', authHeader: true, headers: { Authorization: 'Bearer fake-header' } },
  },
  {
    name: 'request.auth names the header',
    id: 'mybox',
    provider: {
      apiKey: 'fake-literal',
      request: { auth: { mode: 'header', headerName: 'Authorization', value: 'fake-value', prefix: 'Token ' } },
    },
  },
  {
    name: 'header that is a SecretRef',
    id: 'mybox',
    provider: { apiKey: 'fake-literal', headers: { Authorization: { ...reference, id: 'MY_KEY' } } },
    env: { MY_KEY: 'Bearer fake-mine' },
  },
  {
    name: 'header of another scheme',
    id: 'mybox',
    provider: { apiKey: 'fake-literal', headers: { Authorization: 'Basic ZmFrZQ==' } },
  },
  { name: 'word for local access', id: 'mybox', provider: { apiKey: 'custom-local' } },
  { name: 'lmstudio with its word', id: 'lmstudio', provider: { apiKey: 'lmstudio-local' } },
];

function configOf({ id = 'vllm', provider = {}, rest = {} }: KeyCase, origin: string): JsonValue {
  const models = [{ id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 8192 }];
  return {
    agents: { defaults: { model: { primary: `${id}/m1` }, skipBootstrap: true } },
    models: { providers: { [id]: { baseUrl: `${origin}/v1`, api: 'openai-completions', models, ...provider } } },
    ...rest,
  };
}

/** `refused`: no request at all. */
async function predict(keyCase: KeyCase, release: string): Promise<string> {
  const written = configOf(keyCase, 'http://127.0.0.1:1');
  const traits = traitsOf(release);
  const nowhere = '/nowhere';
  const environment = await readEnvironment({
    env: keyCase.env ?? {},
    cwd: nowhere,
    stateDir: nowhere,
    home: nowhere,
    configValue: written,
    traits,
  });
  const { value } = substitute(written, environment);
  const { providers } = buildEffective({ value, written, traits, version: release, environment, authProfiles: [] });
  const [provider] = providers;
  if (provider === undefined || provider.key.kind === 'refused') return 'refused';
  return authorizationFor(provider, { substituted: value, environment }) ?? 'no header';
}

describe.each(['2026.9.6', '2026.4.22'])('keys of OpenClaw %s', (release) => {
  const program = installedProgram(release);
  const only = process.env['OVD_ORACLE_ONLY'];
  const chosen = cases.filter(({ name }) => only === undefined || name.includes(only));

  it.skipIf(program === undefined).each(chosen)('$name', { timeout: 400_000 }, async (keyCase) => {
    if (program === undefined) throw new Error('not installed');
    const { requests, output } = await runTurn({
      program,
      config: (origin) => configOf(keyCase, origin),
      ...(keyCase.env && { env: keyCase.env }),
    });
    const [first] = requests;
    const sent = first === undefined ? 'refused' : (first.authorization ?? 'no header');
    expect(sent, output.slice(-1500)).toBe(await predict(keyCase, release));
  });
});
