import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyToFiles, conflictInFiles } from '../../src/config/edit-files.js';
import { type ConfigFiles, loadFiles, textsOf } from '../../src/config/files.js';
import { parseConfig } from '../../src/config/parse.js';
import type { ConfigOp } from '../../src/rules/define.js';

const folder = path.resolve('/config');

function filesOf(texts: Readonly<Record<string, string>>): ConfigFiles {
  const byFile = new Map(Object.entries(texts).map(([name, text]) => [path.join(folder, name), text]));
  const top = path.join(folder, 'openclaw.json');
  const parsed = parseConfig({ file: top, text: byFile.get(top) ?? '' });
  if (!parsed.ok) throw new Error(parsed.failure.problem);
  const missing = Object.assign(new Error('missing'), { code: 'ENOENT' });
  const readText = (file: string) => {
    const text = byFile.get(file);
    if (text === undefined) throw missing;
    return text;
  };
  return loadFiles(parsed.document, {
    folder,
    files: {
      readText,
      realPath: (file) => file,
      stat: (file) => ({ isFile: () => true, size: readText(file).length, nlink: 1 }),
    },
  });
}

/** The texts after the change, or why it was refused. */
function edited(texts: Readonly<Record<string, string>>, ...ops: ConfigOp[]) {
  const result = applyToFiles(filesOf(texts), ops);
  if (!result.ok) return result.reason;
  return Object.fromEntries([...textsOf(result.files)].map(([file, text]) => [path.basename(file), text]));
}

const set = (where: readonly (string | number)[], value: string | number): ConfigOp => ({
  op: 'set',
  path: where,
  value,
});
const split = {
  'openclaw.json': '{ models: { $include: "./m.json5" }, /* a */ agents: { list: [] } }',
  'm.json5': "{\n  // box\n  providers: { vllm: { baseUrl: 'x', /* w */ window: 1 } },\n}\n",
};

describe('applyToFiles', () => {
  it('edits the file that owns the key, in the style of that file', () => {
    expect(edited(split, set(['models', 'providers', 'vllm', 'baseUrl'], 'y'))).toEqual({
      ...split,
      'm.json5': split['m.json5'].replace("'x'", "'y'"),
    });
  });

  it('removes the byte order marks of both files', () => {
    const marked = Object.fromEntries(Object.entries(split).map(([name, text]) => [name, `\ufeff${text}`]));
    const unmark = (name: string): ConfigOp => {
      return { op: 'rewrite', at: { file: path.join(folder, name), start: 0, end: 1 }, text: '' };
    };
    const change = set(['models', 'providers', 'vllm', 'window'], 2);
    expect(edited(marked, unmark('m.json5'), unmark('openclaw.json'), change)).toEqual({
      ...split,
      'm.json5': split['m.json5'].replace('window: 1', 'window: 2'),
    });
    const more: ConfigOp = {
      op: 'rewrite',
      at: { file: path.join(folder, 'openclaw.json'), start: 0, end: 2 },
      text: '',
    };
    expect(edited(marked, more)).toBe('no key or value stands at the place to rewrite');
  });

  it('writes a new key where its parent stands', () => {
    expect(edited(split, set(['models', 'mode'], 'merge'))).toEqual({
      ...split,
      'm.json5': "{\n  // box\n  providers: { vllm: { baseUrl: 'x', /* w */ window: 1 } },\n  mode: 'merge',\n}\n",
    });
  });

  it('changes several files at once', () => {
    const both = edited(split, set(['agents', 'name'], 'n'), {
      op: 'remove',
      path: ['models', 'providers', 'vllm', 'window'],
    });
    expect(both).toMatchObject({
      'openclaw.json': expect.stringContaining('name: "n"'),
      'm.json5': expect.not.stringContaining('window'),
    });
    expect(both).toMatchObject({ 'm.json5': expect.stringContaining('/* w */') });
  });

  it('moves a value with its comments into another file', () => {
    const moved = edited(split, {
      op: 'move',
      path: ['models', 'providers', 'vllm', 'window'],
      to: ['agents', 'window'],
    });
    expect(moved).toEqual({
      'openclaw.json': '{ models: { $include: "./m.json5" }, /* a */ agents: { list: [], /* w */ window: 1 } }',
      'm.json5': "{\n  // box\n  providers: { vllm: { baseUrl: 'x' } },\n}\n",
    });
  });

  it('refuses what a file that is included twice would change elsewhere too', () => {
    const twice = {
      'openclaw.json': '{ a: { $include: "./x.json5" }, b: { $include: "./x.json5" } }',
      'x.json5': '{ k: 1 }',
    };
    expect(edited(twice, set(['a', 'k'], 2))).toBe('several files have a say in this value');
  });

  it('refuses to remove a key that another file brings back', () => {
    const hidden = { 'openclaw.json': '{ $include: "./x.json5", k: 2 }', 'x.json5': '{ k: 1 }' };
    expect(edited(hidden, { op: 'remove', path: ['k'] })).toBe('several files have a say in this value');
    expect(edited(hidden, set(['k'], 3))).toMatchObject({ 'openclaw.json': '{ $include: "./x.json5", k: 3 }' });
  });

  it('refuses a list of several files', () => {
    const lists = {
      'openclaw.json': '{ $include: ["./x.json5", "./y.json5"] }',
      'x.json5': '{ l: [1] }',
      'y.json5': '{ l: [2] }',
    };
    expect(edited(lists, set(['l', 2], 3))).toBe('l.2 comes from several files');
    expect(edited(lists, set(['l', 0], 3))).toMatchObject({ 'x.json5': '{ l: [3] }' });
  });
});

describe('conflictInFiles', () => {
  it('sees two changes of one place, and none in different files', () => {
    const files = filesOf(split);
    const base = ['models', 'providers', 'vllm', 'baseUrl'];
    expect(conflictInFiles(files, set(base, 'y'), set(base, 'z'))).toBe('providers.vllm.baseUrl');
    expect(conflictInFiles(files, set(base, 'y'), set(base, 'y'))).toBeUndefined();
    expect(conflictInFiles(files, set(base, 'y'), set(['agents', 'baseUrl'], 'z'))).toBeUndefined();
    const away: ConfigOp = { op: 'move', path: base, to: ['agents', 'u'] };
    expect(conflictInFiles(files, away, set(['agents', 'u'], 'z'))).toBe('agents.u');
  });
});
