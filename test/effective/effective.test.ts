import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/config/json.js';
import { substitute } from '../../src/config/substitute.js';
import { buildEffective } from '../../src/effective/effective.js';
import type { EffectiveModel, Sourced } from '../../src/effective/types.js';
import { traitsOf } from '../../src/release/traits.js';

function build(written: JsonValue, release = '2026.9.6', env: Readonly<Record<string, string>> = {}) {
  const environment = {
    secretOf: (name: string) => env[name],
    lookup: (name: string) => ({ state: env[name] ? ('set' as const) : ('unset' as const) }),
  };
  const { value } = substitute(written, environment);
  return buildEffective({ value, written, traits: traitsOf(release), version: release, environment });
}

interface Setup {
  readonly row?: JsonObject;
  readonly provider?: JsonObject;
  readonly defaults?: JsonObject;
  readonly id?: string;
  readonly host?: string;
  /** What the primary asks for; the row's `m` unless said. */
  readonly ask?: string;
  readonly rows?: JsonValue;
  /** Beside `agents.defaults`. */
  readonly roster?: JsonObject;
}

function model(
  { row = {}, provider = {}, defaults = {}, id = 'vllm', host = '127.0.0.1:8000', ask = 'm', rows, roster = {} }: Setup,
  release: string,
): EffectiveModel {
  const { models } = build(
    {
      agents: { defaults: { model: `${id}/${ask}`, ...defaults }, ...roster },
      models: {
        providers: {
          [id]: {
            baseUrl: `http://${host}/v1`,
            api: 'openai-completions',
            models: rows ?? [{ id: 'm', ...row }],
            ...provider,
          },
        },
      },
    },
    release,
  );
  const found = models.find((candidate) => candidate.id === ask);
  if (found === undefined) throw new Error('not reached');
  return found;
}

const releases = ['2026.4.22', '2026.5.2', '2026.7.1', '2026.8.2', '2026.9.6'];
const across = <T>(setup: Setup, read: (model: EffectiveModel) => Sourced<T>) =>
  releases.map((release) => read(model(setup, release)).value);

describe('windows', () => {
  it.each<[string, Setup, number[]]>([
    ['as written', { row: { contextWindow: 32_768 } }, [32_768, 32_768, 32_768, 32_768, 32_768]],
    ['missing', {}, [200_000, 200_000, 200_000, 200_000, 200_000]],
    [
      'contextTokens below',
      { row: { contextWindow: 65_536, contextTokens: 16_384 } },
      [16_384, 16_384, 16_384, 16_384, 16_384],
    ],
    [
      'contextTokens above',
      { row: { contextWindow: 16_384, contextTokens: 65_536 } },
      [65_536, 65_536, 65_536, 65_536, 16_384],
    ],
    [
      'capped for all agents',
      { row: { contextWindow: 65_536 }, defaults: { contextTokens: 24_000 } },
      [24_000, 24_000, 24_000, 65_536, 65_536],
    ],
    [
      'a cap above it',
      { row: { contextWindow: 20_000 }, defaults: { contextTokens: 24_000 } },
      [20_000, 20_000, 20_000, 20_000, 20_000],
    ],
    ['of the provider, listed', { provider: { contextWindow: 50_000 } }, [200_000, 200_000, 200_000, 200_000, 200_000]],
    [
      'of the provider, unlisted',
      { ask: 'x', provider: { contextWindow: 50_000 } },
      [200_000, 50_000, 50_000, 200_000, 200_000],
    ],
    [
      'of the first row, unlisted',
      { ask: 'x', row: { contextWindow: 40_000 } },
      [40_000, 40_000, 40_000, 200_000, 200_000],
    ],
    ['nothing, unlisted', { ask: 'x', rows: [] }, [200_000, 200_000, 200_000, 200_000, 200_000]],
  ])('%s', (_name, setup, expected) => {
    expect(across(setup, (found) => found.contextWindow)).toEqual(expected);
  });

  it('says who said so', () => {
    const path = ['models', 'providers', 'vllm', 'models', 0, 'contextWindow'];
    expect(model({ row: { contextWindow: 9000 } }, '2026.9.6').contextWindow).toEqual({
      value: 9000,
      from: 'config',
      path,
    });
    expect(model({}, '2026.9.6').contextWindow).toEqual({
      value: 200_000,
      from: 'release',
      note: 'default of 2026.9.6',
    });
    expect(model({ ask: 'x', row: { contextWindow: 9000 } }, '2026.4.22').contextWindow).toEqual({
      value: 9000,
      from: 'derived',
      path,
      note: 'taken from the row of m',
    });
    expect(model({ defaults: { contextTokens: 9000 } }, '2026.4.22').contextWindow).toMatchObject({
      path: ['agents', 'defaults', 'contextTokens'],
      note: 'capped by agents.defaults.contextTokens',
    });
  });
});

