import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, it } from 'vitest';
import { positionAt } from '../../src/config/document.js';
import { parseConfig } from '../../src/config/parse.js';
import { scanTokens } from '../../src/config/scan.js';
import { readSyntax } from '../../src/config/syntax.js';

const syntaxOf = (text: string) => readSyntax(parseConfig({ file: 'a.json5', text }));

function causeOf(text: string) {
  const { failure } = syntaxOf(text);
  if (failure === undefined) throw new Error('it parses');
  return failure;
}

/** What the span of a cause covers. */
function slice(text: string, span: { start: number; end: number }) {
  return text.slice(span.start, span.end);
}

describe('readSyntax: text that does not parse', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'empty'],
    ['blanks and comments', ' // later\n/* … */\n', 'empty'],
    ['a byte order mark alone', '\ufeff', 'empty'],
    ['a log line', '[2026-04-24] INFO config:\n{ "a": 1 }', 'text-before-object'],
    ['an assignment', 'module.exports = { a: 1 };', 'text-before-object'],
    ['a shell prompt', '$ cat openclaw.json\n{"a":1}', 'text-before-object'],
    ['typographic quotes around a key', '{ “a”: 1 }', 'smart-quotes'],
    ['typographic quotes around a value', '{ "a": “b” }', 'smart-quotes'],
    ['one typographic quote', '{ "a": "b” }', 'smart-quotes'],
    ['typographic apostrophes', '{ a: ‘b’ }', 'smart-quotes'],
    ['a fence', '```json\n{ "a": 1 }\n```\n', 'markdown-fence'],
    ['the end of a fence', '{ "a": 1 }\n```\n', 'markdown-fence'],
    ['a fence of tildes', '~~~\n{}\n~~~', 'markdown-fence'],
    ['a path with \\u', String.raw`{ w: "C:\Users\user\.openclaw" }`, 'windows-path'],
    ['a path with \\x', String.raw`{ w: 'D:\xampp' }`, 'windows-path'],
    ['a path that escapes its own quote', String.raw`{ w: "C:\Users\dev\", b: 1 }`, 'windows-path'],
    ['a path that escapes its own quote, last in the line', '{\n w: "C:\\dir\\",\n b: 1 }', 'windows-path'],
    ['members without a comma', '{ "a": 1\n  "b": 2 }', 'missing-comma'],
    ['objects without a comma', '{ a: [{ b: 1 } { c: 2 }] }', 'missing-comma'],
    ['numbers without a comma', '[1 2]', 'missing-comma'],
    ['strings without a comma', '{ a: ["x" "y"] }', 'missing-comma'],
    ['no value before a comma', '{ a: , b: 1 }', 'missing-value'],
    ['no value before a brace', '{ a: }', 'missing-value'],
    ['two commas in a list', '{ a: [1,,2] }', 'missing-value'],
    ['a second object', '{ a: 1 }\n{ b: 2 }', 'two-documents'],
    ['one brace too many', '{ a: { b: 1 } } }', 'two-documents'],
    ['text after it', '{ a: 1 }\nDone.', 'two-documents'],
    ['a key without a colon', '{ a 1 }', 'missing-colon'],
    ['an open brace', '{ a: { b: 1 }', 'unclosed'],
    ['an open list', '{ a: [1, 2', 'unclosed'],
    ['a list closed by a brace', '{ a: [1, 2 }', 'unclosed'],
    ['an object in the place of a key', '{ list: [ { id: "main", { id: "b" } ] }', 'unclosed'],
    ['an open string', '{ a: "b\n c: 1 }', 'unclosed'],
    ['an open string at the end', '{ a: "b', 'unclosed'],
    ['an open comment', '{ a: 1 } /* end', 'unclosed'],
  ])('%s', (_name, text, kind) => {
    expect(causeOf(text).cause?.kind).toBe(kind);
  });

  it.each<[string, string]>([
    ['two keys and a value', '{ a b: 1 }'],
    ['only the outer braces are missing', '"gateway": { "port": 1 }'],
    ['a word that is no value', '{ a: yes }'],
  ])('says nothing rather than something wrong: %s', (_name, text) => {
    expect(causeOf(text).cause).toBeUndefined();
  });

  it('points at what is open', () => {
    const at = (text: string) => {
      const { cause } = causeOf(text);
      return cause?.kind === 'unclosed' ? `${cause.bracket} ${cause.opened.start}` : cause?.kind;
    };
    expect(at('{ a: [1, 2 }')).toBe('[ 5');
    expect(at('{ a: { b: 1 }')).toBe('{ 0');
    expect(at('{ a: "b\n}')).toBe('" 5');
    expect(at('{}\n /* x')).toBe('/* 4');
  });

  it('finds the missing brace by the indentation', () => {
    const text = '{\n  models: {\n    providers: {\n      vllm: { a: 1 },\n  },\n  gateway: { port: 1 },\n}\n';
    const { cause } = causeOf(text);
    expect(cause?.kind === 'unclosed' && positionAt(text, cause.opened.start).line).toBe(3);
  });

  it('points at the literal of the path', () => {
    const text = String.raw`{ a: 1, w: "C:\Users\user", b: 2 }`;
    const { cause } = causeOf(text);
    expect(cause?.kind === 'windows-path' && slice(text, cause.literal)).toBe(String.raw`"C:\Users\user"`);
  });

  it.each<[string, string, number, string, string]>([
    ['at the end', '{"a":{"b":1%7D%7D', 11, '%7D', '}'],
    ['from the beginning', '%7B%22a%22%3A1%7D', 0, '%7B', '{'],
    ['a letter of two bytes', '{"a":1%C3%A4}', 6, '%C3', 'ä'],
    ['inside a string, so that json5 stops later', '{"a": "b%22%2C "c": 1}', 8, '%22', '"'],
  ])('URL-encoded %s', (_name, text, offset, example, decoded) => {
    expect(causeOf(text)).toMatchObject({ offset, cause: { kind: 'url-encoded', example, decoded } });
  });

  it('does not take a percent sign in a string for URL encoding', () => {
    expect(causeOf('{ "a": "100%25", "b": 1 "c": 2 }').cause?.kind).toBe('missing-comma');
  });

  it('never throws, and never answers outside the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), messyText), (text) => {
        const syntax = syntaxOf(text);
        expect(JSON.parse(JSON.stringify(syntax))).toBeTruthy();
        const { failure } = syntax;
        if (failure === undefined) return;
        expect(failure.offset).toBeGreaterThanOrEqual(0);
        expect(failure.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Text made of the characters that matter. */
const messyText = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      "'",
      '\\',
      '\n',
      ' ',
      'a',
      'C:\\',
      '1',
      '%7D',
      '“',
      '`',
      '//',
      '/*',
    ),
  )
  .map((parts) => parts.join(''));

