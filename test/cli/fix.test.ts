import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { expectGolden } from './golden.js';
import { bin, root, runCli, testFolder } from './run-cli.js';

function folderWith(file: string): string {
  const folder = testFolder();
  copyFileSync(join(root, 'fixtures', 'cases', file), join(folder, file));
  return folder;
}

function comments(text: string): readonly string[] {
  return text.match(/\/\/.*/g) ?? [];
}

describe('ovd fix', () => {
  it('shows the edits and writes nothing', async () => {
    const cwd = folderWith('thread-a.json5');
    const before = readFileSync(join(cwd, 'thread-a.json5'), 'utf8');
    await expectGolden({
      name: 'fix-thread-a',
      args: ['fix', '--config', 'thread-a.json5', '--offline', '--openclaw-version', '2026.9.6'],
      cwd,
    });
    expect(readFileSync(join(cwd, 'thread-a.json5'), 'utf8')).toBe(before);
    expect(readdirSync(cwd)).toEqual(['thread-a.json5']);
  });

  it('writes with --yes, keeps comments, leaves a backup, and undoes', async () => {
    const cwd = folderWith('thread-a.json5');
    const file = join(cwd, 'thread-a.json5');
    const before = readFileSync(file, 'utf8');
    const args = ['--config', 'thread-a.json5', '--offline', '--openclaw-version', '2026.9.6'];
    const env = { VLLM_API_KEY: 'key-of-nobody' };
    expect(await runCli(['fix', '--write', '--yes', ...args], { cwd, env })).toMatchObject({ code: 0, stderr: '' });
    const after = readFileSync(file, 'utf8');
    expect(after).toContain('localModelLean');
    expect(after).not.toContain('localModelMode:');
    expect(comments(after)).toEqual(comments(before));
    expect((await runCli(args, { cwd, env })).code).toBe(0);
    expect(await runCli(['fix', '--undo', '--config', 'thread-a.json5'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('repairs thread-b until the second examination has no error', async () => {
    const key = 'demo-key-of-nobody';
    const id = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
    const simulator = await startSimulator({ models: [{ id, maxModelLen: 16_384 }], apiKey: key });
    onTestFinished(() => simulator.close());
    const cwd = folderWith('thread-b.json5');
    const file = join(cwd, 'thread-b.json5');
    const before = readFileSync(file, 'utf8').replace('127.0.0.1:8000', `127.0.0.1:${simulator.port}`);
    writeFileSync(file, before);
    copyFileSync(join(root, 'fixtures', 'prompts', 'first-turn.json'), join(cwd, 'first-turn.json'));
    const args = ['--config', 'thread-b.json5', '--openclaw-version', '2026.4.22', '--prompt', 'first-turn.json'];
    const fixed = await runCli(['fix', '--write', '--yes', ...args], { cwd, env: { VLLM_API_KEY: key } });
    expect(fixed).toMatchObject({ code: 0, stderr: '' });
    const after = readFileSync(file, 'utf8');
    expect(after).toMatch(/"contextWindow": 16384/);
    expect(after).toMatch(/"maxTokens": 2048/);
    expect(comments(after)).toEqual(comments(before));
    expect((await runCli(args, { cwd, env: { VLLM_API_KEY: key } })).code).toBe(0);
    const again = await runCli(['fix', ...args], { cwd, env: { VLLM_API_KEY: key } });
    expect(again.stdout).toContain('nothing to fix');
  });

  it('as JSON that fits its schema, shown and written, and holds no key', async () => {
    const cwd = folderWith('thread-a.json5');
    const file = join(cwd, 'thread-a.json5');
    const key = 'sk-fake-key-of-nobody-at-all-0123456789';
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'localModelMode:',
        `env: { vars: { MY_KEY: "${key}" } },\n      localModelMode:`,
      ),
    );
    const schema = JSON.parse(readFileSync(join(root, 'schemas', 'fix.schema.json'), 'utf8'));
    const valid = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
    const args = [
      'fix',
      '--config',
      'thread-a.json5',
      '--offline',
      '--openclaw-version',
      '2026.9.6',
      '--format',
      'json',
    ];
    const shown = await runCli(args, { cwd });
    expect(valid(JSON.parse(shown.stdout)), JSON.stringify(valid.errors)).toBe(true);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      config: { release: '2026.9.6' },
      edits: [{ ruleId: 'schema/advice-key', safety: 'safe' }],
      comments: { before: 1, after: 1 },
      written: [],
      exitCode: shown.code,
    });
    const written = await runCli([...args, '--write', '--yes'], { cwd });
    const report = JSON.parse(written.stdout);
    expect(valid(report), JSON.stringify(valid.errors)).toBe(true);
    expect(report.written).toEqual([{ file, backup: expect.stringContaining(`${file}.`) }]);
    expect(report.exitCode).toBe(written.code);
    expect(shown.stdout + written.stdout + written.stderr).not.toContain(key);
  });

  it('--diff-only says by its exit code whether there is something to fix, and prints a diff that git applies', async () => {
    const cwd = folderWith('thread-a.json5');
    const file = join(cwd, 'thread-a.json5');
    const args = ['fix', '--diff-only', '--config', 'thread-a.json5', '--offline', '--openclaw-version', '2026.9.6'];
    const diff = await runCli(args, { cwd });
    expect(diff).toMatchObject({ code: 1, stderr: '' });
    const before = readFileSync(file, 'utf8');
    writeFileSync(join(cwd, 'fix.diff'), diff.stdout);
    execFileSync('git', ['apply', '--unsafe-paths', 'fix.diff'], { cwd });
    const patched = readFileSync(file, 'utf8');
    expect(await runCli(args, { cwd })).toMatchObject({ code: 0, stdout: '' });
    writeFileSync(file, before);
    await runCli(['fix', '--write', '--yes', ...args.slice(2)], { cwd });
    expect(readFileSync(file, 'utf8')).toBe(patched);
  });

  it('asks only on a terminal, and never writes standard input', async () => {
    const cwd = folderWith('thread-a.json5');
    const asked = await runCli(['fix', '--write', '--config', 'thread-a.json5', '--offline'], { cwd });
    expect(asked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') });
    const piped = await runCli(['fix', '--write', '--yes', '--config', '-', '--offline'], { cwd, input: '{}' });
    expect(piped).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--config FILE') });
  });

  it.skipIf(process.platform === 'win32')('Ctrl-C while it waits for a server leaves the old file', async () => {
    const { createServer } = await import('node:net');
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const cwd = folderWith('thread-b.json5');
    const file = join(cwd, 'thread-b.json5');
    const before = readFileSync(file, 'utf8').replace('127.0.0.1:8000', `127.0.0.1:${port}`);
    writeFileSync(file, before);
    const args = [
      'fix',
      '--write',
      '--yes',
      '--config',
      'thread-b.json5',
      '--openclaw-version',
      '2026.4.22',
      '--timeout',
      '60s',
    ];
    const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: 'ignore' });
    await new Promise<void>((resolve) => server.once('connection', () => resolve()));
    child.kill('SIGINT');
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    expect(code).toBe(130);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(cwd)).toEqual(['thread-b.json5']);
  });
});
