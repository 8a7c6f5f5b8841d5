import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.js';
import type { JsonObject, JsonValue } from '../../src/config/json.js';
import { buildEffective } from '../../src/effective/effective.js';
import { traitsOf } from '../../src/release/traits.js';
import { paramsCases } from './params-cases.js';
import { installedProgram, runTurn } from './run-openclaw.js';

interface ReferenceCase {
  readonly name: string;
  readonly primary?: JsonValue;
  /** `agents.defaults` beside the model. */
  readonly defaults?: JsonObject;
  /** Two more rows unless said. */
  readonly rows?: JsonValue;
  readonly provider?: JsonObject;
  /** Appended to the origin; `/v1` unless said. */
  readonly base?: string;
  /** Path in front of `/chat/completions`, when it is not the base. */
  readonly id?: string;
  readonly agent?: JsonObject;
  /** Keys that older schemas refuse. */
  readonly newer?: true;
}

const rows = [
  { id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 4096 },
  { id: 'org/m2', name: 'm2', contextWindow: 131_072, maxTokens: 2048 },
];

const alias = (ref: string, name: string) => ({ models: { [ref]: { alias: name } } });
const called = [
  { id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 4096 },
  { id: 'a:b', name: 'a:b', maxTokens: 64 },
  { id: 'deep/er/id', name: 'deep', maxTokens: 65 },
  { id: ' m9 ', name: 'm9', maxTokens: 66 },
  { id: 'box/b1', name: 'b1', maxTokens: 67 },
];

const cases: readonly ReferenceCase[] = [
  ...paramsCases,
  {
    name: 'alias of an alias',
    primary: 'fast',
    defaults: { models: { 'vllm/org/m2': { alias: 'quick' }, quick: { alias: 'fast' } } },
  },
  {
    name: 'alias of an alias with a slash',
    primary: 'fast',
    defaults: { models: { 'vllm/m1': { alias: 'q' }, 'vllm/q': { alias: 'fast' } } },
  },
  { name: 'alias that is an id', primary: 'm1', defaults: alias('vllm/org/m2', 'm1') },
  { name: 'alias that is a reference', primary: 'vllm/m1', defaults: alias('vllm/org/m2', 'vllm/m1') },
  { name: 'alias in capitals and blanks', primary: '  FAST ', defaults: alias('vllm/org/m2', 'fast') },
  {
    name: 'two equal aliases',
    primary: 'fast',
    defaults: { models: { 'vllm/m1': { alias: 'fast' }, 'vllm/org/m2': { alias: 'Fast' } } },
  },
  { name: 'several slashes', primary: 'vllm/deep/er/id', rows: called },
  { name: 'two slashes together', primary: 'vllm//m1' },
  { name: 'id with a colon', primary: 'vllm/a:b', rows: called },
  { name: 'id with a date', primary: 'vllm/m1@20250101' },
  { name: 'row with blanks', primary: 'vllm/m9', rows: called },
  { name: 'row of another provider', primary: 'vllm/box/b1', rows: called },
  { name: 'capitals in the entry', id: 'BIG', primary: 'BIG/m1' },
  { name: 'allowed id that no row lists', primary: 'vllm/zz', defaults: { models: { 'vllm/zz': {} } } },
  { name: 'bare id that is allowed', primary: 'zz', defaults: { models: { 'vllm/zz': {} } } },
  { name: 'slash at the front', primary: '/m1' },
  { name: 'fallbacks of the agent alone', primary: 'vllm/m1', agent: { model: { fallbacks: ['vllm/org/m2'] } } },
  { name: 'provider/id', primary: { primary: 'vllm/m1' } },
  { name: 'a string instead of an object', primary: 'vllm/m1' },
  { name: 'id with a slash', primary: 'vllm/org/m2' },
  { name: 'id with a slash, provider left out', primary: 'org/m2' },
  { name: 'capitals in the provider', primary: 'VLLM/m1' },
  { name: 'capitals in the id', primary: 'vllm/M1' },
  { name: 'unlisted id', primary: 'vllm/typo' },
  { name: 'unlisted id, no rows', primary: 'vllm/typo', rows: [] },
  { name: 'unlisted id, limit of the provider', primary: 'vllm/typo', provider: { maxTokens: 1024 } },
  { name: 'unknown provider', primary: 'nobody/m1' },
  { name: 'alias', primary: 'fast', defaults: { models: { 'vllm/org/m2': { alias: 'Fast' } } } },
  { name: 'no slash, one provider lists it', primary: 'm1' },
  { name: 'no slash, nobody lists it', primary: 'nowhere' },
  { name: 'profile suffix', primary: 'vllm/m1@work' },
  { name: 'quantization suffix', primary: 'vllm/m1@q4_k_m' },
  { name: 'the provider twice', primary: 'vllm/vllm/m1' },
  { name: 'no primary' },
  { name: 'model of the agent', primary: 'vllm/m1', agent: { model: 'vllm/org/m2' } },
  { name: 'custom id', id: 'mybox', primary: 'mybox/m1' },
  { name: 'base URL without /v1', primary: 'vllm/m1', base: '' },
  { name: 'base URL with a slash at the end', primary: 'vllm/m1', base: '/v1/' },
  { name: 'two slashes at the end', primary: 'vllm/m1', base: '/v1//' },
  { name: 'query', primary: 'vllm/m1', base: '/v1?k=1' },
  { name: 'other spelling of the provider', id: 'zai', primary: 'z.ai/m1' },
  {
    name: 'alias behind its provider',
    primary: 'vllm/fast',
    defaults: { models: { 'vllm/org/m2': { alias: 'fast' } } },
  },
  { name: 'the id ollama', id: 'ollama', primary: 'ollama/m1' },
  { name: 'row that names its provider', primary: 'vllm/m1', rows: [{ id: 'vllm/m1', name: 'm1', maxTokens: 512 }] },
  {
    name: 'params above the row',
    primary: 'vllm/m1',
    defaults: { models: { 'vllm/m1': { params: { maxTokens: 50_000 } } } },
  },
  { name: 'params below the row', primary: 'vllm/m1', defaults: { params: { maxTokens: 777 } } },
  { name: 'row without limits', primary: 'vllm/bare', rows: [{ id: 'bare', name: 'bare' }] },
];

