import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseParser, type SseEvent } from '../../src/probe/sse.js';

function parse(...chunks: string[]): SseEvent[] {
  const events: SseEvent[] = [];
  const parser = createSseParser((event) => events.push(event));
  for (const chunk of chunks) parser.push(chunk);
  parser.end();
  return events;
}

const data = (text: string): SseEvent => ({ field: 'data', text });

describe('createSseParser', () => {
  it.each(['\n', '\r\n', '\r'])('splits at blank lines, whatever ends the lines', (end) => {
    expect(parse(['data: {"a":1}', '', 'data: [DONE]', '', ''].join(end))).toEqual([data('{"a":1}'), data('[DONE]')]);
  });

  it('joins data lines, ignores comments, names and fields it does not know', () => {
    expect(parse(': keep-alive\nevent: delta\nid: 7\ndata: a\ndata:b\nretry: 1\n\n')).toEqual([data('a\nb')]);
  });

  it('reads the error field of old llama.cpp servers', () => {
    expect(parse('error: {"message":"x"}\n\n')).toEqual([{ field: 'error', text: '{"message":"x"}' }]);
  });

  it('hands over an event whose blank line never came', () => {
    expect(parse('data: a')).toEqual([data('a')]);
  });

  it('gives the same events however the text is cut', () => {
    const line = fc.constantFrom('data: {"a":1}', 'data:', 'data', ': c', 'event: e', 'error: x', '', '', 'x');
    const text = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')))
      .map((lines) => lines.map(([body, end]) => body + end).join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 200 })), (whole, cuts) => {
        const at = [...new Set([0, ...cuts.filter((cut) => cut < whole.length), whole.length])].sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, index) => whole.slice(at[index], end));
        expect(parse(...chunks)).toEqual(parse(whole));
      }),
    );
  });

  it('never throws on arbitrary text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (chunks) => {
        expect(Array.isArray(parse(...chunks))).toBe(true);
      }),
    );
  });
});
