import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { sizeRows } from '../../src/tokens/prompt-size-table.js';
import { type MeasuredPrompt, type PromptQuery, promptSizeOf } from '../../src/tokens/prompt-sizes.js';
import { agentPrompt } from '../../src/tokens/sample-prompt.js';

function sizeOf(query: Partial<PromptQuery> & { readonly version: string }): MeasuredPrompt {
  const usual = { profile: 'full', lean: false, toolSearch: false, bootstrap: 'first-run', window: 131_072 } as const;
  const size = promptSizeOf({ ...usual, ...query });
  if (size === undefined) throw new Error(`nothing known of ${query.version}`);
  return size;
}

function countOf(size: MeasuredPrompt) {
  const prompt = agentPrompt(size);
  const [system = '', user = ''] = prompt.messages.map(({ content }) => String(content));
  const tools = prompt.tools.length === 0 ? '' : JSON.stringify(prompt.tools);
  return {
    prompt,
    system,
    user,
    tools,
    tokens: { system: countTokens(system), tools: countTokens(tools), other: countTokens(user) },
  };
}

/** Relative difference. */
function off(value: number, truth: number): number {
  return truth === 0 ? value : Math.abs(value / truth - 1);
}

describe('agentPrompt', () => {
  it.each([
    ['2026.4.22', {}],
    ['2026.4.22', { lean: true }],
    ['2026.4.22', { profile: 'minimal' }],
    ['2026.8.2', {}],
    ['2026.9.6', { toolSearch: true }],
    ['2026.9.6', { toolSearch: true, window: 32_768 }],
    ['2026.9.6', { profile: 'coding' }],
  ] as const)('is as large and as dense as the first request of %s with %o', (version, query) => {
    const size = sizeOf({ version, ...query });
    const { prompt, system, tools, tokens } = countOf(size);
    expect(system.length).toBe(size.systemChars);
    expect(tools.length).toBe(size.toolsChars);
    expect(prompt.tools).toHaveLength(size.tools);
    expect(off(tokens.system, size.systemTokens)).toBeLessThan(0.01);
    // One tool of 500 characters leaves no choice of words.
    expect(Math.abs(tokens.tools - size.toolsTokens)).toBeLessThan(Math.max(10, 0.03 * size.toolsTokens));
  });

  it('fits every measured size, and knows what it costs without a tokenizer', () => {
    const wrong = sizeRows.flatMap(([version, profile, lean, toolSearch, bootstrap, window]) => {
      const size = sizeOf({ version, profile, lean, toolSearch, bootstrap, window: window ?? 131_072 });
      const { prompt, system, tools, tokens } = countOf(size);
      const ok =
        system.length === size.systemChars &&
        tools.length === size.toolsChars &&
        prompt.tools.length === size.tools &&
        off(tokens.system, size.systemTokens) < 0.01 &&
        Math.abs(tokens.tools - size.toolsTokens) < 0.03 * size.toolsTokens + 10 &&
        Math.abs(prompt.counted.systemTokens - tokens.system) < 0.005 * tokens.system + 3 &&
        Math.abs(prompt.counted.toolsTokens - tokens.tools) < 0.01 * tokens.tools + 3 &&
        Math.abs(prompt.counted.otherTokens - tokens.other) <= 4;
      return ok ? [] : [{ version, profile, lean, tokens, size, counted: prompt.counted }];
    });
    expect(wrong).toEqual([]);
  });

  it('is the same every time, and not one paragraph over and over', () => {
    const size = sizeOf({ version: '2026.9.6', toolSearch: true });
    const [first, second] = [agentPrompt(size), agentPrompt(size)];
    expect(first).toEqual(second);
    const paragraphs = String(first.messages[0]?.['content']).split('\n\n');
    expect(paragraphs.filter((text) => text.includes('{t}'))).toEqual([]);
    const counts = paragraphs.map((text) => paragraphs.filter((other) => other === text).length);
    const long = counts.filter((_, at) => (paragraphs[at]?.length ?? 0) > 60);
    const repeats = Math.max(...long);
    expect(repeats).toBeLessThanOrEqual(4);
  });

  it('defines tools that a server can accept', () => {
    const { tools } = agentPrompt(sizeOf({ version: '2026.8.2' }));
    const functions = tools.map((tool) => tool['function']) as {
      name: string;
      parameters: { properties: object; required: string[] };
    }[];
    expect(new Set(functions.map(({ name }) => name)).size).toBe(49);
    for (const { name, parameters } of functions) {
      expect(name).toMatch(/^[a-z_]{3,64}$/);
      expect(Object.keys(parameters.properties)).toEqual(expect.arrayContaining(parameters.required));
    }
  });

  it('has no tools and one word to say for a model without tools', () => {
    const { prompt, user } = countOf(sizeOf({ version: '2026.4.22', profile: 'no-tools' }));
    expect(prompt.tools).toEqual([]);
    expect(user).toBe('hi');
  });
});
