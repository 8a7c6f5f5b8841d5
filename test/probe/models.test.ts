import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/probe/identity.js';
import { withLimits } from '../../src/probe/limits.js';
import { meantModel } from '../../src/probe/meant-model.js';
import { parseModels, type ServerMarks } from '../../src/probe/models.js';

const show = (text: string) => text;
const list = (...data: object[]) => parseModels(JSON.parse(JSON.stringify({ object: 'list', data })), show);

describe('parseModels', () => {
  it('reads the window of vLLM and SGLang', () => {
    expect(list({ id: 'a', owned_by: 'vllm', root: '/models/a', parent: null, max_model_len: 32768 })).toEqual([
      { id: 'a', maxModelLen: 32768, limitFrom: 'max_model_len', root: '/models/a' },
    ]);
  });

  it('gives a LoRA row the window of its parent, and nothing when the parent has none', () => {
    const lora = { id: 'lora', root: '/lora', parent: 'a', max_model_len: null };
    expect(list({ id: 'a', max_model_len: 8192 }, lora)?.[1]).toMatchObject({
      id: 'lora',
      parent: 'a',
      maxModelLen: 8192,
      limitFrom: 'max_model_len of its parent',
    });
    expect(list({ id: 'a' }, lora)?.[1]).toEqual({ id: 'lora', root: '/lora', parent: 'a' });
    expect(list({ id: 'b', max_model_len: 8192 }, lora)?.[1]).toEqual({ id: 'lora', root: '/lora', parent: 'a' });
  });

  it('takes n_ctx of llama.cpp, never what the model was trained for', () => {
    const row = { id: 'a', owned_by: 'llamacpp', meta: { n_ctx_train: 131072, n_ctx: 8192 } };
    expect(list(row)?.[0]).toMatchObject({ maxModelLen: 8192, limitFrom: 'meta.n_ctx' });
    expect(list({ ...row, meta: { n_ctx_train: 131072 } })).toEqual([{ id: 'a' }]);
  });

  it.each([
    [{ id: 'a', parameters: { max_seq_len: 4096 } }, 'parameters.max_seq_len'],
    [{ id: 'a', max_context_length: 131072, loaded_context_length: 4096 }, 'loaded_context_length'],
    [{ id: 'a', context_length: 4096 }, 'context_length'],
    [{ id: 'a', context_window: 4096 }, 'context_window'],
    [{ id: 'a', context_size: '4096' }, 'context_size'],
  ])('reads %j', (row, limitFrom) => {
    expect(list(row)).toEqual([{ id: 'a', maxModelLen: 4096, limitFrom }]);
  });

  it('says nothing about a window when the server does not', () => {
    expect(
      list({ id: 'gpt', owned_by: 'openai' }, { id: 'z', max_model_len: 0 }, { id: 'y', max_model_len: -1 }),
    ).toEqual([{ id: 'gpt' }, { id: 'z' }, { id: 'y' }]);
  });

  it('reads a bare list and the list of Ollama', () => {
    expect(parseModels([{ id: 'a' }], show)).toEqual([{ id: 'a' }]);
    expect(parseModels({ models: [{ name: 'llama3:8b', model: 'llama3:8b' }] }, show)).toEqual([{ id: 'llama3:8b' }]);
  });

  it('is no list of models: an error, a text, nothing', () => {
    for (const json of [{ error: 'x' }, 'x', null, 7]) expect(parseModels(json, show)).toBeUndefined();
  });

  it('takes any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const json of [value, { data: value }, { data: [value] }, { data: [{ id: 'a', max_model_len: value }] }]) {
          const models = parseModels(JSON.parse(JSON.stringify(json)), show);
          for (const model of models ?? []) expect(typeof model.id).toBe('string');
        }
      }),
    );
  });
});

describe('identify', () => {
  const marks: ServerMarks = { ownedBy: [], serverHeader: '', liteLlm: false, ownsItself: false };
  it.each([
    [{ ownedBy: ['vllm'] }, '0.11.0', 'vLLM 0.11.0'],
    [{ ownedBy: ['vllm'] }, undefined, 'vLLM'],
    [{ ownedBy: ['sglang'] }, undefined, 'SGLang'],
    [{ ownedBy: ['llamacpp'] }, undefined, 'llama.cpp'],
    [{ serverHeader: 'llama.cpp' }, undefined, 'llama.cpp'],
    [{ ownedBy: ['library'] }, undefined, 'Ollama'],
    [{ ownedBy: ['tabbyAPI'] }, undefined, 'TabbyAPI'],
    [{ ownedBy: ['koboldcpp'] }, undefined, 'KoboldCpp'],
    [{ ownedBy: ['openai'], liteLlm: true }, undefined, 'LiteLLM proxy'],
    [{ ownsItself: true }, undefined, 'TGI'],
    [{ ownedBy: ['openai'] }, '2.1.0', 'OpenAI-like server'],
  ])('%j with version %j is %s', (some, version, family) => {
    const answer = version === undefined ? undefined : { version, serverHeader: '' };
    expect(identify({ ...marks, ...some }, answer)?.family).toBe(family);
  });

  it('knows a vLLM whose key was refused by its version route', () => {
    expect(identify(undefined, { version: '0.11.0', serverHeader: 'uvicorn' })?.family).toBe('vLLM 0.11.0');
  });

  it('says nothing when nothing answered', () => {
    expect(identify(undefined, undefined)).toBeUndefined();
  });
});

describe('meantModel', () => {
  const served = (...ids: string[]) => ids.map((id) => ({ id }));
  it('is the only one, or the one of the same name', () => {
    expect(meantModel('x', served('a'))).toBe('a');
    expect(meantModel('qwen3-32b', served('Qwen/Qwen3-32B', 'Qwen/Qwen3-8B'))).toBe('Qwen/Qwen3-32B');
    expect(meantModel('Qwen/Qwen3-32B', [{ id: 'main', root: '/models/Qwen3-32B' }, { id: 'other' }])).toBe('main');
  });

  it('stays open in doubt', () => {
    expect(meantModel('x', served('a', 'b'))).toBeUndefined();
    expect(meantModel('qwen3', served('A/qwen3', 'B/qwen3'))).toBeUndefined();
    expect(meantModel('x', [])).toBeUndefined();
  });
});

describe('withLimits', () => {
  const answer = { ok: true, ms: 1, value: { count: 3, maxModelLen: 4096 } } as const;
  it('fills a window in from other routes, never over the list', () => {
    const rows = [{ id: 'a', maxModelLen: 1 }, { id: 'b' }, { id: 'c' }];
    const limits = new Map([['b', { tokens: 8192, from: 'GET /api/ps, context_length' }]]);
    expect(withLimits(rows, limits, { model: 'c', answer })).toEqual([
      { id: 'a', maxModelLen: 1 },
      { id: 'b', maxModelLen: 8192, limitFrom: 'GET /api/ps, context_length' },
      { id: 'c', maxModelLen: 4096, limitFrom: 'POST /tokenize, max_model_len' },
    ]);
  });
});
