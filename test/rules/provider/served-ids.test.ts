import { describe, expect, it } from 'vitest';
import { meantId } from '../../../src/rules/provider/served-ids.js';

const rows = (ids: readonly string[]) => ids.map((id) => ({ id }));

describe('meantId', () => {
  it.each([
    ['qwen3-32b', ['Qwen/Qwen3-32B'], 'Qwen/Qwen3-32B', true],
    ['Qwen/Qwen3_32B', ['other', 'qwen3-32b'], 'qwen3-32b', true],
    ['Qwen/Qwen3-32B-Intruct', ['Qwen/Qwen3-32B-Instruct', 'gemma-3'], 'Qwen/Qwen3-32B-Instruct', true],
    ['Llama-3.1-70B-Instruct', ['Llama-3.3-70B-Instruct', 'gemma'], 'Llama-3.3-70B-Instruct', false],
    ['vllm-local', ['Qwen/Qwen3-32B'], 'Qwen/Qwen3-32B', false],
    ['meta-llama/Llama-3.3-70B-Instruct', ['llama-3.3-70b', 'gemma-3'], 'llama-3.3-70b', true],
    ['qwen3-32b', ['/models/Qwen3-32B-AWQ/', 'gemma-3'], '/models/Qwen3-32B-AWQ/', true],
  ])('%s of %j is %s', (written, served, id, sure) => {
    expect(meantId(written, rows(served))).toEqual({ id, sure });
  });

  it('knows the repository that a short name stands for', () => {
    const served = [
      { id: 'main', root: 'Qwen/Qwen3-32B' },
      { id: 'small', root: 'Qwen/Qwen3-4B' },
    ];
    expect(meantId('Qwen/Qwen3-32B', served)).toEqual({ id: 'main', sure: true });
  });

  it.each([
    ['nothing is served', 'm1', []],
    ['two are equally close', 'qwen3-32b', ['a/Qwen3-32B', 'b/Qwen3-32B']],
    ['none is close', 'gemma-3', ['Qwen/Qwen3-32B', 'Llama-3.3-70B']],
  ])('is unknown when %s', (_why, written, served) => {
    expect(meantId(written, rows(served))).toBeUndefined();
  });
});
