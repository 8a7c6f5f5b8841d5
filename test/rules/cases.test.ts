import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ConfigFiles, loadFiles } from '../../src/config/files.js';
import { fixRounds } from '../../src/fix/apply.js';
import type { Finding } from '../../src/rules/finding.js';
import { allRules } from '../../src/rules/index.js';
import { runRules } from '../../src/rules/run-rules.js';
import type { Scenario } from '../../src/rules/scenario.js';
import { configFile, factsOf } from './scenario-facts.js';

const textOf = (name: string) => readFileSync(new URL(`../../fixtures/cases/${name}`, import.meta.url), 'utf8');

async function examine(text: string, scenario: Scenario) {
  const { facts, document } = await factsOf(text, scenario);
  const { findings, outcomes } = runRules(allRules, facts, { file: configFile, ...(document && { document }) });
  expect(outcomes.filter(({ state }) => state === 'crashed')).toEqual([]);
  return { findings, document, accepted: facts.verdict.ok ? facts.verdict.value.accepted : false };
}

async function fixed(text: string, scenario: Scenario, unsafe: boolean) {
  const { document } = await examine(text, scenario);
  if (document === undefined) throw new Error('does not parse');
  return fixRounds({
    files: loadFiles(document),
    examine: ({ top }: ConfigFiles) => examine(top.text, scenario),
    options: { unsafe, release: scenario.release },
  });
}

const ids = (findings: readonly Finding[], severity?: Finding['severity']) =>
  [
    ...new Set(
      findings.filter((finding) => severity === undefined || finding.severity === severity).map(({ ruleId }) => ruleId),
    ),
  ].toSorted();

describe('cases that users posted', () => {
  const threadB = (release: string): Scenario => ({
    release,
    env: { VLLM_API_KEY: 'not-a-real-key' },
    server: { served: [{ id: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', maxModelLen: 16384 }] },
    prompt: 13612,
    leanSaves: release === '2026.4.22' ? 5151 : 395,
    leanSavesNewest: 395,
  });

  it('thread-b: window, answer and reserve; afterwards no error', async () => {
    const scenario = threadB('2026.4.22');
    const { findings } = await examine(textOf('thread-b.json5'), scenario);
    expect(ids(findings)).toEqual([
      'auth/literal-env-name',
      'context/lean-would-help',
      'context/no-room-for-answer',
      'context/prompt-fills-window',
      'context/reserve-leaves-nothing',
      'context/window-exceeds-served',
    ]);
    const titles = findings.map(({ fix }) => fix?.title);
    expect(titles).toContain('set contextWindow to 16384');
    expect(titles).toContain('set maxTokens to 2048');
    const after = await fixed(textOf('thread-b.json5'), scenario, false);
    expect(after.accepted).toBe(true);
    expect(ids(after.findings, 'error')).toEqual([]);
    expect(ids(after.findings, 'warning')).toEqual(['context/prompt-fills-window']);
    const unsafe = after.heldBack.filter(({ fix }) => fix.safety === 'unsafe');
    expect(unsafe.map(({ finding }) => finding.ruleId)).toEqual(['context/lean-would-help']);
  });

  it('thread-b: lean mode is worth nothing in the newest release', async () => {
    const { findings } = await examine(textOf('thread-b.json5'), threadB('2026.9.6'));
    expect(ids(findings)).not.toContain('context/lean-would-help');
  });

  it('thread-c: lost backslashes, tiny answers, no token', async () => {
    const scenario = { release: '2026.4.22', env: { VLLM_API_KEY: 'not-a-real-key' } };
    const { findings } = await examine(textOf('thread-c.json'), scenario);
    expect(ids(findings, 'error')).toEqual([
      'auth/empty-gateway-token',
      'context/max-tokens-tiny',
      'syntax/lost-backslash',
    ]);
    const after = await fixed(textOf('thread-c.json'), scenario, false);
    expect(ids(after.findings, 'error')).toEqual(['auth/empty-gateway-token']);
  });

  it('thread-a: the key that advice invented', async () => {
    const scenario = { release: '2026.4.22', env: { VLLM_API_KEY: 'not-a-real-key' } };
    const { findings } = await examine(textOf('thread-a.json5'), scenario);
    expect(ids(findings, 'error')).toEqual(['schema/advice-key']);
    const after = await fixed(textOf('thread-a.json5'), scenario, false);
    expect(after.accepted).toBe(true);
    expect(ids(after.findings, 'error')).toEqual([]);
    expect(after.files.top.text).toContain('localModelLean: true');
  });

  it('thread-d: where the URL encoder began', async () => {
    const text = textOf('thread-d.json');
    const { findings } = await examine(text, { release: '2026.4.22' });
    const [first] = findings.filter(({ ruleId }) => ruleId === 'syntax/parse-error');
    expect(first?.messageId).toBe('url-encoded');
    expect(first?.at.start).toBe(text.indexOf('%'));
  });

  it('windows-path: one finding, the path', async () => {
    const { findings } = await examine(textOf('windows-path.json5'), { release: '2026.4.22' });
    expect(findings.map(({ ruleId, messageId }) => [ruleId, messageId])).toEqual([
      ['syntax/parse-error', 'windows-path'],
    ]);
  });
});
