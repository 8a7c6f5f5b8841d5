import { describe, expect, it } from 'vitest';
import type { ConfigDocument } from '../../src/config/document.js';
import { applyEdits, applyOps, editsFor } from '../../src/config/edit.js';
import type { JsonValue } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import type { ConfigPath } from '../../src/config/path.js';
import type { ConfigOp } from '../../src/rules/define.js';

function parsed(text: string): ConfigDocument {
  const result = parseConfig({ file: 'openclaw.json', text });
  if (!result.ok) throw new Error(result.failure.problem);
  return result.document;
}

function edited(text: string, ...ops: ConfigOp[]): string {
  const result = applyOps(parsed(text), ops);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.document.text;
}

function refused(text: string, ...ops: ConfigOp[]): string {
  const result = applyOps(parsed(text), ops);
  if (result.ok) throw new Error(`not refused: ${result.document.text}`);
  return result.reason;
}

const set = (path: ConfigPath, value: JsonValue): ConfigOp => ({ op: 'set', path, value });
const remove = (...path: (string | number)[]): ConfigOp => ({ op: 'remove', path });
const rename = (path: ConfigPath, key: string): ConfigOp => ({ op: 'rename', path, key });
const move = (path: ConfigPath, to: ConfigPath): ConfigOp => ({ op: 'move', path, to });
const rewrite = (text: string, literal: string, by: string): ConfigOp => {
  const start = text.indexOf(literal);
  return { op: 'rewrite', at: { file: 'openclaw.json', start, end: start + literal.length }, text: by };
};

const lines = (...rows: string[]) => rows.join('\n');

describe('set on a value that exists', () => {
  it.each<[string, string, ConfigOp, string]>([
    ['a number', '{ a: 131072, /* card */ }', set(['a'], 16384), '{ a: 16384, /* card */ }'],
    ['a string in its own quotes', `{ a: 'x', b: "y" }`, set(['a'], `it's "new"`), `{ a: 'it\\'s "new"', b: "y" }`],
    ['a string beside a comment', '{"a": "x" // why\n}', set(['a'], 'y'), '{"a": "y" // why\n}'],
    ['non-ASCII as it is', '{ a: "x" }', set(['a'], 'Größe 🦞'), '{ a: "Größe 🦞" }'],
    ['line separators escaped', '{ a: "x" }', set(['a'], '\u2028\n'), '{ a: "\\u2028\\n" }'],
    ['null by a value', '{ a: null }', set(['a'], 'x'), '{ a: "x" }'],
    ['a value by null', '{ a: 1 }', set(['a'], null), '{ a: null }'],
    ['a number that is special in JSON5', '{ a: 1 }', set(['a'], -Infinity), '{ a: -Infinity }'],
    ['an equal value as written', '{ a: 0x10, }', set(['a'], 16), '{ a: 0x10, }'],
    ['the last of a repeated key', '{ a: 1, b: 2, a: 3 }', set(['a'], 4), '{ a: 1, b: 2, a: 4 }'],
    ['the root', '"x" // c', set([], 'y'), '"y" // c'],
    ['a string by an object', '{ a: "x" }', set(['a'], { b: 1 }), '{ a: { b: 1 } }'],
    ['an array element', '[1, /* b */ 2, 3]', set([1], 4), '[1, /* b */ 4, 3]'],
    ['a step written as text', '[1, 2]', set(['1'], 4), '[1, 4]'],
  ])('replaces %s', (_, before, op, after) => {
    expect(edited(before, op)).toBe(after);
  });

  it('changes in an object only what differs', () => {
    const before = lines('{', '  a: {', '    b: 1, // one', '    c: [1, 2], // two', '    d: 3', '  },', '}');
    const after = lines('{', '  a: {', '    b: 1, // one', '    c: [1, 5], // two', '    e: 6', '  },', '}');
    expect(edited(before, set(['a'], { b: 1, c: [1, 5], e: 6 }))).toBe(after);
  });

  it.each<[string, JsonValue, string]>([
    ['["a", "c"]', ['a', 'b', 'c'], '["a", "b", "c"]'],
    ['["b"]', ['a', 'b'], '["a", "b"]'],
    ['["a", "b", /* c */ "c"]', ['a', 'c'], '["a", /* c */ "c"]'],
    ['[\n  "b"\n]', ['a', 'b'], '[\n  "a",\n  "b"\n]'],
    ['[ // list\n  "b"\n]', ['a', 'b'], '[ // list\n  "a",\n  "b"\n]'],
    ['[1, 2, 3]', [], '[]'],
    ['[]', [1, 2], '[\n  1,\n  2\n]'],
  ])('changes of the array %s only what differs', (before, value, after) => {
    expect(edited(before, set([], value))).toBe(after);
  });

  it('keeps the comments of an object that it replaces by a scalar', () => {
    const before = lines('{', '  model: {', '    // best', '    primary: "x", /* y */', '  },', '}');
    const after = lines('{', '  // best', '  /* y */', '  model: "z",', '}');
    expect(edited(before, set(['model'], 'z'))).toBe(after);
    expect(edited('{ a: { b: 1 // x\n } }', set(['a'], 1))).toBe('{ // x\n  a: 1 }');
  });
});

