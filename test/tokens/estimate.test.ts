import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/tokens/classify.js';
import { estimateCount, estimateSize } from '../../src/tokens/estimate.js';
import { familyOf } from '../../src/tokens/families.js';
import { promptSizeOf } from '../../src/tokens/prompt-sizes.js';
import { sum } from '../../src/tokens/range.js';
import { agentPrompt } from '../../src/tokens/sample-prompt.js';
import { fourSpaces, localModel, pythonJson } from './local-model.js';

const usual = { profile: 'full', lean: false, toolSearch: false, bootstrap: 'first-run', window: 131_072 } as const;

function sizeOf(version: string) {
  const size = promptSizeOf({ ...usual, version });
  if (size === undefined) throw new Error(version);
  return size;
}

describe('kindOf', () => {
  it.each([
    ['prose', 'Read a file before you change it, even when you wrote it yourself.'],
    ['prose', '- `read`: gives lines of a file; use `offset` for large ones.'],
    ['json', '[{"type":"function","function":{"name":"read","parameters":{}}}]'],
    ['json', '{"type": "function", "function": {"name": "read"}}'],
    ['json', '{\n    "type": "function",\n    "name": "read"\n}'],
    ['code', 'for (const row of rows) {\n  if (row.size > 3) total += row.size;\n}'],
    ['code', 'def add(a, b):\n    return {"sum": a + b}[key] if (a > 0) else None'],
    ['han', '今天早上我们检查了服务器的日志。'],
    ['kana', '今朝、サーバーのログを確認しました。'],
    ['hangul', '오늘 아침에 서버 기록을 확인했습니다.'],
    ['other', 'Die zuständige Kollegin prüfte die Überschreitung.'],
  ] as const)('%s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });
});

describe('estimateCount', () => {
  it('is o200k_base for gpt-oss', async () => {
    const text = 'Read a file before you change it.\n\nKeep names and dates as they are.';
    const count = await estimateCount({ text }, { family: 'openai/gpt-oss-20b' });
    expect(count).toMatchObject({ method: 'estimate', detail: 'o200k_base x 1, as for gpt-oss' });
    expect(Math.abs(count.tokens - countTokens(text))).toBeLessThanOrEqual(1);
  });

  it.each([
    ['Qwen/Qwen3-8B', pythonJson],
    ['meta-llama/Llama-3.1-8B-Instruct', fourSpaces],
    ['m1', pythonJson],
    ['m1', fourSpaces],
  ])('holds what a model of the kind of %s counts', async (family, printTool) => {
    const prompt = agentPrompt(sizeOf('2026.4.22'));
    const { promptTokens } = localModel({ printTool, preamble: 'You may call these functions. '.repeat(15) });
    const truth = promptTokens(prompt.messages, prompt.tools);
    const { tokens, low, high } = await estimateCount(prompt, { family });
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    if (family !== 'm1') expect(Math.abs(tokens / truth - 1)).toBeLessThan(0.03);
  });

  it('takes special tokens for text', async () => {
    const count = await estimateCount({ text: '<|endoftext|> <|im_start|>user' }, {});
    expect(count.tokens).toBeGreaterThan(8);
  });

  it('counts Korean differently from Chinese', async () => {
    const names = { family: 'meta-llama/Llama-2-7b-chat-hf' };
    const korean = '오늘 아침에 서버 기록을 확인했습니다.';
    const { low } = await estimateCount({ text: korean }, names);
    expect(low).toBeGreaterThan(1.5 * countTokens(korean));
  });

  it('has images in the bound', async () => {
    const image = { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }] };
    const { low, high } = await estimateCount({ messages: [image], tools: [] }, {});
    expect(high - low).toBeGreaterThan(2_000);
  });
});

describe('estimateSize', () => {
  it.each(['2026.4.22', '2026.8.2', '2026.9.6'])(
    'agrees with the count of a text of the size of %s',
    async (version) => {
      const size = sizeOf(version);
      for (const model of ['qwen3', 'llama-3.1', 'mistral-nemo', 'm1']) {
        const [low, mid, high] = sum(estimateSize(size, familyOf(model)));
        const counted = await estimateCount(agentPrompt(size), { family: model });
        expect(Math.abs(mid / counted.tokens - 1)).toBeLessThan(0.06);
        expect(low).toBeLessThan(counted.tokens);
        expect(high).toBeGreaterThan(counted.tokens);
      }
    },
  );

  it('adds nothing for tools that are not there', () => {
    const size = promptSizeOf({ ...usual, profile: 'no-tools', version: '2026.4.22' });
    expect(size && estimateSize(size, familyOf('qwen3')).tools).toEqual([0, 0, 0]);
  });
});
