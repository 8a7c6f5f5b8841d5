import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildBudgets } from '../../src/budget/build.js';
import type { AgentBudget } from '../../src/budget/types.js';
import type { JsonObject } from '../../src/config/json.js';
import { openExaminer } from '../../src/examine.js';
import { budgetReport } from '../../src/report/budget.js';
import { budgetJson } from '../../src/report/budget-json.js';
import { terminalFor } from '../../src/report/terminal.js';
import { displayWidth } from '../../src/report/text.js';

const schema = JSON.parse(readFileSync(new URL('../../schemas/budget.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: false, allowUnionTypes: true }).compile(schema);

interface Setup {
  readonly release: string;
  readonly window?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly defaults?: JsonObject;
  readonly agents?: JsonObject;
  readonly tools?: JsonObject;
  readonly compat?: JsonObject;
  /** Below the workspace of the default agent. */
  readonly files?: Readonly<Record<string, string>>;
}

async function budgetsOf({ release, window, maxTokens, defaults, agents, tools, compat, files }: Setup) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-budget-')));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const workspace = join(home, 'notes');
  for (const [name, text] of Object.entries(files ?? {})) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const model = {
    id: 'qwen3-32b',
    name: 'Qwen3',
    ...(window !== undefined && { contextWindow: window }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(compat !== undefined && { compat }),
  };
  const named = files === undefined ? {} : { workspace };
  const config = {
    agents: { defaults: { model: { primary: 'vllm/qwen3-32b' }, ...named, ...defaults }, ...agents },
    models: {
      providers: {
        vllm: { baseUrl: 'http://127.0.0.1:9/v1', api: 'openai-completions', apiKey: 'vllm-local', models: [model] },
      },
    },
    ...(tools !== undefined && { tools }),
  };
  writeFileSync(join(home, 'openclaw.json'), JSON.stringify(config), { mode: 0o600 });
  const examiner = await openExaminer({
    config: join(home, 'openclaw.json'),
    env: { HOME: home },
    cwd: home,
    platform: 'linux',
    openclawVersion: release,
    offline: true,
  });
  const { run, gathered, prompts } = await examiner.examine();
  await examiner.close();
  const { effective, workspaces, prompts: sizes, release: chosen } = run.facts;
  if (!effective.ok || !sizes.ok || !chosen.ok) throw new Error('facts are missing');
  const budgets = await buildBudgets({
    value: gathered.private?.substituted ?? {},
    effective: effective.value,
    version: release,
    traits: chosen.value.traits,
    prompts: sizes.value,
    servers: [],
    workspaces: workspaces.ok ? workspaces.value : [],
    promptFor: prompts.promptFor,
  });
  const view = {
    shown: 'openclaw.json',
    release,
    releaseSource: '--openclaw-version',
    budgets,
    agent: budgets[0]?.agent ?? '',
    outdated: [],
  };
  const screen = budgetReport(view, terminalFor({ columns: 80 }, { LANG: 'C.UTF-8' }, 'linux', {}));
  return { budgets, screen, json: JSON.parse(budgetJson(view, run)) };
}

async function first(setup: Setup): Promise<AgentBudget> {
  const [budget] = (await budgetsOf(setup)).budgets;
  if (budget === undefined) throw new Error('no budget');
  return budget;
}

const sum = (rows: readonly { readonly tokens: number }[]) => rows.reduce((total, { tokens }) => total + tokens, 0);
const rules = '- Always answer in short sentences, and name the file that was changed.\n';
const notes = '- 2026-03-14: decided to keep the small model on the other port.\n';
const chinese = '- 修改文件之前先阅读,即使是你自己一个小时以前写的。\n';

const setups: readonly (Omit<Setup, 'release'> & { readonly name: string })[] = [
  { name: '4k', window: 4096, maxTokens: 1024 },
  { name: '16k, the thread', window: 16_384, maxTokens: 8192 },
  { name: '32k, answer as large as the window', window: 32_768, maxTokens: 32_768 },
  { name: '1M', window: 1_000_000, maxTokens: 65_536 },
  { name: 'nothing written' },
  { name: 'lean', window: 32_768, defaults: { experimental: { localModelLean: true } } },
  { name: 'minimal', window: 32_768, tools: { profile: 'minimal' } },
  { name: 'without tools', window: 32_768, compat: { supportsTools: false } },
  { name: 'huge notes', window: 32_768, files: { 'AGENTS.md': rules.repeat(2000), 'MEMORY.md': notes.repeat(4000) } },
  { name: 'Chinese', window: 65_536, files: { 'AGENTS.md': chinese.repeat(300), 'SOUL.md': '冷静、正確、親切。' } },
  { name: 'an empty file', window: 65_536, files: { 'AGENTS.md': '' } },
];

describe.each(['2026.4.22', '2026.7.1', '2026.9.6'])('the budget of %s', (release) => {
  it.each(setups)('adds up, is never negative, and fits 80 columns: $name', async (setup) => {
    const { budgets, screen, json } = await budgetsOf({ release, ...setup });
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    for (const { parts, prompt, answer, compaction, free, over, window, fit, whatIf } of budgets) {
      const { system, files, skills, tools, messages } = parts;
      expect(system + sum(files) + skills + tools + messages).toBe(prompt.tokens);
      expect(prompt.low).toBeLessThanOrEqual(prompt.tokens);
      expect(prompt.high).toBeGreaterThanOrEqual(prompt.tokens);
      const used = prompt.tokens + (answer.sent ?? 0);
      expect(fit.ok).toBe(over === 0);
      expect(over).toBe(Math.max(0, used - window.limit));
      expect(free).toBe(Math.max(0, window.limit - used - compaction.history));
      for (const row of whatIf) expect(row.prompt).toBe(Math.max(0, prompt.tokens - row.saves));
    }
    for (const line of screen.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    expect(screen).not.toMatch(/NaN|undefined|Infinity| -\d[\d ]* +-?\d+ %/);
  });
});

describe('buildBudgets', () => {
  it('tells what 2026.4.22 sends: the limit alone, whatever the prompt', async () => {
    const { answer, over } = await first({ release: '2026.4.22', window: 32_768, maxTokens: 200_000 });
    expect(answer).toMatchObject({ sent: 32_000, how: 'min(32768, 32000), whatever the prompt' });
    expect(over).toBeGreaterThan(10_000);
  });

  it('tells what 2026.8.2 sends: one token, and no error', async () => {
    const { answer, fit } = await first({ release: '2026.8.2', window: 32_768, maxTokens: 8192 });
    expect(answer).toMatchObject({ sent: 1, cut: true });
    expect(fit.ok).toBe(true);
  });

  it('does not promise what only the likely count allows', async () => {
    const { prompt } = await first({ release: '2026.4.22', window: 65_536, maxTokens: 2048 });
    const window = prompt.tokens + 2048 + 6;
    const { fit, advice } = await first({ release: '2026.4.22', window, maxTokens: 2048 });
    expect(fit).toMatchObject({
      ok: true,
      unsure: `with at most ${prompt.high} + answer 2048 = ${prompt.high + 2048}`,
    });
    expect(advice.some(({ key }) => key === 'maxTokens' || key === 'lean')).toBe(true);
    const { screen } = await budgetsOf({ release: '2026.4.22', window, maxTokens: 2048 });
    expect(screen).toMatch(/the first turn may fit: prompt/);
  });

  it('says when a release sends nothing at all', async () => {
    expect((await first({ release: '2026.4.22', window: 8192 })).refused).toContain('16000');
    expect((await first({ release: '2026.9.6', window: 8192 })).refused).toBeUndefined();
  });

  it('cuts files as the release does, and names the largest', async () => {
    const files = { 'AGENTS.md': rules.repeat(2000), 'MEMORY.md': notes.repeat(4000), 'SOUL.md': 'calm' };
    const old = await first({ release: '2026.4.22', window: 65_536, files });
    expect(old.parts.files[0]?.note).toBe(`cut from ${rules.repeat(2000).trimEnd().length} to 12000 characters`);
    expect(old.whatIf.find(({ id }) => id === 'without-file')?.title).toBe('without MEMORY.md, the largest file');
    const recent = await first({ release: '2026.9.6', window: 65_536, files });
    expect(recent.parts.files[0]?.note).toContain('to 20000 characters');
  });

  it('shows the files that OpenClaw will write where there are none yet', async () => {
    const fresh = await first({ release: '2026.4.22', window: 65_536 });
    expect(fresh.parts.files.map(({ name }) => name)).toEqual(['those of the first day']);
    expect(sum(fresh.parts.files)).toBeGreaterThan(2000);
    const none = await first({ release: '2026.4.22', window: 65_536, defaults: { skipBootstrap: true } });
    expect(none.parts.files).toEqual([]);
  });

  it('knows each profile from each other profile, within a tenth', async () => {
    for (const release of ['2026.4.22', '2026.9.6']) {
      const tools = (profile: string) => ({ tools: { profile } });
      const of = async (profile: string) => first({ release, window: 131_072, ...tools(profile) });
      const [full, minimal] = [await of('full'), await of('minimal')];
      const up = minimal.whatIf.find(({ id }) => id === 'full')?.prompt ?? 0;
      const down = full.whatIf.find(({ id }) => id === 'minimal')?.prompt ?? 0;
      expect(Math.abs(up / full.prompt.tokens - 1), `${release} up ${up}`).toBeLessThan(0.1);
      expect(Math.abs(down / minimal.prompt.tokens - 1), `${release} down ${down}`).toBeLessThan(0.1);
    }
  });

  it('recommends lean mode where it helps, and not where it does not', async () => {
    const lean = async (release: string) =>
      (await first({ release, window: 16_384, maxTokens: 4096 })).advice.find(({ key }) => key === 'lean');
    expect((await lean('2026.4.22'))?.title).toContain('localModelLean to true');
    expect((await lean('2026.4.22'))?.gain).toMatch(
      /^6\d{3} tokens, 36 %, in 2026\.4\.22; .*then the first turn fits$/,
    );
    expect((await lean('2026.9.6'))?.title).toBe('leave lean mode off');
  });

  it('reads the workspace and the tools of each agent', async () => {
    const files = { 'AGENTS.md': rules };
    const entries = { main: { default: true }, coder: { tools: { profile: 'minimal' } }, 日本: {} };
    const { budgets } = await budgetsOf({ release: '2026.9.6', window: 65_536, files, agents: { entries } });
    const [main, coder] = budgets;
    expect(budgets.length).toBeGreaterThanOrEqual(2);
    expect(main?.parts.files.map(({ name }) => name)).toEqual(['AGENTS.md']);
    expect(coder?.agent).toBe('coder');
    expect(coder?.prompt.tokens).toBeLessThan(main?.prompt.tokens ?? 0);
  });
});
