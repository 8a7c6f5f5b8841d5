import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { readModelIndex, resolveReference, withoutProfile } from '../../src/effective/model-ref.js';
import { collectReferences } from '../../src/effective/references.js';
import { traitsOf } from '../../src/release/traits.js';

const providers = {
  vllm: { models: [{ id: 'org/m1' }, { id: 'm2' }] },
  MyBox: { models: [{ id: 'only-here' }, { id: 'm2' }] },
};
const config: JsonValue = {
  models: { providers },
  agents: { defaults: { models: { 'vllm/org/m1': { alias: 'Fast' }, 'mybox/listed-by-map': {} } } },
  plugins: { entries: { somebody: { enabled: true } } },
};

const resolve = (text: string, value: JsonValue = config, reachable = (_id: string) => false, release = '2026.9.6') =>
  resolveReference(text, readModelIndex(value, reachable, traitsOf(release)));

describe('resolveReference', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['vllm/org/m1', 'vllm/org/m1', undefined],
    [' vllm / m2 ', 'vllm/m2', undefined],
    ['VLLM/m2', 'vllm/m2', undefined],
    ['mybox/only-here', 'mybox/only-here', undefined],
    ['vllm/typo', 'vllm/typo', undefined],
    ['vllm/M2', 'vllm/M2', undefined],
    ['org/m1', undefined, 'unknown-provider'],
    ['google/gemini-3', 'google/gemini-3', undefined],
    ['somebody/x', 'somebody/x', undefined],
    ['sglang/x', undefined, 'unknown-provider'],
    ['fast', 'vllm/org/m1', undefined],
    ['FAST', 'vllm/org/m1', undefined],
    ['fast@work', 'vllm/org/m1', undefined],
    ['only-here', 'mybox/only-here', undefined],
    ['ONLY-HERE', 'mybox/ONLY-HERE', undefined],
    ['listed-by-map', 'mybox/listed-by-map', undefined],
    ['m2', undefined, 'no-slash'],
    ['nowhere', undefined, 'no-slash'],
    ['vllm/m2@work', 'vllm/m2', undefined],
    ['vllm/m2@20250101', 'vllm/m2@20250101', undefined],
    ['', undefined, 'empty'],
    ['vllm/', undefined, 'empty'],
    ['/m2', undefined, 'empty'],
  ])('%j reaches %s (%s)', (text, resolved, problem) => {
    expect(resolve(text)).toEqual({ ...(resolved && { resolved }), ...(problem && { problem }) });
  });

  it('takes openai for a text without a slash only when that is configured', () => {
    const value = { models: { providers: { openai: { models: [] } } } };
    expect(resolve('gpt', value)).toEqual({ resolved: 'openai/gpt', problem: 'no-slash' });
  });

  it('reaches vllm without an entry when there is a key to discover it with', () => {
    expect(resolve('vllm/x', {})).toEqual({ problem: 'unknown-provider' });
    expect(resolve('vllm/x', {}, (id) => id === 'vllm')).toEqual({ resolved: 'vllm/x' });
    expect(resolve('vllm/x', { auth: { profiles: { a: { provider: 'vllm' } } } })).toEqual({ resolved: 'vllm/x' });
  });
});

describe('withoutProfile', () => {
  // splitTrailingAuthProfile of 2026.9.6
  it.each([
    ['vllm/m@work', 'vllm/m'],
    ['vllm/m@20250101', 'vllm/m@20250101'],
    ['vllm/m@20250101@work', 'vllm/m@20250101'],
    ['vllm/m@q4_k_m', 'vllm/m@q4_k_m'],
    ['vllm/m@iq3_xxs', 'vllm/m@iq3_xxs'],
    ['vllm/m@8bit@work', 'vllm/m@8bit'],
    ['vllm/m@awq', 'vllm/m'],
    ['a@b/m', 'a@b/m'],
    ['vllm/m@', 'vllm/m@'],
    ['@x', '@x'],
  ])('%s is %s', (text, expected) => {
    expect(withoutProfile(text)).toBe(expected);
  });

  it('only ever cuts at the end', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(text.startsWith(withoutProfile(text))).toBe(true)));
  });
});