describe('output limits', () => {
  it.each<[string, Setup, (number | null)[]]>([
    ['as written', { row: { maxTokens: 4096 } }, [4096, 4096, 4096, 4096, 4096]],
    ['missing', {}, [8192, 8192, 8192, 8192, 8192]],
    ['missing in a small window', { row: { contextWindow: 5000 } }, [5000, 5000, 5000, 5000, 5000]],
    ['of the provider', { provider: { maxTokens: 2048 } }, [8192, 8192, 8192, 2048, 2048]],
    ['unlisted, of the first row', { ask: 'x', row: { maxTokens: 4096 } }, [4096, 4096, 4096, 4096, null]],
    ['unlisted, first row without one', { ask: 'x' }, [8192, 8192, 8192, 8192, null]],
    ['unlisted, no row', { ask: 'x', rows: [] }, [200_000, 200_000, null, null, null]],
    [
      'unlisted, of the provider',
      { ask: 'x', rows: [], provider: { maxTokens: 2048 } },
      [200_000, 2048, 2048, 2048, 2048],
    ],
  ])('%s', (_name, setup, expected) => {
    expect(across(setup, (found) => found.maxTokens)).toEqual(expected);
  });
});

describe('where requests go', () => {
  const url = (setup: Setup, release = '2026.9.6') => model(setup, release).url?.value;

  it('puts the route of the wire format behind the base URL', () => {
    expect(url({})).toBe('http://127.0.0.1:8000/v1/chat/completions');
    expect(url({ provider: { baseUrl: ' http://127.0.0.1:8000/v1// ' } })).toBe(
      'http://127.0.0.1:8000/v1/chat/completions',
    );
    expect(url({ provider: { api: 'openai-responses' } })).toBe('http://127.0.0.1:8000/v1/responses');
    expect(url({ provider: { api: 'anthropic-messages' } })).toBe('http://127.0.0.1:8000/v1/messages');
    expect(url({ provider: { api: 'ollama' } }, '2026.4.22')).toBe('http://127.0.0.1:8000/api/chat');
    const query = { baseUrl: 'http://127.0.0.1:8000/v1?k=1' };
    expect(url({ provider: query }, '2026.4.22')).toBe('http://127.0.0.1:8000/v1?k=1/chat/completions');
    expect(url({ provider: query })).toBe('http://127.0.0.1:8000/v1/chat/completions?k=1');
    expect(url({ provider: { api: 'google-generative-ai' } })).toBeUndefined();
  });

  it('takes the api of the row', () => {
    expect(url({ row: { api: 'openai-responses' } }, '2026.4.22')).toBe('http://127.0.0.1:8000/v1/responses');
    expect(model({ row: { api: 'openai-responses' } }, '2026.9.6').api.path?.at(-1)).toBe('api');
  });

  it('the id ollama speaks its own protocol up to 2026.6.1', () => {
    const provider = { baseUrl: 'http://127.0.0.1:11434/v1' };
    expect(url({ id: 'ollama', provider }, '2026.6.1')).toBe('http://127.0.0.1:11434/api/chat');
    expect(url({ id: 'ollama', provider }, '2026.6.11')).toBe('http://127.0.0.1:11434/v1/chat/completions');
  });

  it('takes the base URL of the row from 2026.5.28 on', () => {
    const row = { baseUrl: 'http://user:pw@127.0.0.1:9/v1' };
    expect(url({ row }, '2026.5.12')).toBe('http://127.0.0.1:8000/v1/chat/completions');
    expect(url({ row }, '2026.5.28')).toBe('http://127.0.0.1:9/v1/chat/completions');
    expect(url({ row, ask: 'other' }, '2026.9.6')).toBe('http://127.0.0.1:8000/v1/chat/completions');
  });
});