describe('readSyntax: backslashes', () => {
  const lost = (text: string) => syntaxOf(text).lostBackslashes.map(({ reads, meant }) => [reads, meant]);

  it.each<[string, string, string, string]>([
    [
      'a home folder',
      String.raw`{ workspace: "C:\Users\dev\.openclaw\workspace" }`,
      'C:Usersdev.openclawworkspace',
      String.raw`C:\Users\dev\.openclaw\workspace`,
    ],
    ['single quotes', String.raw`{ workspace: 'C:\Temp\new' }`, 'C:Temp\new', String.raw`C:\Temp\new`],
    ['only escapes that exist', String.raw`{ a: "C:\temp\new\bin" }`, 'C:\temp\new\bin', String.raw`C:\temp\new\bin`],
    ['one escape that exists, under a key that says path', String.raw`{ cwd: "D:\new" }`, 'D:\new', String.raw`D:\new`],
    ['half of it is doubled', String.raw`{ a: "C:\\Users\dev" }`, 'C:\\Usersdev', String.raw`C:\Users\dev`],
    ['a share', String.raw`{ a: "\\nas\models\qwen" }`, '\\nasmodelsqwen', String.raw`\\nas\models\qwen`],
    ['a relative path', String.raw`{ a: ".\.openclaw\x41" }`, '..openclawA', String.raw`.\.openclaw\x41`],
    ['a pattern', String.raw`{ a: ["\d+\s"] }`, 'd+s', String.raw`\d+\s`],
    ['a pattern keeps the escapes that may be meant', String.raw`{ a: "\d\n" }`, 'd\n', '\\d\n'],
  ])('lost: %s', (_name, text, reads, meant) => {
    expect(lost(text)).toEqual([[reads, meant]]);
  });

  it.each<[string, string]>([
    ['doubled', String.raw`{ workspace: "C:\\Users\\dev" }`],
    ['forward slashes', '{ workspace: "C:/Users/dev" }'],
    ['a question that begins with Q:', String.raw`{ systemPrompt: "Q:\nWhat?" }`],
    ['line ends in a text', String.raw`{ a: "one\n\ttwo" }`],
    ['escaped slashes and quotes', String.raw`{ a: "http:\/\/x \"y\"" }`],
    ['an escaped dollar', String.raw`{ a: "\${X}" }`],
    ['a continued line', '{ a: "one \\\n two" }'],
    ['letters by number', String.raw`{ a: "\u0041\x42" }`],
  ])('kept: %s', (_name, text) => {
    expect(lost(text)).toEqual([]);
  });

  it('gives path and place, and a repair that reads as meant', () => {
    const text = String.raw`{ agents: { list: [ { workspace: "C:\Users\dev" } ] } }`;
    const [found] = syntaxOf(text).lostBackslashes;
    expect(found).toMatchObject({ path: ['agents', 'list', 0, 'workspace'] });
    if (found === undefined) throw new Error('not found');
    expect(slice(text, found.at)).toBe(String.raw`"C:\Users\dev"`);
    const repaired = text.slice(0, found.at.start) + JSON.stringify(found.meant) + text.slice(found.at.end);
    expect(JSON5.parse(repaired).agents.list[0].workspace).toBe(String.raw`C:\Users\dev`);
    expect(syntaxOf(repaired).lostBackslashes).toEqual([]);
  });

  it('finds the path in a text that does not parse', () => {
    const text = String.raw`{ agents: { defaults: { workspace: "C:\Users\user", model: "x" } } }`;
    const { failure, lostBackslashes } = syntaxOf(text);
    expect(failure?.cause?.kind).toBe('windows-path');
    expect(lostBackslashes).toMatchObject([{ path: ['workspace'], meant: String.raw`C:\Users\user` }]);
  });
});