describe('spellings of a provider', () => {
  const reach = (text: string, id: string, release: string) =>
    resolve(text, { models: { providers: { [id]: { models: [{ id: 'm' }] } } } }, undefined, release).resolved;

  it('are one in older releases', () => {
    expect(reach('z.ai/m', 'zai', '2026.4.22')).toBe('zai/m');
    expect(reach('zai/m', 'Z.AI', '2026.4.22')).toBe('zai/m');
    expect(reach('kimi-coding/m', 'kimi', '2026.5.12')).toBe('kimi/m');
    expect(reach('qwencloud/m', 'qwencloud', '2026.4.12')).toBe('qwen/m');
    expect(reach('m', 'bedrock', '2026.4.22')).toBe('amazon-bedrock/m');
    expect(reach('qwencloud/m', 'qwencloud', '2026.3.31')).toBe('qwencloud/m');
  });

  it('are several in newer ones', () => {
    expect(reach('z.ai/m', 'zai', '2026.9.6')).toBeUndefined();
    expect(reach('qwencloud/m', 'qwencloud', '2026.5.28')).toBe('qwencloud/m');
    expect(reach('constructor/m', 'constructor', '2026.4.22')).toBe('constructor/m');
  });
});

it('a row may name its own provider in 2026.9.6', () => {
  const value: JsonValue = { models: { providers: { box: { models: [{ id: 'box/m1' }] } } } };
  expect(resolve('box/m1', value).resolved).toBe('box/box/m1');
  expect(resolve('box/box/m1', value).resolved).toBe('box/box/m1');
  expect(resolve('box/m1', value, undefined, '2026.4.22').resolved).toBe('box/m1');
});

describe('aliases with a slash', () => {
  const named = (alias: string): JsonValue => ({
    models: { providers: { box: { models: [{ id: 'm1' }, { id: 'org/m2' }] } } },
    agents: { defaults: { models: { 'box/org/m2': { alias } } } },
  });
  const reach = (text: string, alias: string, release: string) =>
    resolve(text, named(alias), undefined, release).resolved;

  it('count from 2026.4.29 on', () => {
    expect(reach('my/fast', 'my/fast', '2026.4.22')).toBeUndefined();
    expect(reach('my/fast', 'My/Fast', '2026.4.29')).toBe('box/org/m2');
    expect(reach('my/fast', 'my/fast', '2026.9.6')).toBe('box/org/m2');
  });

  it('give way to a provider of the config from 2026.6.1 on', () => {
    expect(reach('box/m1', 'box/m1', '2026.5.28')).toBe('box/org/m2');
    expect(reach('box/m1', 'box/m1', '2026.6.1')).toBe('box/m1');
  });

  it('may stand behind their provider from 2026.7.1 on, unless a row has that id', () => {
    expect(reach('box/fast', 'fast', '2026.6.11')).toBe('box/fast');
    expect(reach('box/fast', 'fast', '2026.7.1')).toBe('box/org/m2');
    expect(reach('box/m1', 'm1', '2026.9.6')).toBe('box/m1');
  });
});

