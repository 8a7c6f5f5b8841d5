import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, it } from 'vitest';
import type { ConfigDocument, ConfigNode } from '../../src/config/document.js';
import { nodeAt } from '../../src/config/document.js';
import { sameValue } from '../../src/config/edit/plain.js';
import { applyEdits, applyOps, editsFor } from '../../src/config/edit.js';
import type { JsonValue } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import type { ConfigPath } from '../../src/config/path.js';
import { startsWith } from '../../src/config/path.js';
import type { ConfigOp } from '../../src/rules/define.js';
import { json5Text } from './json5-text.js';

const numRuns = process.env.OVD_LONG === '1' ? 100_000 : 1_000;
const timeout = process.env.OVD_LONG === '1' ? 3_600_000 : 60_000;

function parsed(text: string, file = 'a.json5'): ConfigDocument {
  const result = parseConfig({ file, text });
  if (!result.ok) throw new Error(`${result.failure.problem} in ${JSON.stringify(text)}`);
  return result.document;
}

/** Paths of everything that OpenClaw sees, parents first. */
function pathsOf(node: ConfigNode, path: ConfigPath = []): ConfigPath[] {
  const children: [string | number, ConfigNode][] =
    node.kind === 'array'
      ? node.items.map((item, i) => [i, item])
      : node.kind === 'object'
        ? [...new Map(node.members.map((member) => [member.key, member.value]))]
        : [];
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

const newValue = fc.constantFrom<JsonValue[]>(
  1,
  null,
  'x',
  'it\'s "quoted" \u2028 🦞',
  [],
  {},
  [1, 'y', [null]],
  { a: 1, 'b c': { d: [] } },
  [{ id: 'm' }],
  -0,
);
const newKey = fc.constantFrom('a', 'b', 'new', 'x y', 'null', 'ünï', '__proto__', "it's", '0', '7up');

/** What to do, before it is known on which document. */
interface Wish {
  readonly kind: 'set' | 'add' | 'remove' | 'rename' | 'move' | 'rewrite';
  readonly at: number;
  readonly to: number;
  readonly key: string;
  readonly below: string | undefined;
  readonly value: JsonValue;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom('set', 'add', 'remove', 'rename', 'move', 'rewrite'),
  at: fc.nat(1000),
  to: fc.nat(1000),
  key: newKey,
  below: fc.option(newKey, { nil: undefined, freq: 2 }),
  value: newValue,
});

function opFor(document: ConfigDocument, wish: Wish): ConfigOp | undefined {
  const paths = pathsOf(document.root);
  const path = paths[wish.at % paths.length] ?? [];
  switch (wish.kind) {
    case 'set':
      return { op: 'set', path, value: wish.value };
    case 'add':
      return { op: 'set', path: placeBelow(document, path, wish), value: wish.value };
    case 'remove':
      return path.length === 0 ? undefined : { op: 'remove', path };
    case 'rename':
      return typeof path.at(-1) === 'string' ? { op: 'rename', path, key: wish.key } : undefined;
    case 'move':
      if (path.length === 0) return undefined;
      return { op: 'move', path, to: placeBelow(document, paths[wish.to % paths.length] ?? [], wish) };
    case 'rewrite': {
      const node = nodeAt(document.root, path);
      return node?.kind === 'scalar' ? { op: 'rewrite', at: node, text: JSON.stringify(wish.value) } : undefined;
    }
  }
}

function placeBelow(document: ConfigDocument, path: ConfigPath, { key, below }: Wish): ConfigPath {
  const node = nodeAt(document.root, path);
  if (node?.kind === 'scalar') return [...path.slice(0, -1), key];
  const place = node?.kind === 'array' ? [...path, node.items.length] : [...path, key];
  return below === undefined ? place : [...place, below];
}

/** Refusals that mean that the editor itself made a mistake. */
const ownMistake = /would not parse|something else|comment would be lost|overlap/;

const docAndWishes = (count: number) => fc.tuple(json5Text(), fc.array(wish, { minLength: 1, maxLength: count }));