describe('limits of a models.json', () => {
  const limits = (ask: string, release: string) => {
    const config = {
      agents: { defaults: { model: `vllm/${ask}` } },
      models: {
        providers: { vllm: { baseUrl: 'http://127.0.0.1:8000/v1', api: 'openai-completions', models: [{ id: 'm' }] } },
      },
    };
    const { models } = buildEffective({
      value: config,
      written: config,
      traits: traitsOf(release),
      version: release,
      environment: { secretOf: () => undefined, lookup: () => ({ state: 'unset' }) },
      storedLimits: ['m', 'q'].map((id) => ({
        provider: 'vllm',
        id,
        contextWindow: 40_000,
        maxTokens: 777,
        file: 'agents/main/agent/models.json',
      })),
    });
    const found = models.find(({ id }) => id === ask);
    return found && [found.contextWindow.value, found.outputLimit.value, found.outputLimit.from];
  };

  it('count in 2026.9.6 for a model that no row lists', () => {
    expect(limits('q', '2026.9.6')).toEqual([40_000, 777, 'state']);
    expect(limits('m', '2026.9.6')?.[1]).toBe(8192);
    expect(limits('q', '2026.4.22')?.[1]).toBe(8192);
  });
});

describe('params of the agents', () => {
  const sent = (defaults: JsonObject, release: string, row: JsonObject = { maxTokens: 4096 }) => {
    const { outputLimit, maxTokens } = model({ row: { contextWindow: 131_072, ...row }, defaults }, release);
    return [outputLimit.value, maxTokens.path?.join('.')];
  };
  const forAll = 'agents.defaults.params.maxTokens';
  const forOne = 'agents.defaults.models.vllm/m.params.maxTokens';

  it('replace the limit of the row in 2026.4.22, whatever the cap', () => {
    expect(sent({ params: { maxTokens: 50_000 } }, '2026.4.22')).toEqual([50_000, forAll]);
    expect(sent({ params: { max_tokens: 50 } }, '2026.4.22')[0]).toBe(4096);
    expect(sent({}, '2026.4.22', { maxTokens: 50_000 })[0]).toBe(32_000);
  });

  it('only lower it in 2026.9.6', () => {
    expect(sent({ params: { maxTokens: 50_000 } }, '2026.9.6')[0]).toBe(4096);
    expect(sent({ params: { maxTokens: 50 } }, '2026.9.6')).toEqual([50, forAll]);
    expect(sent({ params: { max_tokens: 50 } }, '2026.9.6')[0]).toBe(50);
  });

  it('may stand in the provider', () => {
    const { outputLimit } = model({ provider: { maxTokens: 1111, params: { maxTokens: 222 } } }, '2026.9.6');
    expect(outputLimit).toMatchObject({ value: 222, path: ['models', 'providers', 'vllm', 'params', 'maxTokens'] });
  });

  it('may stand in the row', () => {
    expect(sent({}, '2026.9.6', { maxTokens: 4096, params: { maxTokens: 222 } })[0]).toBe(222);
  });

  it('those of the model come first', () => {
    const both = { params: { maxTokens: 60 }, models: { 'vllm/m': { params: { maxTokens: 70 } } } };
    expect(sent(both, '2026.9.6')).toEqual([70, forOne]);
    expect(sent(both, '2026.4.22')).toEqual([70, forOne]);
  });

  const one = (agent: JsonObject, release: string, more: Setup = {}) => {
    const roster =
      traitsOf(release).roster === 'entries' ? { entries: { a: agent } } : { list: [{ id: 'a', ...agent }] };
    const { outputLimit } = model({ row: { contextWindow: 131_072, maxTokens: 2048 }, ...more, roster }, release);
    return outputLimit.value;
  };
  // Each was called in both releases; null: the field is left out.
  it.each<[string, JsonObject, number | null, number | null]>([
    ['below the row', { maxTokens: 512 }, 512, 512],
    ['above the row', { maxTokens: 9000 }, 9000, 2048],
    ['zero', { maxTokens: 0 }, null, 2048],
    ['text', { maxTokens: '300' }, 2048, 2048],
    ['another name', { max_tokens: 300 }, 2048, 300],
    ['in extra_body', { extra_body: { max_completion_tokens: 99 } }, 2048, 99],
    ['another field in extra_body', { extraBody: { max_tokens: 88 }, maxTokens: 500 }, 500, 500],
  ])('of one agent: %s', (_, params, old, now) => {
    expect(one({ params }, '2026.4.22')).toBe(old);
    expect(one({ params }, '2026.9.6')).toBe(now);
  });

  it.each<[string, JsonObject, number, number]>([
    ['a number that cannot be', { maxTokens: -5 }, -5, 700],
    ['null', { maxTokens: null }, 2048, 700],
    ['another name', { max_tokens: 300 }, 700, 300],
    ['a number', { maxTokens: 300 }, 300, 300],
  ])('of one agent before those of all: %s', (_, params, old, now) => {
    const defaults = { params: { maxTokens: 700 } };
    expect(one({ params }, '2026.4.22', { defaults })).toBe(old);
    expect(one({ params }, '2026.9.6', { defaults })).toBe(now);
  });

  it.each<[string, Setup, JsonObject, number]>([
    ['of the row, above it', { row: { maxTokens: 2048, params: { maxTokens: 6000 } } }, {}, 6000],
    ['of the provider, above the row', { provider: { params: { maxTokens: 7000 } } }, {}, 7000],
    [
      'of the row before a zero',
      {
        row: { maxTokens: 2048, params: { maxTokens: 6000 } },
        defaults: { models: { 'vllm/m': { params: { maxTokens: 0 } } } },
      },
      {},
      6000,
    ],
    ['a key in other letters', { defaults: { models: { 'VLLM/M': { params: { maxTokens: 222 } } } } }, {}, 222],
    ['of the agent for the model', {}, { models: { 'vllm/m': { params: { maxTokens: 444 } } } }, 444],
    [
      'of the agent last',
      {},
      { models: { 'vllm/m': { params: { maxTokens: 444 } } }, params: { maxTokens: 333 } },
      333,
    ],
  ])('2026.9.6: %s', (_, setup, agent, sent) => {
    expect(one(agent, '2026.9.6', setup)).toBe(sent);
  });

  it('differ by agent: that of a plain run, and the others by name', () => {
    const list = [
      { id: 'a', default: true, params: { maxTokens: 100 } },
      { id: 'b', params: { maxTokens: 200 } },
      { id: 'c', model: 'vllm/other', params: { maxTokens: 300 } },
      { id: 'd', params: { maxTokens: 100 } },
    ];
    const { outputLimit, agentLimits } = model({ row: { maxTokens: 4096 }, roster: { list } }, '2026.4.22');
    expect(outputLimit).toMatchObject({ value: 100, path: ['agents', 'list', 0, 'params', 'maxTokens'] });
    expect(agentLimits?.map(({ agent, outputLimit: { value } }) => [agent, value])).toEqual([['b', 200]]);
    const other = model({ ask: 'other', roster: { list } }, '2026.4.22');
    expect(other.outputLimit.value).toBe(100);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['2026.4.22', ['temperature'], ['chat_template_kwargs', 'extra_body', 'seed', 'topP', 'top_p']],
    ['2026.5.2', ['chat_template_kwargs', 'extra_body', 'temperature'], ['seed', 'topP', 'top_p']],
    ['2026.9.6', ['chat_template_kwargs', 'extra_body', 'seed', 'temperature', 'top_p'], ['top_p']],
  ])('%s adds fields to the request, and leaves others out', (release, sent, not) => {
    const params = { temperature: 0.2, topP: 0.9, top_p: 0.8, seed: 7, extra_body: { top_k: 20 } };
    const forModel = { 'vllm/m': { params: { chat_template_kwargs: { enable_thinking: false } } } };
    const { bodyParams = [] } = model({ defaults: { params, models: forModel } }, release);
    const names = (which: boolean) =>
      bodyParams
        .filter((one) => one.sent === which)
        .map(({ field }) => field)
        .toSorted();
    expect([names(true), names(false)]).toEqual([sent, not]);
  });

  it('never send more than the window', () => {
    expect(sent({}, '2026.9.6', { contextWindow: 9000, maxTokens: 64_000 })[0]).toBe(8999);
    expect(sent({}, '2026.5.12', { contextWindow: 9000, maxTokens: 64_000 })[0]).toBe(9000);
  });
});