describe('set of a new key', () => {
  it.each<[string, string, ConfigOp, string]>([
    ['two-space JSON', '{\n  "a": 1\n}\n', set(['b'], 2), '{\n  "a": 1,\n  "b": 2\n}\n'],
    ['tabs', '{\n\t"a": 1\n}', set(['b'], { c: 2 }), '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 2\n\t}\n}'],
    ['\\r\\n', '{\r\n  a: 1,\r\n}\r\n', set(['b'], { c: 2 }), '{\r\n  a: 1,\r\n  b: {\r\n    c: 2,\r\n  },\r\n}\r\n'],
    ['trailing commas', '{\n  a: 1,\n}', set(['b'], 2), '{\n  a: 1,\n  b: 2,\n}'],
    ['one line', '{ a: 1 }', set(['b'], { c: [1] }), '{ a: 1, b: { c: [1] } }'],
    ['one line with trailing comma', '{ a: 1, }', set(['b'], 2), '{ a: 1, b: 2, }'],
    ['minified', '{"a":1}', set(['b'], { c: [1, 'x'] }), '{"a":1,"b":{"c":[1,"x"]}}'],
    ['single quotes', "{'a': 'x'}", set(['b'], 'y'), "{'a': 'x', 'b': 'y'}"],
    ['bare keys', "{ a: 'x' }", set(['b-c'], 'y'), "{ a: 'x', 'b-c': 'y' }"],
    ['bare keys, a reserved word', '{ a: 1 }', set(['null'], 2), '{ a: 1, "null": 2 }'],
    ['spaces around the colon', '{ a : 1 }', set(['b'], 2), '{ a : 1, b : 2 }'],
    ['an empty root', '{}\n', set(['b'], 2), '{\n  "b": 2\n}\n'],
    ['an empty root with a space', '{ }', set(['b'], 2), '{\n  "b": 2\n}'],
    ['a root that holds a comment', '{ // c\n }', set(['b'], 2), '{ // c\n  "b": 2\n}'],
    ['a block comment alone', '{ /* c */ }', set(['b'], 2), '{ /* c */\n  "b": 2\n}'],
    ['an empty object on one line', '{"a":{}}', set(['a', 'b'], 2), '{"a":{"b":2}}'],
    ['an empty object on a line', '{\n  a: {},\n}', set(['a', 'b'], 2), '{\n  a: {\n    b: 2,\n  },\n}'],
    ['a comment behind the last', '{\n  a: 1 // one\n}', set(['b'], 2), '{\n  a: 1, // one\n  b: 2\n}'],
    ['a comment before the comma', '{ a: 1 /* one */, }', set(['b'], 2), '{ a: 1 /* one */, b: 2, }'],
    ['a comment before the brace', '{ a: 1 /* one */ }', set(['b'], 2), '{ a: 1 /* one */, b: 2 }'],
    ['a comment that ends the line', '{ a: 1 // one\n}', set(['b'], 2), '{ a: 1, // one\n  b: 2\n}'],
    ['a comment below the last', '{\n  a: 1,\n  // b: 3\n}', set(['b'], 2), '{\n  a: 1,\n  b: 2,\n  // b: 3\n}'],
    ['a brace on the last line', '{\n  a: 1 }', set(['b'], 2), '{\n  a: 1,\n  b: 2 }'],
    ['a byte order mark', '\ufeff{\n  a: 1\n}', set(['b'], 2), '\ufeff{\n  a: 1,\n  b: 2\n}'],
    ['an array of several lines', '[\n  1,\n  2\n]', set([2], 3), '[\n  1,\n  2,\n  3\n]'],
    ['an array on one line', '["a"]', set([1], 'b'), '["a", "b"]'],
    ['missing parents', '{"a":1}', set(['b', 'c', 0, 'd'], 2), '{"a":1,"b":{"c":[{"d":2}]}}'],
    ['the key __proto__', '{"a":1}', set(['__proto__'], 2), '{"a":1,"__proto__":2}'],
    ['a brace without space', '{a: 1}', set(['b'], { c: 2 }), '{a: 1, b: {c: 2}}'],
  ])('fits into %s', (_, before, op, after) => {
    expect(edited(before, op)).toBe(after);
  });

  it('lays out arrays and objects as the neighbours are', () => {
    const before = lines('{', '  a: ["x"],', '  b: { c: 1 },', '}');
    expect(edited(before, set(['d'], ['y', 'z']), set(['e'], { f: 2 }))).toBe(
      lines('{', '  a: ["x"],', '  b: { c: 1 },', '  d: ["y", "z"],', '  e: { f: 2 },', '}'),
    );
  });
});

