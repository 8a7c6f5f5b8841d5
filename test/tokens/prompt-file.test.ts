import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DoctorError } from '../../src/doctor-error.js';
import { readPrompt } from '../../src/tokens/prompt-file.js';

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: [{ type: 'text', text: 'hi' }] },
  { role: 'assistant', content: null, tool_calls: [] },
];
const tools = [{ type: 'function', function: { name: 'read', parameters: {} } }];

describe('readPrompt', () => {
  it.each([
    ['a request body', { model: 'm1', stream: true, messages, tools }, { messages, tools }],
    ['a body without tools', { messages }, { messages, tools: [] }],
    ['a body with tools null', { messages, tools: null }, { messages, tools: [] }],
    ['a bare list of messages', messages, { messages, tools: [] }],
  ])('reads %s', (_, given, expected) => {
    expect(readPrompt(JSON.stringify(given))).toEqual(expected);
    expect(readPrompt(`\ufeff\n${JSON.stringify(given, null, 2)}\r\n`)).toEqual(expected);
  });

  it.each(['# Manual\r\n\r\nBe brief.\r\n', '[link](x) first', '{placeholder} and text', '"quoted"', '42'])(
    'takes %j as plain text',
    (text) => {
      expect(readPrompt(text)).toEqual({ text });
    },
  );

  it.each([
    ['', 'unreadable', 'the prompt is empty'],
    [' \n', 'unreadable', 'the prompt is empty'],
    [
      '{"messages": [{"role": "user", "content": "hi"}',
      'unreadable',
      'the prompt looks like a request body, but it is not JSON',
    ],
    ['{"input": "hi"}', 'usage', 'the prompt is a body of the Responses API'],
    ['{"a": 1}', 'usage', 'the prompt is JSON without "messages"'],
    ['{"messages": "hi"}', 'usage', 'the prompt is JSON without "messages"'],
    ['[]', 'usage', 'the prompt has no message'],
    ['[{"role": "user"}, "hi"]', 'usage', 'message 2 of the prompt is not { role, content }'],
    ['[{"role": "user", "content": 5}]', 'usage', 'message 1 of the prompt is not { role, content }'],
    [
      '{"messages": [{"role": "user", "content": "hi"}], "tools": [{"name": "read"}]}',
      'usage',
      '"tools" of the prompt must be a list of { type, function: { name } }',
    ],
  ])('refuses %j', (text, code, message) => {
    expect(() => readPrompt(text)).toThrow(expect.objectContaining({ code, message, hint: expect.any(String) }));
  });

  it('throws nothing but DoctorError', () => {
    const shaped = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ messages: fc.jsonValue(), tools: fc.jsonValue() }).map((value) => JSON.stringify(value)),
      fc.array(fc.record({ role: fc.jsonValue(), content: fc.jsonValue() })).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(shaped, (text) => {
        try {
          const prompt = readPrompt(text);
          expect('text' in prompt ? prompt.text.trim() : prompt.messages.length).toBeTruthy();
        } catch (error) {
          expect(error).toBeInstanceOf(DoctorError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