describe('keys of a row', () => {
  it('are named only when its headers make a difference', () => {
    const headers = { authorization: 'Bearer fake-row' };
    expect(model({ row: { headers }, provider: { apiKey: 'fake-key' } }, '2026.9.6').key).toMatchObject({
      kind: 'literal',
      path: ['models', 'providers', 'vllm', 'models', 0, 'headers', 'authorization'],
    });
    expect(
      model({ row: { headers: { 'x-a': 'b' } }, provider: { apiKey: 'fake-key' } }, '2026.9.6').key,
    ).toBeUndefined();
  });
});

describe('reserve', () => {
  it('follows the formula of the release', () => {
    expect(across({ row: { contextWindow: 32_768 } }, (found) => found.reserveTokens)).toEqual([
      20_000, 20_000, 20_000, 20_000, 8192,
    ]);
    expect(across({ row: { contextWindow: 16_384 } }, (found) => found.reserveTokens)).toEqual([
      16_384, 16_384, 8384, 8384, 4096,
    ]);
  });

  it('points at the key that makes the difference', () => {
    const reserve = (compaction: JsonObject, release = '2026.4.22') =>
      model({ row: { contextWindow: 32_768 }, defaults: { compaction } }, release).reserveTokens;
    const at = (key: string) => ['agents', 'defaults', 'compaction', key];
    expect(reserve({ reserveTokens: 4096, reserveTokensFloor: 0 })).toEqual({
      value: 4096,
      from: 'config',
      path: at('reserveTokensFloor'),
    });
    expect(reserve({ reserveTokens: 25_000 })).toEqual({ value: 25_000, from: 'config', path: at('reserveTokens') });
    expect(reserve({ reserveTokens: 4096 }).from).toBe('release');
    expect(reserve({ reserveTokens: 4096, reserveTokensFloor: 0 }, '2026.9.6')).toMatchObject({
      value: 8192,
      from: 'release',
    });
  });
});