describe('random edits of random JSON5', () => {
  it('do what was asked and nothing else, or are refused for a reason of the caller', { timeout }, () => {
    let done = 0;
    fc.assert(
      fc.property(docAndWishes(4), ([text, wishes]) => {
        const document = parsed(text);
        const ops = wishes.map((one) => opFor(document, one)).filter((op) => op !== undefined);
        const result = applyOps(document, ops);
        if (!result.ok) {
          expect(result.reason).not.toMatch(ownMistake);
          return;
        }
        done += 1;
        const after = result.document.text;
        expect(sameValue(JSON5.parse(after), result.document.value)).toBe(true);
        for (const [comment] of text.matchAll(/(?<=\/[/*] ?)c\d+/g)) expect(after).toContain(comment);
        expect(after.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
        expectSameLineEnds(text, after);
        expectIdempotent(document, ops);
      }),
      { numRuns },
    );
    expect(done).toBeGreaterThan(numRuns / 4);
  });

  it('touch only the container that they change', { timeout }, () => {
    let done = 0;
    fc.assert(
      fc.property(json5Text(), wish, (text, one) => {
        const document = parsed(text);
        const op = opFor(document, one);
        if (op === undefined || op.op === 'move' || op.op === 'rewrite') return;
        const planned = editsFor(document, [op]);
        if (!planned.ok) return;
        done += 1;
        const after = parsed(applyEdits(text, planned.edits));
        expect(sameValue(after.value, oneChange(document.value, op))).toBe(true);
        const container = containerAround(document.root, op.path);
        for (const edit of planned.edits) {
          expect(edit.start).toBeGreaterThanOrEqual(container.start);
          expect(edit.end).toBeLessThanOrEqual(container.end);
        }
        expectSameLiterals(document, after, op);
      }),
      { numRuns },
    );
    expect(done).toBeGreaterThan(numRuns / 4);
  });

  it('of JSON as programs print it give what they would print', { timeout }, () => {
    const json = fc.json({ maxDepth: 4 }).map((text): JsonValue => JSON.parse(text));
    fc.assert(
      fc.property(
        fc.oneof(json, fc.array(json), fc.dictionary(newKey, json)),
        fc.constantFrom(0, 2, 4, '\t'),
        wish,
        (value, indent, one) => {
          const document = parsed(JSON.stringify(value, null, indent));
          const op = opFor(document, one);
          if (op === undefined || op.op === 'move' || op.op === 'rewrite') return;
          const result = applyOps(document, [op]);
          if (!result.ok) {
            expect(result.reason).not.toMatch(ownMistake);
            return;
          }
          const unlike = /\[\]|\{\}|\\u2028|-0|__proto__|"\d+":/;
          const shown = [document, result.document].every((one) => showsLayout(one, indent));
          if (!shown) return;
          if (unlike.test(document.text) || unlike.test(result.document.text)) return;
          expect(result.document.text).toBe(JSON.stringify(oneChange(document.value, op), null, indent));
        },
      ),
      { numRuns },
    );
  });
});

/** Some texts are too short to show how they are printed. */
function showsLayout({ text, root }: ConfigDocument, indent: number | string): boolean {
  return indent === 0 ? pathsOf(root).some((path) => typeof path.at(-1) === 'string') : text.includes('\n');
}

function expectSameLineEnds(before: string, after: string): void {
  const outside = (text: string) => new Set(text.match(/\r\n|[\n\r]/g));
  const [was, is] = [outside(before), outside(after)];
  if (was.size === 1) for (const end of is) expect(was).toContain(end);
}

/** Setting the same values again changes nothing. */
function expectIdempotent(document: ConfigDocument, ops: readonly ConfigOp[]): void {
  const sets = ops.filter((op) => op.op === 'set');
  const once = applyOps(document, sets);
  if (!once.ok) return;
  const stays = sets.filter(({ path }) => nodeAt(once.document.root, path) !== undefined);
  expect(editsFor(once.document, stays)).toEqual({ ok: true, edits: [] });
}

/** One operation on a plain value, keeping the order of keys; written without looking at the editor. */
function oneChange(value: JsonValue, op: Exclude<ConfigOp, { op: 'move' | 'rewrite' }>): JsonValue {
  const walk = (here: JsonValue | undefined, depth: number): JsonValue => {
    const key = op.path[depth];
    if (key === undefined) return op.op === 'set' ? op.value : (here ?? null);
    const last = depth === op.path.length - 1;
    if (Array.isArray(here)) {
      const items: JsonValue[] = [...here];
      if (last && op.op === 'remove') items.splice(Number(key), 1);
      else items[Number(key)] = walk(items[Number(key)], depth + 1);
      return items;
    }
    const entries = Object.entries(here ?? {});
    const name = String(key);
    if (last && op.op === 'remove') return Object.fromEntries(entries.filter(([k]) => k !== name));
    if (last && op.op === 'rename') return Object.fromEntries(entries.map(([k, v]) => [k === name ? op.key : k, v]));
    const at = entries.findIndex(([k]) => k === name);
    entries[at < 0 ? entries.length : at] = [name, walk(entries[at]?.[1], depth + 1)];
    return Object.fromEntries(entries);
  };
  return walk(value, 0);
}

/** The deepest container above `path` that exists: edits may not leave it. */
function containerAround(root: ConfigNode, path: ConfigPath): ConfigNode {
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const node = nodeAt(root, path.slice(0, depth));
    if (node !== undefined) return node;
  }
  return root;
}

/** Every literal that the change is not about is written as it was. */
function expectSameLiterals(before: ConfigDocument, after: ConfigDocument, op: ConfigOp & { path: ConfigPath }): void {
  for (const path of pathsOf(before.root)) {
    if (startsWith(path, op.path) || startsWith(op.path, path)) continue;
    const old = nodeAt(before.root, path);
    const now = nodeAt(after.root, shifted(path, op, before));
    if (old?.kind !== 'scalar') continue;
    expect(now && after.text.slice(now.start, now.end)).toBe(before.text.slice(old.start, old.end));
  }
}

/** Where `path` is after an item before it was removed. */
function shifted(path: ConfigPath, op: ConfigOp & { path: ConfigPath }, { root }: ConfigDocument): ConfigPath {
  const depth = op.path.length - 1;
  const parent = op.path.slice(0, -1);
  if (op.op !== 'remove' || !startsWith(path, parent) || nodeAt(root, parent)?.kind !== 'array') return path;
  return path.map((key, i) => (i === depth && Number(key) > Number(op.path[depth]) ? Number(key) - 1 : key));
}

const corpus = new URL('../../../shared/corpus/', import.meta.url);

describe.skipIf(!existsSync(corpus))('edits of real configs (skipped when the corpus is not there)', () => {
  const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.json5')) : [];

  it.each(files)('%s', { timeout }, (name) => {
    const result = parseConfig({ file: name, text: readFileSync(new URL(name, corpus), 'utf8') });
    if (!result.ok) return expect(result.failure.problem).not.toBe('');
    const { document } = result;
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 4 }), (wishes) => {
        const ops = wishes.map((one) => opFor(document, one)).filter((op) => op !== undefined);
        const edited = applyOps(document, ops);
        if (!edited.ok) expect(edited.reason).not.toMatch(ownMistake);
        else expect(edited.document.comments.length).toBe(document.comments.length);
      }),
      { numRuns: process.env.OVD_LONG === '1' ? 1_000 : 10 },
    );
  });
});