describe('collectReferences', () => {
  const collect = (value: JsonValue) =>
    collectReferences(
      value,
      readModelIndex(value, () => false, traitsOf('2026.9.6')),
    );
  const rows = (value: JsonValue) =>
    collect(value).map(({ path, role, agent, resolved, problem }) => [
      path.join('.'),
      role,
      agent,
      resolved ?? problem,
    ]);

  it('finds every place of both generations', () => {
    const agents = {
      defaults: {
        model: { primary: 'vllm/m2', fallbacks: ['mybox/only-here', 'nobody/x'] },
        imageModel: 'vllm/m2',
        pdfModel: { primary: 'vllm/m2' },
        utilityModel: '',
        heartbeat: { model: 'vllm/m2' },
        subagents: { model: { primary: 'vllm/m2' } },
        compaction: { model: 'vllm/m2', memoryFlush: { model: 'vllm/m2' } },
        imageGenerationModel: { primary: 'runway/gen4' },
      },
      list: [
        { id: 'a', model: 'vllm/m2' },
        { id: 'b', model: { primary: 'mybox/m2', fallbacks: [] } },
      ],
      entries: { c: { model: 'vllm/m2', tools: { exec: { reviewer: { model: 'vllm/m2' } } } } },
    };
    expect(
      rows({ models: { providers }, agents, hooks: { gmail: { model: 'vllm/m2' }, mappings: [{ model: 'vllm/m2' }] } }),
    ).toEqual([
      ['agents.defaults.model.primary', 'primary', 'defaults', 'vllm/m2'],
      ['agents.defaults.model.fallbacks.0', 'fallback', 'defaults', 'mybox/only-here'],
      ['agents.defaults.model.fallbacks.1', 'fallback', 'defaults', 'unknown-provider'],
      ['agents.defaults.imageModel', 'image', 'defaults', 'vllm/m2'],
      ['agents.defaults.pdfModel.primary', 'other', 'defaults', 'vllm/m2'],
      ['agents.defaults.heartbeat.model', 'heartbeat', 'defaults', 'vllm/m2'],
      ['agents.defaults.subagents.model.primary', 'subagent', 'defaults', 'vllm/m2'],
      ['agents.defaults.compaction.model', 'compaction', 'defaults', 'vllm/m2'],
      ['agents.defaults.compaction.memoryFlush.model', 'compaction', 'defaults', 'vllm/m2'],
      ['agents.list.0.model', 'primary', 'a', 'vllm/m2'],
      ['agents.list.1.model.primary', 'primary', 'b', 'mybox/m2'],
      ['agents.entries.c.model', 'primary', 'c', 'vllm/m2'],
      ['agents.entries.c.tools.exec.reviewer.model', 'other', 'c', 'vllm/m2'],
      ['hooks.gmail.model', 'other', 'defaults', 'vllm/m2'],
      ['hooks.mappings.0.model', 'other', 'defaults', 'vllm/m2'],
    ]);
  });

  it('reads a heartbeat with the provider of the primary', () => {
    const models = { 'vllm/m2': { alias: 'quick' } };
    const heartbeatOf = (model: string, primary: string) =>
      collect({
        models: { providers },
        agents: {
          defaults: { model: primary, models, heartbeat: { model } },
          entries: { a: { heartbeat: { model } } },
        },
      })
        .filter(({ role }) => role === 'heartbeat')
        .map(({ resolved }) => resolved);
    expect(heartbeatOf('only-here', 'vllm/m2')).toEqual(['vllm/only-here', 'vllm/only-here']);
    expect(heartbeatOf('only-here', 'mybox/m2')).toEqual(['mybox/only-here', 'mybox/only-here']);
    expect(heartbeatOf('quick', 'mybox/m2')).toEqual(['vllm/m2', 'vllm/m2']);
    expect(heartbeatOf('mybox/m2', 'vllm/m2')).toEqual(['mybox/m2', 'mybox/m2']);
  });

  it.each(['', ' ', 'vllm/', '/m'])('passes over %j as the primary', (text) => {
    const [primary] = collect({ models: { providers }, agents: { defaults: { model: text } } });
    expect(primary).toMatchObject({ text, problem: 'empty', resolved: 'vllm/org/m1' });
  });

  it('knows what is taken when no primary is written', () => {
    expect(collect({ models: { providers: { empty: { models: [] }, ...providers } } })).toEqual([
      {
        path: ['agents', 'defaults', 'model'],
        text: '',
        role: 'primary',
        agent: 'defaults',
        resolved: 'vllm/org/m1',
        implied: true,
      },
    ]);
    expect(collect({ models: { providers: { ...providers, openai: {} } } })).toEqual([]);
    expect(collect({})).toEqual([]);
    expect(rows({ models: { providers }, agents: { defaults: { model: { fallbacks: ['vllm/m2'] } } } })).toEqual([
      ['agents.defaults.model', 'primary', 'defaults', 'vllm/org/m1'],
      ['agents.defaults.model.fallbacks.0', 'fallback', 'defaults', 'vllm/m2'],
    ]);
  });

  it('names the login that a suffix asks for', () => {
    const [first] = collect({ models: { providers }, agents: { defaults: { model: 'vllm/m2@work' } } });
    expect(first).toMatchObject({ text: 'vllm/m2@work', resolved: 'vllm/m2', profile: 'work' });
    expect(collect({ models: { providers }, agents: { defaults: { model: 'vllm/m2@q4_k_m' } } })[0]).not.toHaveProperty(
      'profile',
    );
  });

  it('reports a blank primary', () => {
    expect(rows({ agents: { defaults: { model: ' ' } } })).toEqual([
      ['agents.defaults.model', 'primary', 'defaults', 'empty'],
    ]);
  });
});