describe('usage in the stream', () => {
  const columns = ['2026.4.22', '2026.5.2', '2026.5.12', '2026.6.11', '2026.9.6'];
  it.each<[string, Setup, string]>([
    ['id vllm, any host', { host: '192.168.50.1' }, 'yes no yes yes yes'],
    ['custom id on 127.0.0.1', { id: 'mybox' }, 'no no yes yes yes'],
    ['custom id on 127.0.0.2', { id: 'mybox', host: '127.0.0.2' }, 'no no yes no no'],
    ['custom id on a LAN address', { id: 'mybox', host: '192.168.50.1' }, 'no no yes no no'],
    ['custom id on *.internal', { id: 'mybox', host: 'vllm.internal' }, 'no no yes yes yes'],
    ['id sglang on a LAN address', { id: 'sglang', host: '192.168.50.1' }, 'yes no yes yes yes'],
    [
      'switched on',
      { id: 'mybox', host: 'gpu.lan', row: { compat: { supportsUsageInStreaming: true } } },
      'yes yes yes yes yes',
    ],
    ['switched off', { row: { compat: { supportsUsageInStreaming: false } } }, 'no no no no no'],
  ])('%s', (_name, setup, expected) => {
    const asked = columns.map((release) => (model(setup, release).usageInStream.value ? 'yes' : 'no'));
    expect(asked.join(' ')).toBe(expected);
  });
});

describe('models', () => {
  it('reads what a row says of itself', () => {
    const row = { reasoning: true, compat: { supportsTools: false, requiresStringContent: true } };
    expect(model({ row }, '2026.9.6')).toMatchObject({
      reasoning: true,
      supportsTools: false,
      requiresStringContent: true,
      listed: true,
    });
    expect(model({ ask: 'x', row }, '2026.9.6')).toMatchObject({
      reasoning: false,
      supportsTools: true,
      listed: false,
      path: ['models', 'providers', 'vllm'],
    });
  });

  it('lends limits to an id that differs in case alone', () => {
    const found = model({ ask: 'M', row: { contextWindow: 20_000, maxTokens: 1000 } }, '2026.9.6');
    expect(found).toMatchObject({
      listed: false,
      contextWindow: { value: 20_000 },
      maxTokens: { value: 1000, from: 'derived' },
    });
  });

  it('takes the first of two rows with one id, and lists who uses each', () => {
    const { models } = build({
      agents: { defaults: { model: { primary: 'vllm/a', fallbacks: ['vllm/a'] } } },
      models: {
        providers: {
          vllm: { models: [{ id: 'a', maxTokens: 1 }, { id: 'a', maxTokens: 2 }, { id: 'b' }, { name: 'no id' }] },
        },
      },
    });
    expect(models.map(({ ref, maxTokens, usedBy }) => [ref, maxTokens.value, usedBy])).toEqual([
      ['vllm/a', 1, ['agents.defaults.model.primary', 'agents.defaults.model.fallbacks.0']],
      ['vllm/b', 8192, []],
    ]);
  });
});