describe('remove', () => {
  it.each<[string, string, ConfigOp[], string]>([
    ['the first', '{ a: 1, b: 2 }', [remove('a')], '{ b: 2 }'],
    ['the last', '{ a: 1, b: 2 }', [remove('b')], '{ a: 1 }'],
    ['the last before a trailing comma', '{a:1,b:2,}', [remove('b')], '{a:1,}'],
    ['the only one', '{ a: { b: 1 } }', [remove('a', 'b')], '{ a: {} }'],
    ['the only one of several lines', '{\n  a: {\n    b: 1,\n  },\n}', [remove('a', 'b')], '{\n  a: {},\n}'],
    ['a line', '{\n  a: 1,\n  b: 2,\n  c: 3\n}', [remove('b')], '{\n  a: 1,\n  c: 3\n}'],
    ['the last line', '{\n  a: 1,\n  b: 2\n}', [remove('b')], '{\n  a: 1\n}'],
    ['two neighbours with the last', '{\n  a: 1,\n  b: 2,\n  c: 3\n}', [remove('b'), remove('c')], '{\n  a: 1\n}'],
    ['array items by their old places', '[0, 1, 2, 3]', [remove(0), remove(2)], '[1, 3]'],
    ['all of a name', '{ a: 1, b: 2, a: 3 }', [remove('a')], '{ b: 2 }'],
    ['a line of leading commas', '{ a: 1\n, b: 2\n, c: 3\n}', [remove('b')], '{ a: 1\n, c: 3\n}'],
    ['one of two paragraphs', '{\n  a: 1,\n\n  b: 2,\n\n  c: 3\n}', [remove('b')], '{\n  a: 1,\n\n  c: 3\n}'],
    ['the last paragraph', '{\n  a: 1,\n\n  b: 2\n}', [remove('b')], '{\n  a: 1\n}'],
    ['with \\r\\n', '{\r\n  a: 1,\r\n  b: 2\r\n}', [remove('b')], '{\r\n  a: 1\r\n}'],
    ['minified', '{"a":[1],"b":2}', [remove('a')], '{"b":2}'],
  ])('takes %s', (_, before, ops, after) => {
    expect(edited(before, ...ops)).toBe(after);
  });

  it.each<[string, string, ConfigOp[], string]>([
    ['behind the value', '{\n  a: 1,   // from the card\n  b: 2\n}', [remove('a')], '{\n  // from the card\n  b: 2\n}'],
    ['above the value', '{\n  // why\n  a: 1,\n  b: 2\n}', [remove('a')], '{\n  // why\n  b: 2\n}'],
    [
      'inside the value',
      '{\n  a: {\n    // why\n    b: 1, /* x\n           y */\n  },\n  c: 2\n}',
      [remove('a')],
      '{\n  // why\n  /* x\n         y */\n  c: 2\n}',
    ],
    ['that would swallow a brace', '{ a: 1, // c\n b: 2 }', [remove('b')], '{ a: 1 // c\n }'],
    ['that would swallow a key', '{ a: { b: 1 // x\n }, c: 2 }', [remove('a')], '{ // x\n  c: 2 }'],
    ['of the only member', '{\n  a: 1 // x\n}', [remove('a')], '{\n  // x\n}'],
    ['between key and value', '{ a /* k */ : /* v */ 1, b: 2 }', [remove('a')], '{ /* k */ /* v */ b: 2 }'],
    ['before the comma', '{ a: 1 /* x */, b: 2 }', [remove('a')], '{ /* x */ b: 2 }'],
  ])('keeps a comment %s', (_, before, ops, after) => {
    expect(edited(before, ...ops)).toBe(after);
  });
});

