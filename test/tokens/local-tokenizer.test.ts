import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DoctorError } from '../../src/doctor-error.js';
import { countLocally } from '../../src/tokens/count-locally.js';
import { familyOf } from '../../src/tokens/families.js';
import { loadTokenizer } from '../../src/tokens/local-tokenizer.js';
import { modelFolder, tokenizerJson } from './tokenizer-file.js';

const merges = ['t h', 'th e', 'Ġ the'];

describe('loadTokenizer', () => {
  it('counts with the vocabulary of the file', async () => {
    const folder = modelFolder({ 'tokenizer.json': tokenizerJson(merges) });
    const tokenizer = await loadTokenizer(path.join(folder, 'tokenizer.json'));
    expect(tokenizer.name).toBe('tokenizer.json of Small-Model-1B');
    expect(tokenizer.count('the the the')).toBe(3);
    expect(tokenizer.count('then')).toBe(2);
    expect(tokenizer.count('日')).toBe(3);
    expect(tokenizer.count('<|im_end|>')).toBe(1);
    expect(tokenizer.count('')).toBe(0);
  });

  it.each([
    ['spaced', '{% for tool in tools %}{{ tool | tojson }}{% endfor %}'],
    ['indented', '{% for t in tools %}{{ t | tojson(indent=4) }}{% endfor %}'],
    ['typescript', '{{ render_typescript_type(tools) }}'],
    ['xml', '{% for tool in tools %}<parameter>{{ tool | tojson }}{% endfor %}'],
    [undefined, '{{ messages }}'],
  ])('takes the folder, and learns from the template how tools are printed: %s', async (form, template) => {
    const files = { 'tokenizer.json': tokenizerJson(), 'tokenizer_config.json': { chat_template: template } };
    expect((await loadTokenizer(modelFolder(files))).toolForm).toBe(form);
    const newer = { 'tokenizer.json': tokenizerJson(), 'chat_template.jinja': template };
    expect((await loadTokenizer(modelFolder(newer))).toolForm).toBe(form);
  });

  it.each([
    ['nowhere.json', {}, 'not-found', 'it does not exist'],
    ['', {}, 'not-found', 'the folder has no such file'],
    ['a.json', { 'a.json': '' }, 'unreadable', 'is empty'],
    ['a.json', { 'a.json': 'GGUF\u0003' }, 'unreadable', 'a GGUF file'],
    [
      'tokenizer.json',
      { 'tokenizer.json': 'version https://git-lfs.github.com/spec/v1\n' },
      'unreadable',
      'never fetched',
    ],
    ['tokenizer.model', { 'tokenizer.model': '\n\u000e\n\u0005<unk>\u0015' }, 'unreadable', 'a SentencePiece model'],
    ['qwen.tiktoken', { 'qwen.tiktoken': 'IQ== 0\nIg== 1\n' }, 'unreadable', 'a tiktoken vocabulary'],
    ['a.json', { 'a.json': '{"model": ' }, 'unreadable', 'no JSON'],
    ['c.json', { 'c.json': { tokenizer_class: 'Qwen2Tokenizer' } }, 'usage', 'a tokenizer_config.json'],
    ['config.json', { 'config.json': { architectures: ['Qwen3ForCausalLM'] } }, 'usage', 'the config.json of a model'],
    ['vocab.json', { 'vocab.json': { '!': 0, '"': 1 } }, 'usage', 'a bare vocabulary'],
    ['a.json', { 'a.json': [1] }, 'usage', 'JSON without "model"'],
    [
      'a.json',
      { 'a.json': { ...tokenizerJson(), model: { type: 'Sorcery', vocab: {} } } },
      'usage',
      'of the kind Sorcery',
    ],
  ])('says why it cannot use %s %j', async (file, files, code, text) => {
    const error = await loadTokenizer(path.join(modelFolder(files), file)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DoctorError);
    expect(error).toMatchObject({ code });
    expect(String(error)).toContain(text);
  });
});

describe('countLocally', () => {
  const tool = { type: 'function', function: { name: 'read', parameters: { type: 'object', properties: {} } } };
  const messages = [
    { role: 'system', content: 'the the' },
    { role: 'user', content: 'the' },
  ];

  it('counts the text, and bounds what the template adds', async () => {
    const tokenizer = await loadTokenizer(modelFolder({ 'tokenizer.json': tokenizerJson(merges) }));
    const { parts, total } = countLocally({ messages, tools: [] }, tokenizer, familyOf('qwen3'));
    expect(parts?.system[1]).toBe(2);
    expect(parts?.tools).toEqual([0, 0, 0]);
    expect(total[0]).toBeLessThan(total[1]);
    expect(total[2]).toBeLessThan(2 + 1 + 3 * 10);
  });

  it('prints tools as the template beside it does, not as the name of the model suggests', async () => {
    const of = async (template: string) => {
      const files = { 'tokenizer.json': tokenizerJson(), 'chat_template.jinja': template };
      const { parts } = countLocally(
        { messages, tools: [tool] },
        await loadTokenizer(modelFolder(files)),
        familyOf('x'),
      );
      return parts?.tools ?? [0, 0, 0];
    };
    const spaced = await of('{{ tools | tojson }}');
    const indented = await of('{{ tools | tojson(indent=4) }}');
    const unknown = await of('{{ messages }}');
    expect(indented[1]).toBeGreaterThan(1.15 * spaced[1]);
    expect(unknown[0]).toBeLessThanOrEqual(spaced[0]);
    expect(unknown[2]).toBeGreaterThanOrEqual(indented[2]);
  });
});