describe('readSyntax: duplicate keys', () => {
  it('names each lost one and the last one', () => {
    const text = '{ a: { b: 1 }, "a": 2, c: [{ d: 1, d: 2 }], a: 3 }';
    const found = syntaxOf(text).duplicateKeys.map(({ path, lost, wins }) => [
      path.join('.'),
      slice(text, lost),
      lost.start,
      wins.start,
    ]);
    expect(found).toEqual([
      ['a', 'a', 2, text.lastIndexOf('a: 3')],
      ['a', '"a"', 15, text.lastIndexOf('a: 3')],
      ['c.0.d', 'd', text.indexOf('d: 1'), text.indexOf('d: 2')],
    ]);
  });
});

describe('scanTokens', () => {
  it('covers everything but blanks', () => {
    fc.assert(
      fc.property(fc.oneof(messyText, fc.string()), (text) => {
        let end = 0;
        for (const token of scanTokens(text)) {
          expect(text.slice(end, token.start).replace(/[\s\ufeff]/g, '')).toBe('');
          end = token.end;
        }
        expect(text.slice(end).replace(/[\s\ufeff]/g, '')).toBe('');
      }),
    );
  });
});

const cases = fileURLToPath(new URL('../../../shared/cases/', import.meta.url));
describe.runIf(existsSync(cases))('cases that users posted', () => {
  const read = (name: string) => readFileSync(`${cases}${name}`, 'utf8');

  it('thread-d: URL-encoded, at the first sequence, on line 1', () => {
    const text = read('thread-d.json');
    const { offset, cause } = causeOf(text);
    expect(cause).toEqual({ kind: 'url-encoded', example: '%7D', decoded: '}' });
    expect(offset).toBe(text.indexOf('%7D'));
    expect(positionAt(text, offset).line).toBe(1);
    expect(syntaxOf(text).lostBackslashes).toMatchObject([{ meant: String.raw`C:\Users\dev.openclaw\workspace` }]);
  });

  it('thread-c: the workspace loses its backslashes', () => {
    expect(syntaxOf(read('thread-c.json')).lostBackslashes).toMatchObject([
      { path: ['agents', 'defaults', 'workspace'], meant: String.raw`C:\Users\dev\.openclaw\workspace` },
    ]);
  });

  it('windows-path: the escape that stops json5 belongs to a path', () => {
    const text = read('windows-path.json5');
    const { cause } = causeOf(text);
    expect(cause?.kind === 'windows-path' && slice(text, cause.literal)).toContain('openclaw');
    expect(syntaxOf(text).lostBackslashes).toMatchObject([{ meant: String.raw`C:\Users\user\.openclaw\workspace` }]);
  });
});
