import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, it } from 'vitest';
import { type ConfigNode, nodeAt, positionAt, spanAt } from '../../src/config/document.js';
import type { JsonValue } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';

function parsed(text: string) {
  const result = parseConfig({ file: 'a.json5', text });
  if (!result.ok) throw new Error(result.failure.problem);
  return result.document;
}

/** The value that the tree says, built by the rules of json5: last key wins, __proto__ is an own key. */
function treeValue(node: ConfigNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(treeValue);
  const object: Record<string, unknown> = {};
  for (const { key, value } of node.members) {
    Object.defineProperty(object, key, {
      value: treeValue(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}

describe('parseConfig', () => {
  it.each([
    '\ufeff{a:1}',
    '{a:+1,b:.5,c:5.,d:-Infinity,e:NaN,f:-0x10}',
    "{a:'x\\\ny', \"b\": '\\x41\\0'}",
    '{$a_1:1, \\u0061b:2, ünï:3}',
    '{class:1, null:2, Infinity:3, NaN :4, true /* c */ :5, false:null}',
    '{\u{1d49c}:1, b:"\u{1f600} null: \\" true:", c: [null, true] // null: 1\n}',
    '{a:null/* x */,b/* y */:1}',
    '{a:[null// x: y\n],b:-Infinity//: \n}',
    '{a:1, // c\u2028 b:"\u2028", /* \u2029 */ c:2 // d\u2029\n}',
    '{"a":1,"a":{"b":2}}',
    '{__proto__:1}',
    '[1,[],{}]',
    'null',
  ])('reads the same value from text and tree: %s', (text) => {
    expect(treeValue(parsed(text).root)).toEqual(JSON5.parse(text));
  });

  it('gives comments their whole text, whatever ends their lines', () => {
    const { text, comments } = parsed('{ // a\r\n /* b\r\n c */ d: 1 /* e\u2028 */ // f\u2028}');
    const found = comments.map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(['// a', '/* b\r\n c */', '/* e\u2028 */', '// f']);
  });

  it('agrees with json5 on random documents with comments', () => {
    const comment = fc.constantFrom('', ' ', '\n', '/* null: */', '// "x"\n', '\r\n');
    const text = fc.tuple(fc.jsonValue(), comment, comment, fc.boolean()).map(([value, before, after, loose]) => {
      const body = loose ? JSON5.stringify(value, null, 2) : JSON.stringify(value);
      return before + body.replaceAll(':', `:${after}`).replaceAll('"', '"') + after;
    });
    fc.assert(
      fc.property(text, (candidate) => {
        let expected: unknown;
        try {
          expected = JSON5.parse(candidate);
        } catch {
          expect(parseConfig({ file: 'a', text: candidate }).ok).toBe(false); // both refuse
          return;
        }
        expect(treeValue(parsed(candidate).root)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('says where and why it stopped', () => {
    const result = parseConfig({ file: 'a', text: '{"a": "b"\n  "c": 1%7D}' });
    expect(result).toMatchObject({ ok: false, failure: { problem: "invalid character '\"'", offset: 12 } });
  });

  it('never throws on arbitrary text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseConfig({ file: 'a', text })));
  });
});

describe('spanAt', () => {
  const text = '{\n  models: { list: [ { id: "m", n: 1 } ] },\n}';
  const { root } = parsed(text);
  const slice = (path: (string | number)[], part?: 'key') => {
    const span = spanAt(root, path, part);
    return text.slice(span.start, span.end);
  };

  it('points at a scalar, a key, and at the nearest key when the path ends early', () => {
    expect(slice(['models', 'list', 0, 'id'])).toBe('"m"');
    expect(slice(['models', 'list', 0, 'n'], 'key')).toBe('n');
    expect(slice(['models', 'list'])).toBe('list');
    expect(slice(['models', 'list', 0])).toBe('{');
    expect(slice(['models', 'zz', 'x'])).toBe('models');
    expect(slice(['nope'])).toBe('{');
  });

  it('finds nodes through duplicate keys by the last one', () => {
    const document = parsed('{a:{b:1},a:{c:2}}');
    expect(nodeAt(document.root, ['a', 'b'])).toBeUndefined();
    expect(nodeAt(document.root, ['a', 'c'])).toMatchObject({ value: 2 as JsonValue });
  });
});

describe('positionAt', () => {
  it('counts lines as editors do and leaves the byte order mark out', () => {
    expect(positionAt('\ufeffa\r\nb\rc\nd', 1)).toEqual({ line: 1, column: 1 });
    expect(positionAt('a\r\nb\rc\nd', 3)).toEqual({ line: 2, column: 1 });
    expect(positionAt('a\r\nb\rc\nd', 7)).toEqual({ line: 4, column: 1 });
  });
});
