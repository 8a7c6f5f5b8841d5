import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { soleReference, substitute } from '../../src/config/substitute.js';

const values: Record<string, string> = { A: 'one', B_2: 'two', _C: 'three', EMPTY: '', LOOP: '${A}' };
const environment = {
  secretOf: (name: string) => values[name],
  lookup: (name: string) => {
    const value = values[name];
    if (value === undefined) return { state: 'unset' as const };
    return { state: value === '' ? ('empty' as const) : ('set' as const), source: 'environment' };
  },
};
const replaced = (value: JsonValue) => substitute(value, environment).value;

describe('substitute', () => {
  // resolveConfigEnvVars of 2026.4.22 and 2026.9.6 on the same texts.
  it.each<[string, string]>([
    ['${A}', 'one'],
    ['x${A}y${B_2}', 'xoneytwo'],
    ['${_C}', 'three'],
    ['${UNSET}', '${UNSET}'],
    ['${EMPTY}', '${EMPTY}'],
    ['$${A}', '${A}'],
    ['$$${A}', '$${A}'],
    ['$${UNSET}', '${UNSET}'],
    ['$A', '$A'],
    ['${a}', '${a}'],
    ['${A:-x}', '${A:-x}'],
    ['${ A }', '${ A }'],
    ['${${A}}', '${one}'],
    ['${x${A}', '${xone'],
    ['${A', '${A'],
    ['%A% <A> process.env.A', '%A% <A> process.env.A'],
    ['${LOOP}', '${A}'],
    ['${2A}', '${2A}'],
  ])('%s becomes %s', (text, expected) => {
    expect(replaced(text)).toBe(expected);
  });

  it('works on values of any depth, never on keys, and leaves other types alone', () => {
    expect(replaced({ '${A}': ['${A}', 1, null, true, { b: '${B_2}' }] })).toEqual({
      '${A}': ['one', 1, null, true, { b: 'two' }],
    });
  });

  it('lists each use with its path and state, an escaped one not, a repeated one once', () => {
    const { uses } = substitute({ a: '${A}${A}', b: ['${UNSET}', '$${B_2}'], c: { d: '${EMPTY}' } }, environment);
    expect(uses).toEqual([
      { name: 'A', path: ['a'], state: 'set', source: 'environment' },
      { name: 'UNSET', path: ['b', 0], state: 'unset' },
      { name: 'EMPTY', path: ['c', 'd'], state: 'empty', source: 'environment' },
    ]);
  });

  it('changes nothing where nothing is referred to', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value).replaceAll('$', '');
        const plain: JsonValue = JSON.parse(text);
        expect(substitute(plain, environment)).toEqual({ value: plain, uses: [] });
      }),
    );
  });
});

it('soleReference names the variable of a string that is nothing else', () => {
  expect(soleReference(' ${A} ')).toBe('A');
  expect(['x${A}', '${A}${B}', '$A', '${a}', ''].map(soleReference)).toEqual(Array(5).fill(undefined));
});