describe('rename', () => {
  it.each<[string, string, ConfigOp, string]>([
    ['bare', '{ a: 1 }', rename(['a'], 'b'), '{ b: 1 }'],
    ['quoted', `{ 'a': 1, "b": 2 }`, rename(['a'], "it's"), `{ 'it\\'s': 1, "b": 2 }`],
    ['bare to one that needs quotes', `{ a: 'x' }`, rename(['a'], 'b-c'), `{ 'b-c': 'x' }`],
    ['repeated', '{ a: 1, a: 2 }', rename(['a'], 'b'), '{ b: 1, b: 2 }'],
    ['deep', '{"x":[{"a" /* c */ :1}]}', rename(['x', 0, 'a'], 'b'), '{"x":[{"b" /* c */ :1}]}'],
  ])('changes a key that is %s', (_, before, op, after) => {
    expect(edited(before, op)).toBe(after);
  });

  it('goes together with changes inside, and with removing what had the name', () => {
    expect(edited('{ a: { b: 1 }, c: 2 }', rename(['a'], 'c'), set(['a', 'b'], 3), remove('c'))).toBe(
      '{ c: { b: 3 } }',
    );
    expect(edited('{ a: { b: 1 } }', rename(['a'], 'x'), rename(['a', 'b'], 'y'))).toBe('{ x: { y: 1 } }');
  });
});

describe('move', () => {
  const before = lines(
    '{',
    '  agents: {',
    '    defaults: {',
    '      // for the slow box',
    '      llm: {',
    '        /* five',
    '         * minutes */',
    '        idle: 300, // enough',
    "        text: 'two \\",
    "      lines',",
    '      },',
    '      other: 1,',
    '    },',
    '  },',
    '}',
  );

  it('takes comments along and fits the indentation', () => {
    expect(edited(before, move(['agents', 'defaults', 'llm'], ['llm']))).toBe(
      lines(
        '{',
        '  agents: {',
        '    defaults: {',
        '      other: 1,',
        '    },',
        '  },',
        '  // for the slow box',
        '  llm: {',
        '    /* five',
        '     * minutes */',
        '    idle: 300, // enough',
        "    text: 'two \\",
        "      lines',",
        '  },',
        '}',
      ),
    );
  });

  it('creates parents, and leaves what removing the old parent keeps', () => {
    const after = edited(
      before,
      move(['agents', 'defaults', 'llm', 'idle'], ['models', 'v', 'timeout']),
      remove('agents'),
    );
    expect(after).toBe(
      lines(
        '{',
        '  // for the slow box',
        '  models: {',
        '    v: {',
        '      /* five',
        '       * minutes */',
        '      timeout: 300, // enough',
        '    },',
        '  },',
        '}',
      ),
    );
  });

  it('turns a list into a map, without what is removed inside', () => {
    const list = '{"list":[{"id":"a","x":1},{"id":"b","x":2}]}';
    const ops = [0, 1].flatMap((i) => [move(['list', i], ['entries', 'ab'[i] ?? '']), remove('list', i, 'id')]);
    expect(edited(list, ...ops, remove('list'))).toBe('{"entries":{"a":{"x":1},"b":{"x":2}}}');
  });

  it('appends to an array, in order', () => {
    expect(edited('{ a: 1, b: 2, c: [] }', move(['a'], ['c', 0]), move(['b'], ['c', 1]))).toBe('{ c: [1, 2] }');
  });

  it('puts a line comment where it swallows nothing', () => {
    expect(edited('{ a: { b: 1 // one\n }, c: { d: 2 } }', move(['a', 'b'], ['c', 'b']))).toBe(
      '{ a: {}, c: { d: 2,\n   b: 1 // one\n } }',
    );
  });
});

