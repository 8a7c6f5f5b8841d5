import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/config/edit.js';
import { parseConfig } from '../../src/config/parse.js';
import { readSyntax } from '../../src/config/syntax.js';

/** The text after all repairs; `?` in front when one of them was not sure, `-` when something is left. */
function repaired(text: string): string {
  let [here, mark] = [text, ''];
  for (let i = 0; i < 20; i += 1) {
    const { failure } = readSyntax(parseConfig({ file: 'x', text: here }));
    if (failure === undefined) return mark + here;
    if (failure.repair === undefined) return `-${here}`;
    if (!failure.repair.sure) mark = '?';
    here = applyEdits(here, failure.repair.edits);
  }
  throw new Error('no end');
}

describe('parseRepair', () => {
  it.each([
    ['a comma between lines', '{\n  a: 1 // one\n  b: 2,\n}', '{\n  a: 1, // one\n  b: 2,\n}'],
    ['several', '{\n  a: "x"\n  b: [1 2]\n  c: {}\n}', '{\n  a: "x",\n  b: [1, 2],\n  c: {}\n}'],
    ['a comma before a key on one line', '{ a: 1 b: 2 }', '{ a: 1, b: 2 }'],
    ['a comma in a list', '{ a: ["x" "y"] }', '{ a: ["x", "y"] }'],
    ['two commas', '{ a: 1,, b: 2 }', '{ a: 1, b: 2 }'],
    ['a comma first', '{ , a: 1 }', '{  a: 1 }'],
    ['a comma with a remark between', '{ a: 1, /* x */ , b: 2 }', '{ a: 1, /* x */  b: 2 }'],
    ['a fence', '```json\n{ a: 1 }\n```\n', '{ a: 1 }\n'],
    ['typographic quotes', '{ “a”: “x’s”, b: ‘y’ /* “c” */ }', '{ "a": "x’s", b: \'y\' /* “c” */ }'],
    ['a log line', '[info] config: read\n{ a: 1 }', '// [info] config: read\n{ a: 1 }'],
    ['an export', 'module.exports = { a: 1 };', '// module.exports =\n{ a: 1 }'],
    ['a semicolon', '{ a: 1 };\n', '{ a: 1 }\n'],
    ['a brace too many', '{ a: 1 } }', '?{ a: 1 } '],
    ['the last brace', '{\n  a: { b: 1 },\n', '{\n  a: { b: 1 },\n}\n'],
    ['the last brace after a remark', '{\n  a: { b: 1 } // x\n', '{\n  a: { b: 1 } // x\n}\n'],
    ['two braces', '{\n  a: {\n    b: 1,\n', '?{\n  a: {\n    b: 1,\n  }\n}\n'],
    ['a quote', '{\n  a: "x,\n  b: 1\n}', '?{\n  a: "x",\n  b: 1\n}'],
    ['an encoded brace', '{ a: { b: "50%20x" } %7D', '{ a: { b: "50%20x" } }'],
    ['an encoded text', '%7B%22a%22%3A%20%22b%20c%22%7D', '{"a": "b c"}'],
    ['a path that ends in a backslash', '{ a: "C:\\dir\\", b: 1 }', '{ a: "C:\\\\dir\\\\", b: 1 }'],
    ['a path with \\u', '{ a: "C:\\users\\me" }', '{ a: "C:\\\\users\\\\me" }'],
    ['an equals sign', '{ a = 1, b: 2 }', '{ a : 1, b: 2 }'],
    ['arrows', '{\n  a => { "b" => 1 },\n}', '{\n  a : { "b" : 1 },\n}'],
    ['semicolons', '{\n  a: 1;\n  b: "x";\n}', '{\n  a: 1,\n  b: "x",\n}'],
    ['remarks of shells', '# top\n{\n  a: 1, # one\n}', '// # top\n{\n  a: 1, // one\n}'],
    ['words of Python', '{ a: True, b: [None, False] }', '{ a: true, b: [null, false] }'],
    ['backticks', '{ a: `x y`, b: 1 }', '{ a: "x y", b: 1 }'],
    [
      'a brace before a bracket',
      '{\n  a: [\n    {\n      b: 1,\n  ],\n}',
      '{\n  a: [\n    {\n      b: 1,\n    },\n  ],\n}',
    ],
    [
      'a bracket before a brace',
      '{\n  a: {\n    b: [\n      1 // one\n  },\n}',
      '{\n  a: {\n    b: [\n      1,\n    ], // one\n  },\n}',
    ],
    ['a bracket on one line', '{ a: { b: [1, 2 } }', '?{ a: { b: [1, 2 ] } }'],
    ['a colon before a number', '{\n  maxTokens 4096, // one\n}', '{\n  maxTokens: 4096, // one\n}'],
    ['a colon after quotes', '{ "a" "b", "c" /* x */ true }', '{ "a": "b", "c": /* x */ true }'],
    ['colons before brackets', '{ a { b [1, 2] } }', '{ a: { b: [1, 2] } }'],
    ['a colon at the end of a line', '{\n  a: 1,\n  b "x"\n}', '{\n  a: 1,\n  b: "x"\n}'],
    [
      'thousands with underscores',
      '{ maxTokens: 4_096, contextWindow: 65_536 }',
      '{ maxTokens: 4096, contextWindow: 65536 }',
    ],
    [
      'thousands with commas',
      '{ contextWindow: 1,048,576, "maxTokens": 4,096 }',
      '{ contextWindow: 1048576, "maxTokens": 4096 }',
    ],
    ['thousands with blanks', '{\n  contextWindow: 65 536\n}', '{\n  contextWindow: 65536\n}'],
    [
      'sizes with a letter',
      '{ contextWindow: 64k, maxTokens: 8K /* x */ }',
      '{ contextWindow: 65536, maxTokens: 8192 /* x */ }',
    ],
    ['a time with a unit', '{ timeoutSeconds: 5m }', '{ timeoutSeconds: 300 }'],
    ['two mistakes', '```\n{ a: 1 b: 2,, }\n```', '{ a: 1, b: 2, }\n'],
  ])('repairs %s', (_, text, expected) => {
    expect(repaired(text)).toBe(expected);
  });

  it.each([
    ['no value', '{ a: , b: 1 }'],
    ['nothing', '\n'],
    ['a number with an unknown letter', '{ a: 64k }'],
    ['two numbers in a list', '{ a: [65_536] }'],
    ['a stray character', '{ a: @ }'],
    ['two objects', '{ a: 1 }\n{ b: 2 }'],
    ['a brace that is missing in the middle', '{\n  a: {\n    b: 1,\n  c: 2,\n}\n'],
  ])('leaves %s to the user', (_, text) => {
    expect(repaired(text)).toBe(`-${text}`);
  });
});
