import JSON5 from 'json5';
import { describe, expect, it } from 'vitest';
import { applyOps } from '../../src/config/edit.js';
import type { JsonValue } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import { draftConfig } from '../../src/suggest/draft.js';
import { freeProviderId, mergeOps } from '../../src/suggest/merge.js';

const wanted = draftConfig({
  providerId: 'vllm',
  baseUrl: 'http://127.0.0.1:8000/v1',
  modelId: 'm1',
  window: 16384,
  keyName: undefined,
});

/** The text afterwards. */
function merged(text: string, { asDefault = false, draft = wanted as JsonValue } = {}): string {
  const parsed = parseConfig({ file: 'openclaw.json', text });
  if (!parsed.ok) throw new Error(parsed.failure.problem);
  const present = parsed.document.value;
  const edited = applyOps(parsed.document, mergeOps({ present, wanted: draft, providerId: 'vllm', asDefault }));
  if (!edited.ok) throw new Error(edited.reason);
  return edited.document.text;
}

describe('mergeOps', () => {
  it('fills an empty config, reference included', () => {
    expect(JSON5.parse(merged('{}'))).toEqual(wanted);
  });

  it('says the same again without a change', () => {
    const once = merged('{\n  // mine\n  gateway: { port: 1 },\n}\n');
    expect(merged(once)).toBe(once);
    expect(once).toContain('// mine');
    expect(once).toContain('gateway: { port: 1 }');
  });

  it('leaves the reference of others alone, unless it shall be the default', () => {
    const text = '{ agents: { defaults: { model: { primary: "other/x", fallbacks: ["a/b"] } } } }';
    expect(JSON5.parse(merged(text)).agents).toEqual(JSON5.parse(text).agents);
    expect(JSON5.parse(merged(text, { asDefault: true })).agents.defaults.model).toEqual({
      primary: 'vllm/m1',
      fallbacks: ['a/b'],
    });
    expect(
      JSON5.parse(merged('{ agents: { defaults: { model: "a/b" } } }', { asDefault: true })).agents.defaults.model,
    ).toBe('vllm/m1');
  });

  it('sets for all agents what the model needs only where it is theirs', () => {
    const draft = structuredClone(wanted) as { agents: { defaults: { compaction?: object } } };
    draft.agents.defaults.compaction = { reserveTokensFloor: 4096 };
    const compactionOf = (text: string, asDefault = false) =>
      JSON5.parse(merged(text, { draft: draft as unknown as JsonValue, asDefault })).agents.defaults.compaction;
    const cloud = '{ agents: { defaults: { model: "cloud/x", compaction: { reserveTokensFloor: 40000 } } } }';
    expect(compactionOf(cloud)).toEqual({ reserveTokensFloor: 40000 });
    expect(compactionOf(cloud, true)).toEqual({ reserveTokensFloor: 4096 });
    expect(compactionOf('{ agents: { defaults: { model: { primary: "vllm/m1" } } } }')).toEqual({
      reserveTokensFloor: 4096,
    });
    expect(compactionOf('{}')).toEqual({ reserveTokensFloor: 4096 });
  });

  it('adds the model to the list of those that agents may use', () => {
    const text = '{ agents: { defaults: { models: { "a/b": {} } } } }';
    expect(JSON5.parse(merged(text)).agents.defaults.models).toEqual({ 'a/b': {}, 'vllm/m1': {} });
  });

  it('keeps what a provider and a row of that name say besides, and the key', () => {
    const text = `{
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", apiKey: "\${MY_KEY}", headers: { "x-team": "a" }, // ours
    models: [
      { id: "m0", name: "Other" },
      { id: "m1", name: "My model", contextWindow: 128000, cost: { input: 1 }, compat: { supportsStore: false } },
    ],
  } } },
}`;
    const draft = structuredClone(wanted) as { models: { providers: { vllm: { models: { compat?: object }[] } } } };
    const [row] = draft.models.providers.vllm.models;
    if (row !== undefined) row.compat = { requiresStringContent: true };
    const after = merged(text, { draft: draft as unknown as JsonValue });
    expect(after).toContain('// ours');
    expect(JSON5.parse(after).models.providers.vllm).toEqual({
      baseUrl: 'http://127.0.0.1:8000/v1',
      apiKey: `$\{MY_KEY}`,
      headers: { 'x-team': 'a' },
      api: 'openai-completions',
      models: [
        { id: 'm0', name: 'Other' },
        {
          id: 'm1',
          name: 'My model',
          contextWindow: 16384,
          maxTokens: 4096,
          cost: { input: 1 },
          compat: { supportsStore: false, requiresStringContent: true },
        },
      ],
    });
  });

  it('appends a row, and brings what stands elsewhere', () => {
    const text = '{ models: { providers: { vllm: { models: [{ id: "m0", name: "Other" }] } } } }';
    const draft = {
      ...wanted,
      agents: { defaults: { llm: { idleTimeoutSeconds: 300 }, model: { primary: 'vllm/m1' } } },
    };
    const after = JSON5.parse(merged(text, { draft }));
    expect(after.models.providers.vllm.models.map(({ id }: { id: string }) => id)).toEqual(['m0', 'm1']);
    expect(after.agents.defaults).toEqual({ llm: { idleTimeoutSeconds: 300 }, model: { primary: 'vllm/m1' } });
  });
});

describe('draftConfig', () => {
  it('never writes a key, only the name of its variable', () => {
    const draft = draftConfig({
      providerId: 'v',
      baseUrl: 'http://h/v1',
      modelId: 'm',
      window: undefined,
      keyName: 'MY_KEY',
    });
    expect(JSON.stringify(draft)).toContain('"apiKey":"${MY_KEY}"');
    expect(JSON.stringify(draft)).not.toContain('contextWindow');
  });
});

describe('freeProviderId', () => {
  it('takes the wished id, also for the same server, and the next free one for another', () => {
    const at = (baseUrl: string) => ({ models: { providers: { vllm: { baseUrl } } } });
    expect(freeProviderId({}, 'vllm', 'http://h:1/v1')).toBe('vllm');
    expect(freeProviderId(at('http://h:1'), 'vllm', 'http://h:1/v1')).toBe('vllm');
    expect(freeProviderId(at('http://h:2/v1'), 'vllm', 'http://h:1/v1')).toBe('vllm-2');
  });
});