describe('rewrite', () => {
  it('replaces a literal as written', () => {
    const text = String.raw`{ a: "C:\Users\y" }`;
    expect(edited(text, rewrite(text, String.raw`"C:\Users\y"`, String.raw`"C:\\Users\\y"`))).toBe(
      String.raw`{ a: "C:\\Users\\y" }`,
    );
  });

  it('works beside other changes and on hidden and quoted keys', () => {
    const text = `{ a: 'x', "k": 1, a: 2 }`;
    const ops = [rewrite(text, "'x'", "'y'"), rewrite(text, '"k"', 'k'), set(['a'], 3)];
    expect(refused(text, ...ops)).toContain('contradict');
    expect(edited(text, ...ops.slice(0, 2), set(['b'], 4))).toBe(`{ a: 'y', k: 1, a: 2, b: 4 }`);
  });

  it.each([
    ['not a literal', 'a: ', '1'],
    ['another file', undefined, '1'],
    ['not one value', '"x"', '1, b: 2'],
  ])('refuses %s', (_, literal, by) => {
    const text = '{ a: "x" }';
    const op = rewrite(text, literal ?? '"x"', by);
    const elsewhere: ConfigOp = op.op === 'rewrite' ? { ...op, at: { ...op.at, file: 'other.json' } } : op;
    expect(refused(text, literal === undefined ? elsewhere : op)).toMatch(/rewrite|not a value/);
  });
});

describe('several operations', () => {
  it('compose in one object', () => {
    expect(edited('{\n  a: 1\n}', set(['b'], 2), set(['c'], 3), remove('a'))).toBe('{\n  b: 2,\n  c: 3\n}');
    expect(edited('{ }', set(['a', 'b'], 2), set(['a', 'c'], 3))).toBe('{\n  "a": {\n    "b": 2,\n    "c": 3\n  }\n}');
  });

  it('merge when they are the same', () => {
    expect(edited('[1, 2, 3]', remove(1), remove(1))).toBe('[1, 3]');
  });

  it.each<[string, ConfigOp[]]>([
    ['two values for one path', [set(['a'], 1), set(['a'], 2)]],
    ['set inside a removed value', [remove('a'), set(['a', 'b'], 1)]],
    ['set inside a moved value', [move(['a'], ['d']), set(['a', 'b'], 1)]],
    ['set inside the new place', [move(['a'], ['d']), set(['d', 'x'], 1)]],
    ['a move and a removal of one value', [move(['a'], ['d']), remove('a')]],
    ['two moves to one place', [move(['a', 'b'], ['d']), move(['c'], ['d'])]],
    ['a move into itself', [move(['a'], ['a', 'x'])]],
    ['a name that is taken', [rename(['c'], 'a')]],
    ['a place that is taken', [move(['a', 'b'], ['c'])]],
    ['its own name', [rename(['a'], 'a')]],
    ['a missing value', [remove('x')]],
    ['a missing parent', [rename(['x', 'y'], 'z')]],
    ['a place below a scalar', [set(['c', 'x'], 1)]],
    ['a hole in an array', [set(['l', 5], 1)]],
    ['a name in an array', [set(['l', 'x'], 1)]],
    ['a new name for an array item', [rename(['l', 0], 'x')]],
    ['the whole config', [remove()]],
  ])('are refused for %s', (_, ops) => {
    const reason = refused('{ a: { b: 1 }, c: 2, l: [1] }', ...ops);
    expect(reason).toMatch(/contradict|already|itself|not in this file|neither|no place|no key|whole config|overlap/);
  });
});

describe('editsFor and applyEdits', () => {
  it('changes as few characters as possible', () => {
    const text = '{ a: 131072, b: [1, 2] }';
    expect(editsFor(parsed(text), [set(['a'], 131000), set(['b'], [1, 2, 3])])).toEqual({
      ok: true,
      edits: [
        { start: 9, end: 11, text: '00' },
        { start: 21, end: 21, text: ', 3' },
      ],
    });
    expect(editsFor(parsed(text), [set(['a'], 131072)])).toEqual({ ok: true, edits: [] });
  });

  it('applies edits in any order, and no overlapping ones', () => {
    const edits = [
      { start: 3, end: 4, text: 'X' },
      { start: 0, end: 1, text: '' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('bcXef');
    expect(() => applyEdits('abc', [...edits, { start: 2, end: 4, text: '' }])).toThrow(RangeError);
  });
});
