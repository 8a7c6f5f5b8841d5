import { describe, expect, it } from 'vitest';
import { changeValue } from '../../src/migrate/change-value.js';

const config = { a: { b: [1, 2, 3], c: null }, d: 'text' };

describe('operations on plain values', () => {
  it('are carried out one after the other', () => {
    const ops = [
      { op: 'move', path: ['a', 'b'], to: ['e', 'f'] },
      { op: 'remove', path: ['e', 'f', 1] },
      { op: 'rename', path: ['e', 'f'], key: 'g' },
      { op: 'set', path: ['e', 'g', 2], value: 4 },
    ] as const;
    expect(changeValue(config, ops)).toEqual({ a: { c: null }, d: 'text', e: { g: [1, 3, 4] } });
    expect(config.a.b).toEqual([1, 2, 3]);
  });

  it('keep the order of keys when one is renamed', () => {
    const renamed = changeValue(config, [{ op: 'rename', path: ['a'], key: 'z' }]);
    expect(Object.keys(renamed ?? {})).toEqual(['z', 'd']);
  });

  it('make an array for a position and an object for a key', () => {
    expect(changeValue({}, [{ op: 'set', path: ['x', 0, 'y'], value: 1 }])).toEqual({ x: [{ y: 1 }] });
  });

  it.each([
    ['a missing source', [{ op: 'move', path: ['zz'], to: ['y'] }]],
    ['a target that is taken', [{ op: 'move', path: ['a'], to: ['d'] }]],
    ['a place below a text', [{ op: 'set', path: ['d', 'x'], value: 1 }]],
    ['a place below null', [{ op: 'set', path: ['a', 'c', 'x'], value: 1 }]],
    ['a gap in an array', [{ op: 'set', path: ['a', 'b', 5], value: 1 }]],
    ['a name that is taken', [{ op: 'rename', path: ['a'], key: 'd' }]],
    ['nothing to remove', [{ op: 'remove', path: ['zz'] }]],
  ] as const)('have no place: %s', (_, ops) => {
    expect(changeValue(config, ops)).toBeUndefined();
  });
});
