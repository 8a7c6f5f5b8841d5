import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countOnServer } from '../../src/tokens/count-on-server.js';
import { countSample } from '../../src/tokens/count-sample.js';
import { familyOf } from '../../src/tokens/families.js';
import { type MeasuredPrompt, promptSizeOf } from '../../src/tokens/prompt-sizes.js';
import { sum } from '../../src/tokens/range.js';
import { type LocalModel, localModel, pythonJson } from './local-model.js';

const tools = [
  {
    type: 'function',
    function: {
      name: 'read',
      description: 'Reads a file.',
      parameters: { type: 'object', properties: { path: { type: 'string' } } },
    },
  },
  {
    type: 'function',
    function: {
      name: 'write',
      description: 'Writes a file.',
      parameters: { type: 'object', properties: { path: { type: 'string' } } },
    },
  },
];
const messages = [
  { role: 'system', content: 'You are the assistant of one household.' },
  { role: 'user', content: [{ type: 'text', text: 'hi' }] },
];
const family = familyOf('qwen3');

function counterFor(model: LocalModel, vllmVersion?: string) {
  const local = localModel(model);
  const counter = {
    model: 'm1',
    ask: local.ask,
    tokenizeWorks: true,
    server: `vLLM ${vllmVersion ?? '?'}`,
    vllmVersion,
  };
  return { ...local, counter };
}

describe('countOnServer', () => {
  it('is exact, and tells the shares apart', async () => {
    const { counter, promptTokens, asked } = counterFor({ printTool: pythonJson }, '0.11.0');
    const counted = await countOnServer({ messages, tools }, counter, family);
    const whole = promptTokens(messages, tools);
    expect(counted?.total).toEqual([whole, whole, whole]);
    expect(counted?.detail).toBe('POST /tokenize of vLLM 0.11.0');
    const printed = countTokens(tools.map(pythonJson).join('\n'));
    expect(counted?.parts?.tools).toEqual([printed, printed, printed]);
    expect(counted?.parts?.system[1]).toBe(countTokens('You are the assistant of one household.') + 4);
    expect(counted?.parts && sum(counted.parts)).toEqual(counted?.total);
    expect(asked).toHaveLength(3);
  });

  it('asks once for a single message', async () => {
    const { counter, asked } = counterFor({});
    const [, user] = messages;
    const counted = await countOnServer({ messages: user === undefined ? [] : [user], tools: [] }, counter, family);
    expect(counted?.parts?.messages).toEqual(counted?.total);
    expect(asked).toHaveLength(1);
  });

  it('keeps the whole when the template insists on a system text', async () => {
    const refuses: LocalModel['refuses'] = (sent) => sent.length === 1;
    const { counter, promptTokens } = counterFor({ printTool: pythonJson, refuses });
    const counted = await countOnServer({ messages, tools }, counter, family);
    expect(counted?.parts).toBeUndefined();
    expect(counted?.total[1]).toBe(promptTokens(messages, tools));
  });

  it('counts the tools as text where the server leaves them out (vLLM 0.8.5)', async () => {
    const { counter, promptTokens } = counterFor({ printTool: pythonJson, tokenizeDropsTools: true }, '0.8.5');
    const counted = await countOnServer({ messages, tools }, counter, family);
    const truth = promptTokens(messages, tools);
    expect(counted?.detail).toBe('POST /tokenize of vLLM 0.8.5, tools counted as text');
    expect(counted?.total[0]).toBeGreaterThan(truth);
    expect(counted?.total[1]).toBeLessThan(truth + family.preamble[2]);
  });

  it('believes a newer server whose template prints no tools', async () => {
    const { counter, promptTokens } = counterFor({}, '0.11.0');
    const counted = await countOnServer({ messages, tools }, counter, family);
    const truth = promptTokens(messages, []);
    expect(counted?.total).toEqual([truth, truth, truth]);
    expect(counted?.detail).toMatch(/prints no tools$/);
  });

  it('is in doubt about them when the version is hidden', async () => {
    const { counter, promptTokens } = counterFor({ tokenizeDropsTools: true });
    const counted = await countOnServer({ messages, tools }, counter, family);
    expect(counted?.total[0]).toBe(promptTokens(messages, []));
    expect(counted?.total[2]).toBeGreaterThan(promptTokens(messages, []) + 50);
  });

  it('knows nothing when the server refuses', async () => {
    const { counter } = counterFor({ refuses: () => true });
    expect(await countOnServer({ messages, tools }, counter, family)).toBeUndefined();
  });
});

describe('countSample', () => {
  const size = promptSizeOf({
    version: '2026.4.22',
    profile: 'full',
    lean: false,
    toolSearch: false,
    bootstrap: 'first-run',
    window: 16_384,
  });
  if (size === undefined) throw new Error('2026.4.22');

  it('gives what the real prompt would take, within a few per cent', async () => {
    const { counter } = counterFor({ printTool: pythonJson }, '0.11.0');
    const counted = await countSample(size, family, (prompt) => countOnServer(prompt, counter, family));
    const [low, mid, high] = sum(counted?.parts ?? { system: [0, 0, 0], tools: [0, 0, 0], messages: [0, 0, 0] });
    // Captured from 2026.4.22: system 6413, tools with spaces 10628, user 121 tokens; 11 of this template.
    const truth = 6_413 + 10_628 + 121 + 11;
    expect(Math.abs(mid / truth - 1)).toBeLessThan(0.025);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    expect((high - low) / mid).toBeLessThan(0.1);
  });

  it('divides the whole when only that is told', async () => {
    const refuses: LocalModel['refuses'] = (sent) => sent.length === 1;
    const { counter } = counterFor({ printTool: pythonJson, refuses }, '0.11.0');
    const counted = await countSample(size, family, (prompt) => countOnServer(prompt, counter, family));
    expect(counted?.parts.tools[1]).toBeGreaterThan(counted?.parts.system[1] ?? 0);
  });

  it('doubts what was not measured as it stands', async () => {
    const { counter } = counterFor({ printTool: pythonJson }, '0.11.0');
    const spread = async (of: MeasuredPrompt) => {
      const counted = await countSample(of, family, (prompt) => countOnServer(prompt, counter, family));
      return counted === undefined ? 0 : sum(counted.parts)[2] - sum(counted.parts)[0];
    };
    expect(await spread({ ...size, low: size.low * 0.8 })).toBeGreaterThan((await spread(size)) + 2_000);
  });
});
