import { describe, expect, it } from 'vitest';
import { openclawChars, weightedLength } from '../../src/tokens/openclaw-chars.js';

describe('weightedLength', () => {
  it.each([
    ['plain ASCII', 11],
    ['Grüße', 5],
    ['你好', 8],
    ['コード', 12],
    ['안녕', 8],
    ['a你b', 6],
    ['🙂', 2],
    ['𠀀', 16],
    ['ｱ', 8],
    ['⺀', 12],
  ])('%s weighs %i', (text, weight) => {
    expect(weightedLength(text)).toBe(weight);
  });
});

describe('openclawChars', () => {
  const tools = [{ type: 'function', function: { name: 'read', description: '你', parameters: {} } }];

  it('adds text parts, images, calls and the compact JSON of the tools', () => {
    const call = [{ id: 'c1', function: { name: 'read', arguments: '{}' } }];
    const messages = [
      { role: 'system', content: '12345' },
      {
        role: 'user',
        content: [
          { type: 'text', text: '你' },
          { type: 'image_url', image_url: { url: 'data:' } },
        ],
      },
      { role: 'assistant', content: null, tool_calls: call },
    ];
    expect(openclawChars({ messages, tools })).toBe(
      5 + 4 + 8_000 + JSON.stringify(call).length + JSON.stringify(tools).length,
    );
  });

  it('counts no brackets when there is no tool', () => {
    expect(openclawChars({ messages: [{ role: 'user', content: 'ping' }], tools: [] })).toBe(4);
    expect(openclawChars({ text: 'ping' })).toBe(4);
  });
});
