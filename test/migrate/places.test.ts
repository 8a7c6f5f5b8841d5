import { describe, expect, it } from 'vitest';
import { formatPath } from '../../src/config/path.js';
import { isIncluded, placesOf, rosterPaths } from '../../src/migrate/places.js';

const config = {
  agents: { defaults: { a: 1 }, list: [{ id: 'x', a: 2 }], entries: { y: { a: 3 } } },
  channels: {
    defaults: { a: 0 },
    telegram: { a: 1, accounts: { p: { a: 2 } } },
    slack: { a: 3 },
  },
};

const at = (pattern: string) => placesOf(config, pattern).map(formatPath);

describe('places', () => {
  it.each([
    ['agents.defaults.a', ['agents.defaults.a']],
    ['agents.list.*.{id,zz}', ['agents.list.0.id']],
    ['<agent>.a', ['agents.list.0.a', 'agents.entries.y.a']],
    ['<scope>.a', ['agents.defaults.a', 'agents.list.0.a', 'agents.entries.y.a']],
    ['<entry>.a', ['channels.telegram.a', 'channels.telegram.accounts.p.a', 'channels.slack.a']],
    ['<entry:slack>.a', ['channels.slack.a']],
    ['nowhere.*', []],
    ['agents.list.id', []],
  ])('%s', (pattern, paths) => {
    expect(at(pattern)).toEqual(paths);
  });

  it('counts the agents of one roster', () => {
    expect(rosterPaths(config).map(formatPath)).toEqual(['agents.entries.y']);
    expect(rosterPaths({ agents: { list: [{ id: 'x' }] } }).map(formatPath)).toEqual(['agents.list.0']);
    expect(rosterPaths({ agents: { list: { x: {} } } })).toEqual([]);
  });

  it('knows no other sets', () => {
    expect(() => at('<planet>.a')).toThrow('<planet>');
  });

  it('sees no inherited members', () => {
    expect(at('agents.{constructor,__proto__}')).toEqual([]);
  });
});

it('another file may add to what stands below an $include', () => {
  const split = { agents: { $include: './a.json5', defaults: {} }, tools: {} };
  expect(isIncluded(split, ['agents', 'list'])).toBe(true);
  expect(isIncluded(split, ['tools'])).toBe(false);
  expect(isIncluded({ ...split, $include: [] }, ['tools'])).toBe(true);
});
