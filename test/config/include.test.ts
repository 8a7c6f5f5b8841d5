import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeAt, spanAt } from '../../src/config/document.js';
import { type IncludeOptions, loadIncludes } from '../../src/config/include.js';
import { nodeValue } from '../../src/config/merge.js';
import { parseConfig } from '../../src/config/parse.js';
import { writeTarget } from '../../src/config/write-target.js';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-include-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function load(files: Record<string, string>, options: IncludeOptions = {}) {
  write(files);
  const result = parseConfig({ file: join(folder, 'openclaw.json'), text: files['openclaw.json'] ?? '' });
  if (!result.ok) throw new Error(result.failure.problem);
  return loadIncludes(result.document, options);
}

describe('loadIncludes', () => {
  it('returns the document itself when nothing is included', () => {
    const { document, sources, problems } = load({ 'openclaw.json': '{ a: [1, { b: 2 }] }' });
    expect(document.value).toEqual({ a: [1, { b: 2 }] });
    expect([sources.length, problems]).toEqual([1, []]);
    expect(sources[0]).toBe(document);
  });

  // `openclaw config get` of 2026.4.22 and 2026.9.6 gives these values.
  it.each<[string, Record<string, string>, unknown]>([
    ['one file', { 'openclaw.json': '{ $include: "a.json5" }', 'a.json5': '{ x: 1 }' }, { x: 1 }],
    [
      'at any depth, in lists too',
      { 'openclaw.json': '{ l: [{ $include: "a.json5" }] }', 'a.json5': '{ x: 1 }' },
      { l: [{ x: 1 }] },
    ],
    [
      'the later file wins',
      { 'openclaw.json': '{ $include: ["a.json5", "b.json5"] }', 'a.json5': '{ x: 1, y: 1 }', 'b.json5': '{ y: 2 }' },
      { x: 1, y: 2 },
    ],
    [
      'keys beside it win',
      { 'openclaw.json': '{ x: 3, $include: "a.json5" }', 'a.json5': '{ x: 1, y: 1 }' },
      { x: 3, y: 1 },
    ],
    [
      'objects merge',
      { 'openclaw.json': '{ $include: "a.json5", m: { b: 2 } }', 'a.json5': '{ m: { a: 1, b: 1 } }' },
      { m: { a: 1, b: 2 } },
    ],
    [
      'lists concatenate',
      { 'openclaw.json': '{ $include: "a.json5", l: [3] }', 'a.json5': '{ l: [1, 2] }' },
      { l: [1, 2, 3] },
    ],
    [
      'a list alone',
      { 'openclaw.json': '{ l: { $include: ["a.json5", "b.json5"] } }', 'a.json5': '[1]', 'b.json5': '[2]' },
      { l: [1, 2] },
    ],
    ['no file at all', { 'openclaw.json': '{ m: { $include: [] } }' }, { m: {} }],
    [
      'relative to the including file',
      { 'openclaw.json': '{ $include: "d/a.json5" }', 'd/a.json5': '{ $include: "b.json5" }', 'd/b.json5': '{ x: 1 }' },
      { x: 1 },
    ],
    [
      'variables are not replaced in the path',
      { 'openclaw.json': '{ $include: "${X}.json5" }', '${X}.json5': '{ x: 1 }' },
      { x: 1 },
    ],
    [
      'the same file twice, beside each other',
      { 'openclaw.json': '{ a: { $include: "a.json5" }, b: { $include: "a.json5" } }', 'a.json5': '{ x: 1 }' },
      { a: { x: 1 }, b: { x: 1 } },
    ],
  ])('%s', (_name, files, value) => {
    const { document, problems } = load(files);
    expect(problems).toEqual([]);
    expect(document.value).toEqual(value);
    expect(nodeValue(document.root)).toEqual(value);
  });

  it('drops keys that would reach into the prototype', () => {
    const { document } = load({
      'openclaw.json': '{ $include: "a.json5", constructor: 1, x: 1 }',
      'a.json5': '{ y: 1 }',
    });
    expect(document.value).toEqual({ x: 1, y: 1 });
  });

  it('keeps the file of each piece', () => {
    const { document, sources } = load({
      'openclaw.json': '{ $include: "a.json5", m: { b: 2 }, l: [3] }',
      'a.json5': '{ m: { a: 1 }, l: [1] }',
    });
    const textAt = (path: (string | number)[]) => {
      const { file, start, end } = spanAt(document.root, path);
      const source = sources.find((known) => known.file === file);
      return `${file.slice(folder.length + 1)} ${source?.text.slice(start, end)}`;
    };
    expect(textAt(['m', 'a'])).toBe('a.json5 1');
    expect(textAt(['m', 'b'])).toBe('openclaw.json 2');
    expect(textAt(['l', 0])).toBe('a.json5 1');
    expect(textAt(['l', 1])).toBe('openclaw.json 3');
    expect(nodeAt(document.root, ['m'])?.file).toBe(join(folder, 'openclaw.json'));
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['missing', { 'openclaw.json': '{ a: { $include: "x.json5" } }' }, 'not-found', 'x.json5 does not exist'],
    ['a folder', { 'openclaw.json': '{ $include: "d" }', 'd/a.json5': '{}' }, 'not-allowed', 'd is no regular file'],
    [
      'outside',
      { 'openclaw.json': '{ $include: "../x.json5" }' },
      'outside',
      '../x.json5 leaves the folder of the config',
    ],
    ['absolute and outside', { 'openclaw.json': '{ $include: "/etc/passwd" }' }, 'outside', '/etc/passwd leaves'],
    ['itself', { 'openclaw.json': '{ $include: "openclaw.json" }' }, 'cycle', 'openclaw.json includes itself'],
    [
      'each other',
      { 'openclaw.json': '{ $include: "a.json5" }', 'a.json5': '{ $include: "./openclaw.json" }' },
      'cycle',
      './openclaw.json includes itself',
    ],
    ['a number', { 'openclaw.json': '{ $include: 1 }' }, 'not-a-path', '$include takes a path'],
    ['a number in a list', { 'openclaw.json': '{ $include: [1] }' }, 'not-a-path', '$include takes a path'],
    [
      'a list beside keys',
      { 'openclaw.json': '{ $include: "a.json5", x: 1 }', 'a.json5': '[1]' },
      'siblings-need-an-object',
      'keys beside $include',
    ],
    [
      'text',
      { 'openclaw.json': '{ $include: "a.json5" }', 'a.json5': '{ x: ' },
      'does-not-parse',
      'a.json5 does not parse: unexpected end of file',
    ],
    [
      'text in UTF-16, read as UTF-8',
      { 'openclaw.json': '{ $include: "a.json5" }', 'a.json5': '\ufffd\ufffd{\0}\0' },
      'does-not-parse',
      'a.json5 is UTF-16, not UTF-8',
    ],
  ])('reports what it cannot include: %s', (_name, files, reason, message) => {
    const { problems, sources } = load(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ reason });
    expect(problems[0]?.message).toContain(message);
    expect(JSON.parse(JSON.stringify(problems))).toEqual(problems);
    const { file, start, end } = problems[0]?.at ?? { file: '', start: 0, end: 0 };
    expect(sources.find((source) => source.file === file)?.text.slice(start, end)).not.toBe('');
  });

  it('says where an included file does not parse, and goes on with the rest', () => {
    const { document, problems } = load({
      'openclaw.json': '{ a: 1, m: { $include: ["b.json5", "a.json5"], y: 2 } }',
      'a.json5': '{ x: }',
      'b.json5': '{ z: 3 }',
    });
    expect(problems).toMatchObject([
      { path: ['m'], include: 'a.json5', failure: { file: join(folder, 'a.json5'), offset: 5 } },
    ]);
    expect(document.value).toEqual({ a: 1, m: { z: 3, y: 2 } });
  });

  it('stops below ten includes', () => {
    const chain = (length: number) => ({
      'openclaw.json': '{ $include: "1.json5" }',
      ...Object.fromEntries(
        Array.from({ length }, (_, i) => [
          `${i + 1}.json5`,
          i + 1 === length ? '{ x: 1 }' : `{ $include: "${i + 2}.json5" }`,
        ]),
      ),
    });
    expect(load(chain(10)).document.value).toEqual({ x: 1 });
    expect(load(chain(11)).problems).toMatchObject([{ reason: 'too-deep', include: '11.json5' }]);
  });

  it.skipIf(process.platform === 'win32')('refuses links that lead out, and hard links', () => {
    const outside = mkdtempSync(join(tmpdir(), 'ovd-outside-'));
    try {
      writeFileSync(join(outside, 'x.json5'), '{ x: 1 }');
      symlinkSync(join(outside, 'x.json5'), join(folder, 'soft.json5'));
      linkSync(join(outside, 'x.json5'), join(folder, 'hard.json5'));
      expect(load({ 'openclaw.json': '{ $include: "soft.json5" }' }).problems).toMatchObject([
        { reason: 'link-outside' },
      ]);
      expect(load({ 'openclaw.json': '{ $include: "hard.json5" }' }).problems).toMatchObject([
        { reason: 'not-allowed' },
      ]);
      write({ 'real/y.json5': '{ y: 1 }' });
      symlinkSync(join(folder, 'real/y.json5'), join(folder, 'inner.json5'));
      expect(load({ 'openclaw.json': '{ $include: "inner.json5" }' }).document.value).toEqual({ y: 1 });
      const allowed = load(
        { 'openclaw.json': `{ $include: ${JSON.stringify(join(outside, 'plain.json5'))} }`, '../unused': '' },
        { roots: [realpathSync(outside)] },
      );
      expect(allowed.problems).toMatchObject([{ reason: 'not-found' }]);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('refuses a file that is too large', () => {
    expect(
      load({ 'openclaw.json': '{ $include: "a.json5" }', 'a.json5': `{}${' '.repeat(2 * 1024 * 1024)}` }).problems,
    ).toMatchObject([{ reason: 'not-allowed', message: 'a.json5 is larger than 2 MiB' }]);
  });

  it('takes standard input as a file of the given folder', () => {
    write({ 'a.json5': '{ x: 1 }' });
    const result = parseConfig({ file: '<stdin>', text: '{ $include: "a.json5" }' });
    if (!result.ok) throw new Error('does not parse');
    expect(loadIncludes(result.document, { folder }).document.value).toEqual({ x: 1 });
  });
});

describe('writeTarget', () => {
  const files = {
    'openclaw.json':
      '{ $include: "base.json5", gateway: { port: 1 }, models: { providers: { $include: ["p.json5"], own: { api: "x" } } }, plugins: { allow: ["c"] } }',
    'base.json5':
      '{ agents: { defaults: { timeoutSeconds: 5 } }, gateway: { mode: "local" }, plugins: { allow: ["a", "b"] } }',
    'p.json5': '{ vllm: { models: [{ id: "m" }] } }',
  };

  it.each<[(string | number)[], string, (string | number)[]]>([
    [['gateway', 'port'], 'openclaw.json', ['gateway', 'port']],
    [['gateway', 'mode'], 'base.json5', ['gateway', 'mode']],
    [['gateway', 'auth'], 'openclaw.json', ['gateway', 'auth']],
    [['agents', 'defaults', 'timeoutSeconds'], 'base.json5', ['agents', 'defaults', 'timeoutSeconds']],
    [
      ['agents', 'defaults', 'llm', 'idleTimeoutSeconds'],
      'base.json5',
      ['agents', 'defaults', 'llm', 'idleTimeoutSeconds'],
    ],
    [['models', 'providers', 'vllm', 'models', 0, 'id'], 'p.json5', ['vllm', 'models', 0, 'id']],
    [['models', 'providers', 'vllm', 'timeoutSeconds'], 'p.json5', ['vllm', 'timeoutSeconds']],
    [['models', 'providers', 'vllm', 'models', 1], 'p.json5', ['vllm', 'models', 1]],
    [['models', 'providers', 'own', 'api'], 'openclaw.json', ['models', 'providers', 'own', 'api']],
    [['plugins', 'allow', 0], 'base.json5', ['plugins', 'allow', 0]],
    [['plugins', 'allow', 2], 'openclaw.json', ['plugins', 'allow', 0]],
    [['meta'], 'openclaw.json', ['meta']],
  ])('%j is written in %s', (path, file, own) => {
    expect(writeTarget(load(files), path)).toEqual({ file: join(folder, file), path: own });
  });

  it('knows no place for a new item of a list from two files', () => {
    expect(writeTarget(load(files), ['plugins', 'allow', 3])).toBeUndefined();
  });
});
