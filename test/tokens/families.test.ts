import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyOf, type TextKind } from '../../src/tokens/families.js';

interface Row {
  readonly text: string;
  readonly kind: TextKind;
  readonly o200k: number;
  readonly counts: Readonly<Record<string, number>>;
}

const { rows } = JSON.parse(
  readFileSync(new URL('../../fixtures/prompts/tokenizer-counts.json', import.meta.url), 'utf8'),
) as { rows: readonly Row[] };

const counts = rows.flatMap(({ text, kind, o200k, counts }) =>
  Object.entries(counts).map(([model, tokens]) => ({ text, kind, o200k, model, tokens })),
);

describe('ratios of the families', () => {
  it('hold at least 95 of 100 recorded counts', () => {
    const missed = counts.filter(({ kind, o200k, model, tokens }) => {
      const [low, , high] = familyOf(model).ratios[kind];
      return tokens < low * o200k || tokens > high * o200k;
    });
    expect(missed.map(({ text, model }) => `${model}: ${text}`)).toEqual([]);
    expect(missed.length / counts.length).toBeLessThan(0.05);
  });

  it('are nearly right in the middle for what OpenClaw sends', () => {
    const far = counts.filter(({ kind, o200k, model, tokens }) => {
      if (kind !== 'manual' && kind !== 'spaced' && kind !== 'indented') return false;
      return Math.abs(tokens / (familyOf(model).ratios[kind][1] * o200k) - 1) > 0.03;
    });
    expect(far).toEqual([]);
  });

  it('of a model without a known name hold all of them', () => {
    const missed = counts.filter(({ kind, o200k, tokens }) => {
      const [low, , high] = familyOf('m1').ratios[kind];
      return tokens < low * o200k || tokens > high * o200k;
    });
    expect(missed.length / counts.length).toBeLessThan(0.05);
  });
});

describe('familyOf', () => {
  it.each([
    ['Qwen/Qwen2.5-32B-Instruct-AWQ', 'Qwen'],
    ['qwen3', 'Qwen'],
    ['/models/Qwen3-Coder-30B-A3B', 'Qwen3-Coder'],
    ['meta-llama/Llama-3.3-70B-Instruct', 'Llama 3'],
    ['llama3.1:8b', 'Llama 3'],
    ['meta-llama/Llama-4-Scout-17B-16E', 'Llama 4'],
    ['deepseek-ai/DeepSeek-R1-Distill-Llama-70B', 'Llama 3'],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-32B', 'Qwen'],
    ['deepseek-ai/DeepSeek-V3.1', 'DeepSeek'],
    ['google/gemma-3-27b-it', 'Gemma'],
    ['openai/gpt-oss-120b', 'gpt-oss'],
    ['mistralai/Mistral-7B-Instruct-v0.3', 'Mistral (32k)'],
    ['mistralai/Mixtral-8x7B-Instruct-v0.1', 'Mistral (32k)'],
    ['mistralai/Mistral-Nemo-Instruct-2407', 'Mistral (Tekken)'],
    ['mistralai/Mistral-Small-24B-Instruct-2501', 'Mistral (Tekken)'],
    ['mistralai/Devstral-Small-2505', 'Mistral (Tekken)'],
    ['nvidia/Llama-3.1-Nemotron-70B-Instruct-HF', 'Llama 3'],
    ['TheBloke/Llama-2-13B-chat-GPTQ', 'Llama 2'],
    ['THUDM/glm-4-9b-chat', 'an unknown vocabulary'],
    ['m1', 'an unknown vocabulary'],
  ])('%s: %s', (model, name) => {
    expect(familyOf(model).name).toBe(name);
  });

  it('takes the first name that says something', () => {
    expect(familyOf('chat', undefined, '/models/Qwen2.5-7B').name).toBe('Qwen');
  });
});