describe('providers', () => {
  it('leaves user and password out of the base URL', () => {
    const { providers } = build({
      models: { providers: { v: { baseUrl: 'http://ann:fake-pw@10.0.0.5:8000/v1?key=fake-key' } } },
    });
    expect(JSON.stringify(providers)).not.toContain('fake');
    expect(providers[0]?.baseUrl?.value).toMatch(/^http:\/\/10\.0\.0\.5:8000\/v1/);
  });

  it('fills variables into the base URL', () => {
    const written = { models: { providers: { v: { baseUrl: '${URL}/v1', api: 'openai-completions' } } } };
    expect(build(written, '2026.9.6', { URL: 'http://10.0.0.5:8000' }).providers[0]).toMatchObject({
      hostClass: 'private',
      selfHosted: true,
    });
    expect(build(written).providers[0]).toMatchObject({ hostClass: 'invalid', selfHosted: false });
  });

  it.each<[string, JsonObject, string, string]>([
    ['written', { api: 'openai-responses' }, 'openai-responses', 'config'],
    ['said by every row', { models: [{ id: 'a', api: 'openai-completions' }] }, 'openai-completions', 'config'],
    ['missing', { models: [{ id: 'a' }] }, 'openai-responses', 'release'],
  ])('the protocol: %s', (_name, provider, value, from) => {
    expect(build({ models: { providers: { v: provider } } }, '2026.4.22').providers[0]?.api).toMatchObject({
      value,
      from,
    });
  });

  it('a missing protocol is chat completions from 2026.5.2 on', () => {
    expect(build({ models: { providers: { v: {} } } }, '2026.5.2').providers[0]?.api.value).toBe('openai-completions');
  });

  it.each<[string, string, boolean]>([
    ['http://127.0.0.1:8000/v1', 'openai-completions', true],
    ['https://llm.example.com/v1', 'openai-responses', true],
    ['https://api.openai.com/v1', 'openai-responses', false],
    ['http://127.0.0.1:11434', 'ollama', false],
    ['http://127.0.0.1:8000', 'anthropic-messages', false],
  ])('%s with %s is one of our own: %s', (baseUrl, api, expected) => {
    expect(build({ models: { providers: { v: { baseUrl, api } } } }).providers[0]?.selfHosted).toBe(expected);
  });

  it('takes ids in lower case, and paths as written', () => {
    const { providers, models } = build({
      agents: { defaults: { model: 'vllm/m' } },
      models: { providers: { VLLM: { models: [{ id: 'm' }] } } },
    });
    expect(providers[0]).toMatchObject({ id: 'vllm', path: ['models', 'providers', 'VLLM'] });
    expect(models[0]?.usedBy).toEqual(['agents.defaults.model']);
  });
});

describe('tools', () => {
  const tools = (config: JsonObject, release = '2026.9.6') => build(config, release).tools;

  it('knows the defaults', () => {
    expect(tools({})).toEqual({
      profile: { value: 'full', from: 'release', note: 'default of 2026.9.6' },
      lean: { value: false, from: 'release', note: 'default of 2026.9.6' },
      toolSearch: { value: true, from: 'release', note: 'default of 2026.9.6' },
      bootstrap: { value: true, from: 'release', note: 'default of 2026.9.6' },
    });
    expect(tools({}, '2026.4.22').toolSearch).toBeUndefined();
  });

  it('lets lean mode turn the tool search on where it does', () => {
    const lean = { agents: { defaults: { experimental: { localModelLean: true } } } };
    const search = (release: string) => tools(lean, release).toolSearch?.value;
    expect(['2026.4.22', '2026.5.12', '2026.6.11', '2026.9.1', '2026.9.6'].map(search)).toEqual([
      undefined,
      false,
      true,
      true,
      true,
    ]);
    expect(tools({ ...lean, tools: { toolSearch: false } }, '2026.9.1').toolSearch).toMatchObject({
      value: false,
      from: 'config',
    });
  });

  it('reads the agent that answers by default', () => {
    const entries = { other: {}, main: { experimental: { localModelLean: true }, tools: { profile: 'coding' } } };
    expect(tools({ agents: { entries }, tools: { profile: 'minimal' } })).toMatchObject({
      lean: { value: true, path: ['agents', 'entries', 'main', 'experimental', 'localModelLean'] },
      profile: { value: 'coding', path: ['agents', 'entries', 'main', 'tools', 'profile'] },
    });
    const list = [{ id: 'a' }, { id: 'b', default: true, tools: { profile: 'messaging' } }];
    expect(tools({ agents: { list } }, '2026.4.22').profile.value).toBe('messaging');
    const unmarked = [{ id: 'a', tools: { profile: 'messaging' } }, { id: 'main' }];
    expect(tools({ agents: { list: unmarked } }, '2026.4.22').profile.value).toBe('messaging');
    expect(
      tools({
        tools: { profile: 'minimal', toolSearch: { enabled: false } },
        agents: { defaults: { skipBootstrap: true } },
      }),
    ).toMatchObject({
      profile: { value: 'minimal' },
      toolSearch: { value: false },
      bootstrap: { value: false },
    });
  });
});