function configOf(
  { id = 'vllm', primary, defaults = {}, provider = {}, base = '/v1', agent, ...more }: ReferenceCase,
  release: string,
  origin: string,
): JsonValue {
  const roster =
    agent &&
    (traitsOf(release).roster === 'entries' ? { entries: { main: agent } } : { list: [{ id: 'main', ...agent }] });
  const entry = {
    baseUrl: `${origin}${base}`,
    api: 'openai-completions',
    apiKey: 'fake-key',
    models: more.rows ?? rows,
    ...provider,
  };
  return {
    agents: {
      defaults: { skipBootstrap: true, ...(primary !== undefined && { model: primary }), ...defaults },
      ...roster,
    },
    models: { providers: { [id]: entry } },
  };
}

/** `path model limit`, or `no request`. */
async function predict(referenceCase: ReferenceCase, release: string): Promise<string> {
  const written = configOf(referenceCase, release, 'http://127.0.0.1:1');
  const traits = traitsOf(release);
  const environment = await readEnvironment({
    env: {},
    cwd: '/nowhere',
    stateDir: '/nowhere',
    home: '/nowhere',
    traits,
  });
  const { references, models, providers } = buildEffective({
    value: written,
    written,
    traits,
    version: release,
    environment,
    authProfiles: [],
  });
  const primaries = references.filter(({ role }) => role === 'primary');
  const reference = primaries.find(({ agent }) => agent === 'main') ?? primaries[0];
  // The login that the suffix names is not there.
  if (reference?.profile !== undefined && traits.authProfilesFile === 'stops-runs') return 'no request';
  const model = models.find(({ ref }) => ref === reference?.resolved);
  const provider = providers.find(({ id }) => id === model?.provider);
  if (model === undefined || provider?.baseUrl === undefined) return 'no request';
  if (model.url === undefined) return 'no request';
  const native = model.api.value === 'ollama'; // which names its limit in another way
  return `${model.url.value.replace(/^http:\/\/[^/]+/, '')} ${model.id} ${(native ? null : model.outputLimit.value) ?? 'none'}`;
}

describe.each(['2026.9.6', '2026.4.22'])('references of OpenClaw %s', (release) => {
  const program = installedProgram(release);
  const only = process.env['OVD_ORACLE_ONLY'];
  // A key that the release does not know would stop the whole file.
  const fits = ({ provider, newer }: ReferenceCase) =>
    (provider === undefined && newer === undefined) || traitsOf(release).providerLimits !== 'no-keys';
  const chosen = cases.filter((row) => fits(row) && (only === undefined || row.name.includes(only)));

  it.skipIf(program === undefined).each(chosen)('$name', { timeout: 400_000 }, async (referenceCase) => {
    if (program === undefined) throw new Error('not installed');
    const { requests, output } = await runTurn({
      program,
      config: (origin) => configOf(referenceCase, release, origin),
    });
    const first = requests.find(({ path }) => /\/chat(?:\/completions)?(?:\?|$)/.test(path));
    const sent = first === undefined ? 'no request' : `${first.path} ${first.model} ${first.outputLimit ?? 'none'}`;
    expect(sent, output.slice(-1500)).toBe(await predict(referenceCase, release));
  });
});
