import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { issuesOf, linesOf, provider } from './judged.js';
import { recordedFixtures } from './recorded.js';

describe('one mistake is one issue', () => {
  it.each<[what: string, document: JsonValue, line: string]>([
    ['a wrong type', provider({ models: 'qwen' }), 'models.providers.vllm.models: expected array, got string'],
    [
      'a number in quotes',
      provider({ models: [{ id: 'a', name: 'a', contextWindow: '32k' }] }),
      'models.providers.vllm.models.0.contextWindow: expected number, got string',
    ],
    [
      'a number out of range',
      provider({ models: [{ id: 'a', name: 'a', maxTokens: 0 }] }),
      'models.providers.vllm.models.0.maxTokens: must be above 0, got 0',
    ],
    [
      'a missing key',
      provider({ models: [{ id: 'a' }] }),
      'models.providers.vllm.models.0.name: missing required key name',
    ],
    [
      'one of two kinds of value',
      provider({ apiKey: 7 }),
      'models.providers.vllm.apiKey: expected string or object, got number',
    ],
    [
      'something in the object form of a value that may be a text, too',
      { agents: { defaults: { model: { primary: 1 } } } },
      'agents.defaults.model.primary: expected string, got number',
    ],
    [
      'a form that its source names',
      provider({ apiKey: { source: 'env', provider: 'default', id: 'lower case' } }),
      'models.providers.vllm.apiKey.id: value is not allowed: expected a variable name such as VLLM_API_KEY',
    ],
    [
      'a source that no form has',
      provider({ apiKey: { source: 'enviroment', provider: 'default', id: 'X' } }),
      'models.providers.vllm.apiKey.source: expected "env", "file", "exec" or "store", got "enviroment"',
    ],
    ['something else than an object', [], '<root>: expected object, got array'],
  ])('%s', async (_, document, line) => {
    expect(linesOf(await issuesOf(document))).toEqual([line]);
  });

  it('names each of several unknown keys', async () => {
    const issues = await issuesOf(provider({ apikey: 'k', timeout: 5 }));
    expect(linesOf(issues)).toEqual([
      'models.providers.vllm.apikey: unknown key apikey',
      'models.providers.vllm.timeout: unknown key timeout',
    ]);
    expect(issues.map(({ reportedAt }) => reportedAt)).toEqual(['models.providers.vllm', 'models.providers.vllm']);
  });
});

describe('candidates', () => {
  const candidatesOf = async (document: JsonValue) => (await issuesOf(document)).map(({ candidates }) => candidates);

  it('are the keys that were nearly written', async () => {
    expect(await candidatesOf(provider({ apikey: 'k' }))).toEqual([['apiKey']]);
    expect(await candidatesOf(provider({ api_key: 'k' }))).toEqual([['apiKey']]);
  });

  it('start with the place of today for a key of other programs', async () => {
    expect(await candidatesOf({ mcpServers: {} })).toEqual([['mcp.servers']]);
  });

  it('are left out when nothing is near', async () => {
    expect(await candidatesOf(provider({ zebra: 1 }))).toEqual([undefined]);
  });

  it('are the values that may stand there, the nearest first', async () => {
    const [values] = await candidatesOf(provider({ api: 'openai-completion' }));
    expect(values?.[0]).toBe('openai-completions');
    expect(values).toContain('ollama');
  });

  it('are never more than three keys', async () => {
    const unknown = await Promise.all(
      recordedFixtures()
        .filter(({ set, release }) => set === 'one-mistake' && release === '2026.9.6')
        .flatMap(({ cases }) => cases)
        .slice(0, 80)
        .map(({ config }) => issuesOf(readPlain(config))),
    );
    const counts = unknown
      .flat()
      .filter(({ kind }) => kind === 'unknown-key')
      .map(({ candidates = [] }) => candidates.length);
    expect(counts.length).toBeGreaterThan(5);
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
  });
});

describe('what a message never says', () => {
  const secret = 'sk-fake-9f8e7d6c5b4a39281706';

  it.each<[where: string, document: JsonValue]>([
    ['a secret id', provider({ apiKey: { source: 'env', provider: 'default', id: secret } })],
    ['a source', provider({ apiKey: { source: secret, provider: 'default', id: 'X' } })],
    ['a listed value', provider({ api: secret })],
    ['a list', provider({ apiKey: [secret] })],
    ['a header', provider({ headers: { authorization: [secret] } })],
    ['a search provider', { tools: { web: { search: { provider: secret } } } }],
    ['an address', { gateway: { bind: secret } }],
    ['a duration', { agents: { defaults: { heartbeat: { every: secret } } } }],
    ['a URL', { cron: { webhook: secret } }],
    ['a channel token of the wrong type', { channels: { telegram: { botToken: [secret] } } }],
  ])('the secret in %s', async (_, document) => {
    const issues = await issuesOf(document);
    expect(issues.length).toBeGreaterThan(0);
    const said = issues.map(({ problem, got, expected, candidates }) => ({ problem, got, expected, candidates }));
    expect(JSON.stringify(said)).not.toContain(secret);
  });
});

function readPlain(config: string): JsonValue {
  try {
    return JSON.parse(config);
  } catch {
    return {};
  }
}