describe('gateway', () => {
  it.each<[string, JsonObject, Readonly<Record<string, string>>, string]>([
    ['absent', {}, {}, 'absent'],
    ['blank', { gateway: { auth: { token: '' } } }, {}, 'empty'],
    ['blank, but the variable is set', { gateway: { auth: { token: '' } } }, { OPENCLAW_GATEWAY_TOKEN: 'fake' }, 'set'],
    ['written', { gateway: { auth: { token: 'fake' } } }, {}, 'set'],
    ['a template, set', { gateway: { auth: { token: '${T}' } } }, { T: 'fake' }, 'set'],
    ['a template, unset', { gateway: { auth: { token: '${T}' } } }, {}, 'unset-variable'],
    [
      'a SecretRef, unset',
      { gateway: { auth: { token: { source: 'env', provider: 'default', id: 'T' } } } },
      {},
      'unset-variable',
    ],
  ])('token: %s', (_name, config, env, state) => {
    expect(build(config, '2026.9.6', env).gateway.token).toEqual({ state, path: ['gateway', 'auth', 'token'] });
  });

  it.each<[JsonObject, Readonly<Record<string, string>>, number, string]>([
    [{}, {}, 18_789, 'release'],
    [{ gateway: { port: 1234 } }, {}, 1234, 'config'],
    [{ gateway: { port: 1234 } }, { OPENCLAW_GATEWAY_PORT: '4321' }, 4321, 'environment'],
    [{}, { OPENCLAW_GATEWAY_PORT: '[::1]:4321' }, 4321, 'environment'],
    [{}, { OPENCLAW_GATEWAY_PORT: 'nonsense' }, 18_789, 'release'],
  ])('port: %j %j', (config, env, value, from) => {
    expect(build(config, '2026.9.6', env).gateway.port).toMatchObject({ value, from });
  });
});

describe('buildEffective', () => {
  it('knows run and compaction limits', () => {
    expect(build({}, '2026.4.22').compaction.timeoutSeconds.value).toBe(900);
    expect(build({}).compaction.timeoutSeconds.value).toBe(180);
    expect(
      build({ agents: { defaults: { compaction: { timeoutSeconds: 60 } } } }).compaction.timeoutSeconds,
    ).toMatchObject({ value: 60, from: 'config' });
    expect(build({}).runTimeoutSeconds.value).toBe(172_800);
    expect(build({ agents: { defaults: { timeoutSeconds: 0 } } }).runTimeoutSeconds).toMatchObject({
      value: 0,
      note: 'no limit',
    });
  });

  it.each<JsonValue>([
    {},
    [],
    null,
    'x',
    { models: 5, agents: [] },
    {
      models: { providers: { v: null, w: { models: 'x', apiKey: 5, baseUrl: 7 } } },
      agents: { defaults: { model: 3 }, list: {} },
    },
  ])('takes any value: %j', (value) => {
    const effective = build(value, '2026.4.22');
    expect(JSON.parse(JSON.stringify({ ...effective, tools: null }))).toEqual(
      JSON.parse(JSON.stringify({ ...effective, tools: null })),
    );
  });

  it('holds no secret', () => {
    const effective = build(
      {
        models: {
          providers: {
            vllm: {
              baseUrl: 'http://10.0.0.1/v1',
              apiKey: 'fake-literal-key',
              headers: { 'X-Key': 'fake-header' },
              models: [{ id: 'm' }],
            },
          },
        },
        gateway: { auth: { token: 'fake-token' } },
      },
      '2026.4.22',
      { VLLM_API_KEY: 'fake-env-key' },
    );
    expect(JSON.stringify(effective)).not.toContain('fake-');
  });
});
