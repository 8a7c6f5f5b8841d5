import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/fix/diff.js';

const name = 'openclaw.json';

describe('unifiedDiff', () => {
  it('is empty when nothing differs', async () => {
    expect(await unifiedDiff('{}', '{}', { name })).toBe('');
  });

  it('cuts long lines for a screen, around the change', async () => {
    const before = `{"long":"${'x'.repeat(200)}","key":1,"more":"${'y'.repeat(200)}"}`;
    const diff = await unifiedDiff(before, before.replace('"key":1', '"key":27'), { name, width: 40 });
    const [, , , removed = '', added = ''] = diff.split('\n');
    expect(removed).toMatch(/^-\u2026x+","key":1,"more":"y+\u2026$/);
    expect(added).toMatch(/^\+\u2026x+","key":27,"more":"y+\u2026$/);
    expect([removed.length, added.length]).toEqual([40, 40]);
  });

  it('shows three lines around a change', async () => {
    const before = ['{', ...'abcdefgh'.split('').map((key) => `  ${key}: 1,`), '}', ''].join('\n');
    expect(await unifiedDiff(before, before.replace('e: 1', 'e: 2'), { name })).toBe(
      [
        '--- a/openclaw.json',
        '+++ b/openclaw.json',
        '@@ -3,7 +3,7 @@',
        '   b: 1,',
        '   c: 1,',
        '   d: 1,',
        '-  e: 1,',
        '+  e: 2,',
        '   f: 1,',
        '   g: 1,',
        '   h: 1,',
        '',
      ].join('\n'),
    );
  });

  it('says when the last line does not end', async () => {
    expect(await unifiedDiff('{}', '{"a":1}', { name })).toBe(
      [
        '--- a/openclaw.json',
        '+++ b/openclaw.json',
        '@@ -1 +1 @@',
        '-{}',
        '\\ No newline at end of file',
        '+{"a":1}',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
  });

  it('hides \\r\\n where every line has it, and shows the odd one', async () => {
    expect(await unifiedDiff('{\r\n}\r\n', '{\r\n a: 1\r\n}\r\n', { name })).toContain(' {\n+ a: 1\n }\n');
    expect(await unifiedDiff('{\r\n}\n', '{\n}\n', { name })).toContain('-{␍\n+{\n');
  });

  it('lets no control character through, and no byte order mark', async () => {
    const diff = await unifiedDiff('\ufeff"\u001b[31m"\n', '\ufeff"\u001b[2J\u009b\u202e\t"\n', { name });
    expect(diff).toContain('-"␛[31m"\n+"␛[2J\ufffd\ufffd\t"\n');
  });

  it('shows a byte order mark that goes', async () => {
    expect(await unifiedDiff('\ufeff{}\n', '{}\n', { name })).toContain('-<U+FEFF>{}\n+{}\n');
  });

  it('writes names with slashes, relative', async () => {
    const diff = await unifiedDiff('a\n', 'b\n', { name: 'C:\\Users\\x\\openclaw.json' });
    expect(diff).toMatch(/^--- a\/C:\/Users\/x\/openclaw\.json\n\+\+\+ b\/C:/);
    expect(await unifiedDiff('a\n', 'b\n', { name: '/etc/o.json' })).toMatch(/^--- a\/etc\/o\.json\n/);
  });

  it('colours through the palette', async () => {
    const mark = (letter: string) => (text: string) => `<${letter}>${text}</${letter}>`;
    const palette = { bold: mark('b'), red: mark('r'), green: mark('g'), cyan: mark('c') };
    expect(await unifiedDiff('a\n', 'b\n', { name, palette, context: 0 })).toBe(
      '<b>--- a/openclaw.json</b>\n<b>+++ b/openclaw.json</b>\n<c>@@ -1 +1 @@</c>\n<r>-a</r>\n<g>+b</g>\n',
    );
  });
});
