import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import JSON5 from 'json5';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import type { SimulatorOptions } from '../../src/simulate/types.js';
import { expectGolden } from './golden.js';
import { root, runCli, testFolder } from './run-cli.js';

const key = 'sk-fake-of-nobody-0123';

async function simulate(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ models: [{ id: 'qwen3-8b', maxModelLen: 131_072 }], ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

describe('ovd probe', () => {
  it('shows the matrix of a server without tool flags that wants strings', async () => {
    const { port } = await simulate({ tools: false, stringContentOnly: true });
    const replace = [[`127.0.0.1:${port}`, '127.0.0.1:8000']] as const;
    const run = await expectGolden({
      name: 'probe',
      args: ['probe', `127.0.0.1:${port}`],
      cwd: testFolder(),
      replace,
    });
    expect(run.code).toBe(0);
  });

  it('as JSON that fits its schema, and holds no key', async () => {
    const { url } = await simulate({ apiKey: key });
    const args = ['probe', `${url}/v1/chat/completions`, '--api-key-env', 'MY_KEY', '--format', 'json'];
    const run = await runCli(args, { env: { MY_KEY: key } });
    expect(run.code).toBe(0);
    const report = JSON.parse(run.stdout);
    const schema = JSON.parse(readFileSync(join(root, 'schemas', 'probe.schema.json'), 'utf8'));
    const valid = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
    expect(valid(report), JSON.stringify(valid.errors)).toBe(true);
    expect(report).toMatchObject({
      ok: true,
      level: 'standard',
      server: { baseUrl: `${url}/v1`, openWithoutKey: false },
    });
    expect(report.openclaw.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['works', 'works']);
    expect(run.stdout + run.stderr).not.toContain(key);
  });

  it('says why when there is no server, no key, no such model', async () => {
    const { url, close } = await simulate({ apiKey: key });
    const refused = await runCli(['probe', url]);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain('HTTP 401');
    const model = await runCli(['probe', url, '--model', 'qwen3-8', '--api-key-env', 'MY_KEY'], {
      env: { MY_KEY: key },
    });
    expect(model).toMatchObject({ code: 2, stdout: '' });
    expect(model.stderr).toContain('did you mean --model qwen3-8b?');
    await close();
    const dead = await runCli(['probe', url]);
    expect(dead).toMatchObject({ code: 1 });
    expect(dead.stdout).toContain('connection refused');
    // Of a server that says nothing nothing follows for a release.
    expect(dead.stdout).not.toMatch(/OpenClaw|\uFFFD/);
    expect(await runCli(['probe', 'ftp://h'])).toMatchObject({ code: 2 });
    expect(await runCli(['probe', url, '--api-key-env', 'sk-fake-key'])).toMatchObject({ code: 2 });
  });
});

describe('ovd suggest', () => {
  it('prints a block with nothing but what the server and the release want', async () => {
    const { url } = await simulate({ stringContentOnly: true, models: [{ id: 'm1', maxModelLen: 131_072 }] });
    const run = await runCli(['suggest', url, '--openclaw-version', '2026.4.22']);
    expect(run.code, run.stderr).toBe(0);
    expect(JSON5.parse(run.stdout)).toEqual({
      models: {
        providers: {
          vllm: {
            baseUrl: `${url}/v1`,
            api: 'openai-completions',
            apiKey: 'vllm-local',
            models: [
              {
                id: 'm1',
                name: 'm1',
                contextWindow: 131_072,
                maxTokens: 8192,
                compat: { requiresStringContent: true },
              },
            ],
          },
        },
      },
    });
    expect(run.stderr).toContain('needed      set compat.requiresStringContent to true');
  });

  it('names the variable of the key, and never the key', async () => {
    const { url } = await simulate({ apiKey: key });
    const run = await runCli(['suggest', url, '--api-key-env', 'MY_KEY'], { env: { MY_KEY: key } });
    expect(JSON5.parse(run.stdout).models.providers.vllm.apiKey).toBe(`$\{MY_KEY}`);
    expect(run.stdout + run.stderr).not.toContain(key);
    expect(run.code).toBe(0);
    const without = await runCli(['suggest', url]);
    expect(without).toMatchObject({ code: 2, stdout: '' });
    expect(without.stderr).toContain('--api-key-env');
  });

  it('merges into a config, once, and can be undone', async () => {
    const { url } = await simulate();
    const cwd = testFolder();
    const before = '{\n  // mine\n  agents: { defaults: { model: { primary: "other/x" } } },\n}\n';
    writeFileSync(join(cwd, 'openclaw.json'), before);
    const args = ['suggest', url, '--write', '--yes', '--config', 'openclaw.json', '--openclaw-version', '2026.9.6'];
    const first = await runCli(args, { cwd });
    expect(first.code, first.stderr).toBe(0);
    const after = readFileSync(join(cwd, 'openclaw.json'), 'utf8');
    expect(after).toContain('// mine');
    expect(JSON5.parse(after)).toMatchObject({
      agents: { defaults: { model: { primary: 'other/x' } } },
      models: { providers: { vllm: { models: [{ id: 'qwen3-8b', contextWindow: 131_072 }] } } },
    });
    expect((await runCli(args, { cwd })).stdout).toContain('nothing to change');
    await runCli([...args, '--default'], { cwd });
    expect(JSON5.parse(readFileSync(join(cwd, 'openclaw.json'), 'utf8')).agents.defaults.model.primary).toBe(
      'vllm/qwen3-8b',
    );
  });

  it('makes a config where there is none, and asks before it writes', async () => {
    const { url } = await simulate();
    const cwd = testFolder();
    expect(await runCli(['suggest', url, '--write'], { cwd })).toMatchObject({ code: 2 });
    const run = await runCli(['suggest', url, '--write', '--yes', '--config', 'new/openclaw.json'], { cwd });
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, 'new', 'openclaw.json'), 'utf8'))).toMatchObject({
      agents: { defaults: { model: { primary: 'vllm/qwen3-8b' } } },
    });
  });

  it('exits 1 and says so when the server refuses what no key can change', async () => {
    const { url } = await simulate({ tools: false });
    const run = await runCli(['suggest', url]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('[tools/auto-choice-refused]');
  });
});
