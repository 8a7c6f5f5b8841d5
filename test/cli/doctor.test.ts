import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { expectGolden } from './golden.js';
import { root, runCli, testFolder } from './run-cli.js';

const reportSchema = JSON.parse(readFileSync(join(root, 'schemas', 'report.schema.json'), 'utf8'));
const validReport = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(reportSchema);

function expectValid(json: string): void {
  const valid = validReport(JSON.parse(json));
  expect(validReport.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
}

function folderWith(file: string): string {
  const folder = testFolder();
  copyFileSync(join(root, 'fixtures', 'cases', file), join(folder, file));
  return folder;
}

const scout = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';

/** thread-b in a folder, its server on a free port with the key that the config names. */
async function threadB(options: { maxModelLen?: number } = {}) {
  const key = 'demo-key-of-nobody';
  const simulator = await startSimulator({
    models: [{ id: scout, maxModelLen: options.maxModelLen ?? 16_384 }],
    apiKey: key,
  });
  onTestFinished(() => simulator.close());
  const folder = folderWith('thread-b.json5');
  const file = join(folder, 'thread-b.json5');
  writeFileSync(file, readFileSync(file, 'utf8').replace('127.0.0.1:8000', `127.0.0.1:${simulator.port}`));
  copyFileSync(join(root, 'fixtures', 'prompts', 'first-turn.json'), join(folder, 'first-turn.json'));
  const replace = [[`127.0.0.1:${simulator.port}`, '127.0.0.1:8000']] as const;
  return { cwd: folder, env: { VLLM_API_KEY: key }, replace };
}

describe('the cases that users posted, offline', () => {
  it.each([
    ['thread-a-2026.4.22', 'thread-a.json5', '2026.4.22', 1],
    ['thread-a-2026.9.6', 'thread-a.json5', '2026.9.6', 1],
    ['thread-c-2026.4.22', 'thread-c.json', '2026.4.22', 0],
    ['thread-c-2026.9.6', 'thread-c.json', '2026.9.6', 1],
    ['thread-d', 'thread-d.json', '2026.4.22', 1],
    ['windows-path', 'windows-path.json5', '2026.9.6', 1],
  ])('%s', async (name, file, release) => {
    const args = ['doctor', '--config', file, '--offline', '--openclaw-version', release];
    await expectGolden({ name, args, cwd: folderWith(file), env: { VLLM_API_KEY: 'key-of-nobody' } });
  });
});

describe('thread-b against a server with 16384 tokens', () => {
  it('with the prompt of the thread: the window and the room', async () => {
    const setup = await threadB();
    const args = ['--config', 'thread-b.json5', '--openclaw-version', '2026.4.22', '--prompt', 'first-turn.json'];
    const run = await expectGolden({ name: 'thread-b-prompt', args, ...setup });
    expect(run.stdout.replaceAll('\u00a0', ' ')).toContain('13612 + ');
    expect(run.code).toBe(1);
  });

  it.each(['2026.4.22', '2026.9.6'])('with the first turn of %s', async (release) => {
    const args = ['--config', 'thread-b.json5', '--openclaw-version', release];
    const run = await expectGolden({ name: `thread-b-${release}`, args, ...(await threadB()) });
    expect(run.code).toBe(1);
  });

  it('as JSON and compact', async () => {
    const setup = await threadB();
    const common = ['--config', 'thread-b.json5', '--openclaw-version', '2026.4.22', '--prompt', 'first-turn.json'];
    const compact = await runCli([...common, '--format', 'compact'], setup);
    expect(compact.stdout).toMatch(/^.*thread-b\.json5:\d+:\d+: error: .* \[context\/.*\]$/m);
    const json = await runCli([...common, '--format', 'json'], setup);
    expectValid(json.stdout);
    const report = JSON.parse(json.stdout);
    expect(report.config).toMatchObject({ accepted: true, acceptedBy: '2026.4.22' });
    expect(report.findings.map(({ checkId }: { checkId: string }) => checkId)).toContain('context/no-room-for-answer');
  });
});

it('a healthy setup is silent', async () => {
  const setup = await threadB({ maxModelLen: 131_072 });
  const file = join(setup.cwd, 'thread-b.json5');
  const healthy = readFileSync(file, 'utf8').replace('128000', '131072').replace('"VLLM_API_KEY"', '"${VLLM_API_KEY}"');
  writeFileSync(file, healthy);
  for (const release of ['2026.4.22', '2026.9.6']) {
    const run = await runCli(['--config', 'thread-b.json5', '--openclaw-version', release, '--format', 'json'], setup);
    expectValid(run.stdout);
    const { findings } = JSON.parse(run.stdout) as { findings: { severity: string; checkId: string }[] };
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(run.code).toBe(0);
  }
});

it('every JSON answer keeps the promise of the schema', async () => {
  for (const file of ['thread-a.json5', 'thread-c.json', 'thread-d.json', 'windows-path.json5']) {
    const cwd = folderWith(file);
    for (const release of ['2026.4.22', '2026.9.6']) {
      const run = await runCli(
        ['--config', file, '--offline', '--openclaw-version', release, '--format', 'json', '-v'],
        { cwd },
      );
      expectValid(run.stdout);
    }
  }
  expectValid((await runCli(['--config', 'nope', '--format', 'json'])).stdout);
});

it('writes the report into a file when asked', async () => {
  const cwd = folderWith('thread-c.json');
  const args = [
    '--config',
    'thread-c.json',
    '--offline',
    '--openclaw-version',
    '2026.9.6',
    '--format',
    'json',
    '-o',
    'report.json',
  ];
  expect(await runCli(args, { cwd })).toMatchObject({ code: 1, stdout: '', stderr: '' });
  expectValid(readFileSync(join(cwd, 'report.json'), 'utf8'));
});
