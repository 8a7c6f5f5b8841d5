import { describe, expect, it } from 'vitest';
import { frameOf, shorten } from '../../src/report/frame.js';
import { displayWidth, formatDuration, formatNumber, printable, wrap } from '../../src/report/text.js';

function drawn(text: string, needle: string, width = 60, label = '') {
  const start = text.indexOf(needle);
  return frameOf(text, { file: 'a', start, end: start + needle.length }, width, label).map(
    ({ number, text: line, mark }) =>
      mark === undefined
        ? `${number} ${line}`
        : `  ${' '.repeat(mark.before)}${'^'.repeat(mark.length)} ${mark.label}`.trimEnd(),
  );
}

describe('frameOf', () => {
  it('shows one line above and below, and carets under the span alone', () => {
    expect(drawn('{\n  a: 1,\n  b: 22,\n  c: 3,\n}', '22', 60, 'served: 1')).toEqual([
      '2   a: 1,',
      '3   b: 22,',
      '       ^^ served: 1',
      '4   c: 3,',
    ]);
  });

  it('works on the first and last line, with a byte order mark, tabs, CRLF and wide letters', () => {
    expect(drawn('\ufeff{\r\n\ta: "漢字", b: 5 }', '5')).toEqual([
      '1 {',
      '2   a: "漢字", b: 5 }',
      `  ${' '.repeat(16)}^`,
    ]);
    expect(drawn('\ufeff{a:1}', 'a')).toEqual(['1 {a:1}', '   ^']);
  });

  it('cuts a long line around the carets and says that it did', () => {
    const text = `{"a":"${'x'.repeat(200)}","maxTokens":10,"b":"${'y'.repeat(200)}"}`;
    const [line = '', caret = ''] = drawn(text, '10', 50);
    expect(displayWidth(line)).toBeLessThanOrEqual(52);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('10');
    expect(line).toMatch(/^1 ….*…$/);
  });

  it('survives a span at the end of the text', () => {
    expect(frameOf('{"a":1', { file: 'a', start: 6, end: 6 }, 40, 'x').at(-1)?.mark).toEqual({
      before: 6,
      length: 1,
      label: 'x',
    });
  });
});

describe('text', () => {
  it('formats numbers and durations', () => {
    expect(formatNumber(21804).replaceAll('\u00a0', ' ')).toBe('21 804');
    expect(formatNumber(512)).toBe('512');
    expect([3.4, 4130, 141_300].map(formatDuration)).toEqual(['3 ms', '4.1 s', '141 s']);
  });

  it('lets no control character through', () => {
    expect(printable('a\u001b[31mb\u202ec')).toBe('a\ufffd[31mb\ufffdc');
  });

  it('wraps at spaces and shortens by columns', () => {
    expect(wrap('aa bb cc dddddddd', 5)).toEqual(['aa bb', 'cc', 'dddddddd']);
    expect(shorten('漢字漢字', 5, '…')).toBe('漢字…');
  });
});
