import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../src/rules/index.js';
import { rulePage, rulesReadme, ruleTable } from '../../src/rules/page.js';
import { runRules } from '../../src/rules/run-rules.js';
import { checkStyle } from './rule-test.js';
import { configFile, factsOf } from './scenario-facts.js';

const cases = allRules.map((rule) => ({ id: rule.meta.id as string, rule }));

describe('every rule', () => {
  it('stands in the file of its name, with a table of cases, once', () => {
    const ids = cases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
      for (const file of [`../../src/rules/${id}.ts`, `${id}.test.ts`]) {
        expect(existsSync(fileURLToPath(new URL(file, `${import.meta.url.replace(/[^/]*$/, '')}`))), file).toBe(true);
      }
    }
  });

  it.each(cases)('$id says what it is in a line, why, and from where', ({ rule: { meta } }) => {
    expect(meta.summary).toMatch(/^[a-z$][^\n]*[^.\n]$/);
    expect(meta.summary.length).toBeLessThanOrEqual(100);
    expect(meta.why).toMatch(/^(?:vLLM|[A-Z])[^\n]*\.$/);
    expect(meta.source.length).toBeGreaterThan(0);
    for (const source of meta.source) expect(source).toMatch(/\d/);
    expect(meta.example, 'has an example').toBeDefined();
  });

  it.each(cases)('$id finds its own example', async ({ rule }) => {
    const { example = '', given, finds } = rule.meta;
    const { facts, document } = await factsOf(example, given);
    const { findings, outcomes } = runRules([rule], facts, { file: configFile, ...(document && { document }) });
    expect(outcomes).toEqual([{ ruleId: rule.meta.id, state: 'ran' }]);
    expect(finds, 'says what its example gives').toBeDefined();
    expect(findings[0]?.message).toBe(finds);
    for (const finding of findings) checkStyle(rule, finding);
  });

  it.each(cases)('$id has a page that fits a terminal', ({ rule }) => {
    const page = rulePage(rule);
    expect(page.startsWith(`${rule.meta.id}\n${rule.meta.summary}\n`)).toBe(true);
    expect(page.endsWith('\n')).toBe(true);
    expect(page).not.toMatch(/undefined|\n\n\n| \n/);
    expect(page.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });
});

describe('pages', () => {
  it('of one rule', async () => {
    const rule = allRules.find(({ meta }) => meta.id === 'context/no-room-for-answer');
    expect(rule && rulePage(rule)).toMatchInlineSnapshot(`
      "context/no-room-for-answer
      prompt and answer together ask for more tokens than the server has

      Severity  error
      Fix       safe: written by \`ovd fix --write\`
      Needs     an answer of the model server, the size of the prompt

      Why it hurts
        vLLM answers 400 before it writes a word, and OpenClaw shows "Context
        overflow: prompt too large", although the answer limit is what is too large.

      What to do
        make the prompt smaller (lean mode, fewer tools, smaller workspace files),
        or serve a larger window

      What it says
        - prompt {prompt} + answer {answer} = {sum} tokens, the server accepts {served}

      Example (OpenClaw 2026.4.22; the server has qwen3 with 16384 tokens; first
      turn 13612 tokens)
        {
          agents: { defaults: { model: { primary: "vllm/qwen3" } } },
          models: { providers: { vllm: {
            baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "vllm-local",
            models: [{ id: "qwen3", name: "Qwen3", contextWindow: 16384, maxTokens: 8192 }],
          } } },
        }

        finds: prompt 13612 + answer 8192 = 21804 tokens, the server accepts 16384

      Known from
        - vLLM 0.10.1: max_tokens is too large, 8192 > 16384 - 13612; other wordings
          from 0.2.0 to 0.25.1
        - vLLM 0.32.0: an answer limit up to the window is taken whatever the prompt,
          recorded
        - OpenClaw 2026.4.22: sends min(maxTokens, 32000) whatever the prompt, ran
        - OpenClaw 2026.5.28 to 2026.9.6: subtracts its estimate from the configured
          window, not from the served one, ran
      "
    `);
  });

  it('table: one line per rule', () => {
    const lines = ruleTable(allRules).trimEnd().split('\n');
    expect(lines).toHaveLength(allRules.length + 2);
    expect(lines.every((line) => line.split(/(?<!\\)\|/).length === 6)).toBe(true);
  });

  it('src/rules/README.md is what the rules say', async () => {
    const file = fileURLToPath(new URL('../../src/rules/README.md', import.meta.url));
    await expect(rulesReadme(allRules)).toMatchFileSnapshot(file);
  });
});
