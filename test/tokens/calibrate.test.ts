import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/tokens/calibrate.js';
import { estimateSize } from '../../src/tokens/estimate.js';
import { familyOf } from '../../src/tokens/families.js';
import { promptSizeOf } from '../../src/tokens/prompt-sizes.js';
import { exactly, sum } from '../../src/tokens/range.js';
import { agentPrompt } from '../../src/tokens/sample-prompt.js';
import { fourSpaces, type LocalModel, localModel, pythonJson } from './local-model.js';

const smoke = [{ role: 'user', content: 'Reply with exactly: smoke-ok' }];

function counterFor(model: LocalModel) {
  const local = localModel(model);
  const counter = { model: 'm1', ask: { chat: local.ask.chat }, tokenizeWorks: false, server: 'llama.cpp' };
  return { ...local, counter: { ...counter, smokeTokens: local.promptTokens(smoke, []) } };
}

const preamble = 'You may call one or more of these functions to help the person. '.repeat(8);

describe.each([
  ['Qwen, one line a tool', 'qwen3', { printTool: pythonJson, preamble }],
  ['Llama, indented', 'llama-3.1', { printTool: fourSpaces, preamble }],
  ['an unknown vocabulary, larger', 'm1', { printTool: pythonJson, preamble, ratio: 1.2 }],
  ['an unknown template, indented', 'm1', { printTool: fourSpaces, preamble: '' }],
  ['a template without tools', 'qwen3', {}],
] satisfies readonly (readonly [string, string, LocalModel])[])('calibrate: %s', (_, name, model) => {
  it.each(['2026.4.22', '2026.9.6'])('bounds the first turn of %s after two small requests', async (version) => {
    const size = promptSizeOf({
      version,
      profile: 'full',
      lean: false,
      toolSearch: version === '2026.9.6',
      bootstrap: 'first-run',
      window: 131_072,
    });
    if (size === undefined) throw new Error(version);
    const { counter, promptTokens, asked } = counterFor(model);
    const family = familyOf(name);
    const calibration = await calibrate(counter, family);
    expect(asked).toHaveLength(2);
    expect(asked.reduce((total, { tokens }) => total + tokens, 0)).toBeLessThan(3_200);
    const estimate = estimateSize(size, family);
    const [low, mid, high] = sum(calibration?.apply(estimate, [1, 1, 1]) ?? estimate);
    const prompt = agentPrompt(size);
    const truth = promptTokens(prompt.messages, prompt.tools);
    expect(Math.abs(mid / truth - 1), `${mid} for ${truth}`).toBeLessThan(0.08);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
  });
});

describe('calibrate', () => {
  it('goes without tools where the server refuses them', async () => {
    const { counter, asked } = counterFor({ printTool: pythonJson, refuses: (_, tools) => tools.length > 0 });
    const family = familyOf('qwen3');
    const calibration = await calibrate(counter, family);
    expect(asked).toHaveLength(1);
    expect(calibration?.detail).toMatch(/^usage of a request of up to \d+ tokens to llama.cpp$/);
    const parts = calibration?.apply(
      { family, system: exactly(1_000), tools: exactly(2_000), messages: exactly(10) },
      [1, 1, 1],
    );
    expect(parts?.tools[1]).toBeGreaterThan(1_800);
  });

  it('is undefined without a first usage, or when the server counts nothing', async () => {
    const { counter } = counterFor({ refuses: () => true });
    expect(await calibrate(counter, familyOf('m1'))).toBeUndefined();
    expect(await calibrate({ ...counter, smokeTokens: undefined }, familyOf('m1'))).toBeUndefined();
  });
});
