import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildBudgets } from '../../src/budget/build.js';
import { capture } from '../../src/capture/capture.js';
import { captureFolder } from '../../src/capture/folder.js';
import { findProgram } from '../../src/capture/program.js';
import { saveCapture } from '../../src/capture/store.js';
import type { JsonObject } from '../../src/config/json.js';
import { type ExamineOptions, openConfig, openExaminer } from '../../src/examine.js';
import { thisMachine } from '../../src/release/installed.js';
import { textOf } from '../../src/tokens/prompt.js';
import { promptOfBody } from '../../src/tokens/prompt-file.js';
import { agentChoices } from '../../src/workspace/agents.js';
import { installedProgram, type Program, runTurn } from './run-openclaw.js';

const releases = (process.env['OVD_ORACLE_RELEASES'] ?? '').split(',').filter((name) => name !== '');
const message = 'ping';

/** The numbers, for who asks with OVD_TABLE=1. */
function show(...cells: readonly unknown[]): void {
  if (process.env['OVD_TABLE'] === '1') process.stdout.write(`${cells.join(' ')}\n`);
}

/** A home folder as somebody has it after some weeks: a workspace in use, a skill, a key in the config. */
function userHome(defaults: JsonObject, tools: JsonObject): { home: string; workspace: string; config: JsonObject } {
  const home = mkdtempSync(join(tmpdir(), 'ovd-user-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const workspace = join(home, '.openclaw', 'workspace');
  const files: Record<string, string> = {
    'AGENTS.md': `# Our rules\n\n${'- Answer in short sentences, and name the file that you changed.\n'.repeat(120)}`,
    'SOUL.md': '# Soul\n\nCalm, exact, friendly.\n',
    'IDENTITY.md': '# Identity\n\nName: Pinch\n',
    'USER.md': '# User\n\nLikes tables. Lives in Europe/Berlin.\n',
    'TOOLS.md': '# Tools\n\nThe GPU box is called rack-2.\n',
    'HEARTBEAT.md': '# Nothing to do\n',
    'skills/report/SKILL.md': '---\nname: report\ndescription: Writes the weekly report from notes\n---\n\n# Report\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const config = {
    agents: { defaults: { model: { primary: 'vllm/m1' }, workspace, ...defaults } },
    models: {
      providers: {
        vllm: {
          baseUrl: 'http://10.255.255.1:8000/v1',
          api: 'openai-completions',
          apiKey: 'sk-of-nobody-0123456789abcdef',
          models: [{ id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 8192 }],
        },
      },
    },
    ...(Object.keys(tools).length > 0 && { tools }),
  };
  writeFileSync(join(home, '.openclaw', 'openclaw.json'), JSON.stringify(config, null, 2), { mode: 0o600 });
  chmodSync(join(home, '.openclaw', 'openclaw.json'), 0o600);
  return { home, workspace, config };
}

/** Every path, its mode, its time of change and its bytes. */
function treeHash(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const file = join(folder, name);
    const { mode, mtimeMs } = statSync(file);
    hash.update(JSON.stringify([name, mode, mtimeMs]));
    if (statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function optionsFor(home: string, release: string): ExamineOptions {
  const env = { HOME: home, PATH: [dirname(process.env['OVD_ORACLE_NODE'] ?? ''), '/usr/bin', '/bin'].join(':') };
  return { env, cwd: home, platform: process.platform, openclawVersion: release, offline: true };
}

async function captureOf(program: Program, home: string) {
  const options = optionsFor(home, program.release);
  const { located, gathered } = await openConfig(options);
  const value = gathered.private?.substituted ?? {};
  const [agent] = agentChoices(value);
  if (agent === undefined) throw new Error('no agent');
  const machine = { ...thisMachine(), env: options.env };
  return capture({
    program: findProgram(program.folder, machine, process.execPath),
    node: { file: program.node, version: '24' },
    config: located.file,
    value,
    agent,
    model: 'vllm/m1',
    message,
    around: { env: options.env, home, stateDir: located.stateDir, cwd: home },
    machine,
    keyNames: [],
    compileCache: join(tmpdir(), 'ovd-oracle-compiled'),
    timeoutMs: 280_000,
  });
}

/** System text and tools, as an independent count has them. */
function tokensOf(body: unknown) {
  const prompt = promptOfBody(body as JsonObject);
  if ('text' in prompt) throw new Error('not a request');
  const system = prompt.messages
    .filter(({ role }) => role === 'system')
    .map(textOf)
    .join('\n');
  const others = prompt.messages
    .filter(({ role }) => role !== 'system')
    .map(textOf)
    .join('\n');
  return {
    system: countTokens(system),
    tools: countTokens(JSON.stringify(prompt.tools)),
    others: countTokens(others),
    names: prompt.tools.map((tool) => (tool['function'] as JsonObject)['name']),
  };
}

describe.each(releases)('ovd capture on OpenClaw %s', (release) => {
  const program = installedProgram(release);

  it.skipIf(program === undefined)('is what the program sends, and leaves the home folder as it is', async () => {
    if (program === undefined) return;
    const { home, workspace, config } = userHome({}, {});
    const before = treeHash(home);
    const captured = await captureOf(program, home);
    expect(treeHash(home)).toBe(before);
    expect(JSON.stringify(captured)).not.toContain('sk-of-nobody');

    const copy = join(mkdtempSync(join(tmpdir(), 'ovd-copy-')), 'workspace');
    onTestFinished(() => rmSync(dirname(copy), { recursive: true, force: true, maxRetries: 5 }));
    cpSync(workspace, copy, { recursive: true });
    const turn = await runTurn({
      program,
      config: (origin) => {
        const text = JSON.stringify(config).replace('http://10.255.255.1:8000', origin).replaceAll(workspace, copy);
        return JSON.parse(text);
      },
    });
    const [ours, real] = [tokensOf(captured.request.body), tokensOf(turn.requests[0]?.body)];
    show(release, 'captured', ours.system, ours.tools, ours.others, 'real', real.system, real.tools, real.others);
    expect(ours.names).toEqual(real.names);
    for (const part of ['system', 'tools', 'others'] as const) {
      expect(Math.abs(ours[part] - real[part]), part).toBeLessThanOrEqual(0.01 * real[part] + 2);
    }
  });

  const variants: readonly { name: string; defaults?: JsonObject; tools?: JsonObject }[] = [
    { name: 'default' },
    { name: 'lean', defaults: { experimental: { localModelLean: true } } },
    { name: 'coding', tools: { profile: 'coding' } },
    { name: 'messaging', tools: { profile: 'messaging' } },
    { name: 'minimal', tools: { profile: 'minimal' } },
  ];

  it.skipIf(program === undefined).each(variants)(
    'budget without a capture bounds the real prompt: $name',
    async (variant) => {
      if (program === undefined) return;
      const { home } = userHome(variant.defaults ?? {}, variant.tools ?? {});
      const guessed = await budgetOf(home, release);
      const captured = await captureOf(program, home);
      await saveCapture(captureFolder({ env: { HOME: home }, platform: process.platform, home }), captured);
      const known = await budgetOf(home, release);
      const real = tokensOf(captured.request.body);
      const truth = known?.prompt;
      show(
        release,
        variant.name,
        'sizes',
        guessed?.prompt.low,
        guessed?.prompt.tokens,
        guessed?.prompt.high,
        'captured',
        truth?.tokens,
        'o200k',
        real.system + real.tools + real.others,
        'what-if',
        known?.whatIf.map(({ id, prompt }) => `${id} ${prompt}`).join(', '),
      );
      expect(guessed?.source.kind).toBe('sizes');
      expect(known?.source.kind).toBe('capture');
      expect(truth?.tokens).toBeGreaterThanOrEqual(guessed?.prompt.low ?? Number.POSITIVE_INFINITY);
      expect(truth?.tokens).toBeLessThanOrEqual(guessed?.prompt.high ?? 0);
    },
  );
});

async function budgetOf(home: string, release: string) {
  const examiner = await openExaminer(optionsFor(home, release));
  const { run, gathered, prompts } = await examiner.examine();
  await examiner.close();
  const { effective, workspaces, prompts: sizes, release: chosen } = run.facts;
  if (!effective.ok || !workspaces.ok || !sizes.ok || !chosen.ok) throw new Error('facts are missing');
  const [budget] = await buildBudgets({
    value: gathered.private?.substituted ?? {},
    effective: effective.value,
    version: release,
    traits: chosen.value.traits,
    prompts: sizes.value,
    servers: [],
    workspaces: workspaces.value,
    promptFor: prompts.promptFor,
  });
  return budget;
}
