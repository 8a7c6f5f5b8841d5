import { describe, expect, it } from 'vitest';
import { type AnyRule, defineRule } from '../../src/rules/define.js';
import { fillMessage, runRules } from '../../src/rules/run-rules.js';
import { configFile, factsOf } from './scenario-facts.js';

const meta = {
  severity: 'warning',
  needs: ['config'],
  fix: 'none',
  since: '0.1.0',
  summary: 'made for a test',
  why: 'it is made for a test',
  source: ['none'],
  messages: { here: '{key} is here' },
} as const;

const finds = (id: `${string}/${string}`, severity: 'error' | 'warning' | 'info', path: readonly string[]): AnyRule =>
  defineRule({
    meta: { ...meta, id, severity },
    check: (_facts, report) => report({ messageId: 'here', at: { path }, data: { key: String(path.at(-1)) } }),
  });

const crashes = defineRule({
  meta: { ...meta, id: 'test/crashes' },
  check() {
    throw new TypeError('no such luck');
  },
});

const needsServers = defineRule({
  meta: { ...meta, id: 'test/needs-servers', needs: ['servers'] },
  check: (_facts, report) => report({ messageId: 'here', at: { path: [] }, data: { key: 'never' } }),
});

const wantsServers = defineRule({
  meta: { ...meta, id: 'test/wants-servers', wants: ['servers'] },
  check({ servers }, report) {
    if (servers === undefined) report({ messageId: 'here', at: { path: [] }, data: { key: 'nothing' } });
  },
});

const text = '{\n  a: 1,\n  b: { c: 2 },\n}\n';

async function run(rules: readonly AnyRule[]) {
  const { facts, document } = await factsOf(text);
  return runRules(rules, facts, { file: configFile, ...(document && { document }) });
}

describe('runRules', () => {
  it('skips a rule whose facts are unknown, with the reason', async () => {
    const { findings, outcomes } = await run([needsServers]);
    expect(findings).toEqual([]);
    expect(outcomes).toEqual([{ ruleId: 'test/needs-servers', state: 'skipped', reason: 'not asked (--offline)' }]);
  });

  it('runs a rule that only wants an unknown fact', async () => {
    const { findings, outcomes } = await run([wantsServers]);
    expect(outcomes).toEqual([{ ruleId: 'test/wants-servers', state: 'ran' }]);
    expect(findings.map(({ message }) => message)).toEqual(['nothing is here']);
  });

  it('goes on after a rule that throws', async () => {
    const { findings, outcomes } = await run([crashes, finds('test/a', 'info', ['a'])]);
    expect(outcomes).toEqual([
      { ruleId: 'test/crashes', state: 'crashed', reason: 'no such luck' },
      { ruleId: 'test/a', state: 'ran' },
    ]);
    expect(findings).toHaveLength(1);
  });

  it('sorts by severity, place and rule', async () => {
    const { findings } = await run([
      finds('test/z', 'info', ['a']),
      finds('test/y', 'error', ['b', 'c']),
      finds('test/x', 'error', ['a']),
      finds('test/b', 'warning', ['a']),
      finds('test/a', 'warning', ['a']),
    ]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['test/x', 'test/y', 'test/a', 'test/b', 'test/z']);
  });

  it('points at the value, or at the nearest parent of what is not there', async () => {
    const { findings } = await run([finds('test/a', 'info', ['b', 'c']), finds('test/b', 'info', ['b', 'missing'])]);
    const spans = findings.map(({ at }) => text.slice(at.start, at.end)).toSorted();
    expect(spans).toEqual(['2', 'b']);
    expect(findings.map(({ path }) => path)).toContain('b.missing');
  });

  it('keeps a placeholder that has no data', () => {
    expect(fillMessage('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });
});
