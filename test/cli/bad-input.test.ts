import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CliRun, runCli, testFolder } from './run-cli.js';

function config(baseUrl: string): string {
  return `{ agents: { defaults: { model: "vllm/m1" } }, models: { providers: { vllm: {
  baseUrl: "${baseUrl}", api: "openai-completions", apiKey: "vllm-local",
  models: [{ id: "m1", name: "M", contextWindow: 65536, maxTokens: 4096 }] } } } }\n`;
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

function expectCalm(run: CliRun): void {
  expect(run.stdout + run.stderr).not.toMatch(/\n\s+at .*:\d+:\d+|node:internal|Unhandled|undefined|\[object/);
}

async function examine(folder: string, args: readonly string[], text?: string) {
  if (text !== undefined) writeFileSync(join(folder, 'openclaw.json'), text);
  return runCli(['--config', 'openclaw.json', '--openclaw-version', '2026.9.6', '--timeout', '1s', ...args], {
    cwd: folder,
  });
}

describe('what cannot be examined ends with one clear message and exit 2', () => {
  it.each([
    ['a missing file', ['--config', 'nope.json'], /nope\.json/],
    ['no config anywhere', [], /no OpenClaw config found/],
    ['a folder', ['--config', '.'], /folder|directory/],
    ['an unknown flag', ['--frobnicate'], /unknown option '--frobnicate'/],
    ['an unknown command', ['docter'], /there is no command 'docter'\n {5}did you mean ovd doctor\?/],
    ['an unknown format', ['--format', 'xml'], /pretty, compact, json/],
    ['an unknown severity', ['--fail-on', 'fatal'], /error, warning, info, never/],
    [
      'an unknown rule',
      ['--only', 'context/no-room-for-anser', '--config', '-', '--offline'],
      /context\/no-room-for-answer/,
    ],
    ['a nonsense release', ['--openclaw-version', 'newest', '--config', '-', '--offline'], /newest/],
    ['a nonsense timeout', ['--timeout', 'soon'], /seconds/i],
    ['an unknown rule to explain', ['explain', 'nope'], /nope/],
  ])('%s', async (_name, args, message) => {
    const run = await runCli(args, { input: '{}' });
    expect(run.stderr).toMatch(message);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expectCalm(run);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('an unreadable file', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'openclaw.json'), '{}');
    chmodSync(join(folder, 'openclaw.json'), 0o000);
    const run = await examine(folder, ['--offline']);
    expect(run).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/permission|not readable|may not be read/),
    });
  });

  it('says it in JSON when JSON was asked for', async () => {
    const run = await runCli(['--config', 'nope.json', '--format', 'json']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: expect.stringContaining('nope.json') },
    });
    expect(run).toMatchObject({ code: 2, stderr: '' });
  });

  it('writes no report into a folder that is not there', async () => {
    const folder = testFolder();
    const run = await examine(folder, ['--offline', '--output', join('no', 'such', 'report.txt')], '{}');
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('report.txt') });
  });
});

describe('a text that is no config is a finding with its place', () => {
  it.each([
    ['empty', '', '1:1'],
    ['cut off', '{ models: {', '1:12'],
    ['no object', '[1]', '1:1'],
    ['text before it', 'INFO start\n{}', '1:2'],
  ])('%s', async (_name, text, place) => {
    const run = await examine(testFolder(), ['--offline', '--format', 'compact'], text);
    expect(run.stdout).toContain(`openclaw.json:${place}: error: `);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expectCalm(run);
  });

  it('reads standard input', async () => {
    const run = await runCli(['--config', '-', '--offline', '--format', 'compact', '--openclaw-version', '2026.9.6'], {
      input: '{ zzz: 1 }',
    });
    expect(run.stdout).toContain('-:1:3: error: ');
    expect(run.code).toBe(1);
  });
});

describe('a server that does not answer as it should is one finding, in bounded time', () => {
  async function firstFinding(baseUrl: string) {
    const started = Date.now();
    const run = await examine(testFolder(), ['--format', 'json'], config(baseUrl));
    expectCalm(run);
    expect(Date.now() - started).toBeLessThan(15_000);
    const { findings } = JSON.parse(run.stdout) as { findings: { checkId: string; severity: string }[] };
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ checkId }) => checkId);
    return { code: run.code, errors };
  }

  it('refused', async () => {
    const closed = createServer();
    const baseUrl = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect(await firstFinding(baseUrl)).toEqual({ code: 1, errors: ['network/refused'] });
  });

  it('never answers', async () => {
    const baseUrl = await listening(createServer(() => {}));
    expect(await firstFinding(baseUrl)).toEqual({ code: 1, errors: ['network/timeout'] });
  });

  it('answers HTML', async () => {
    const page = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>router</title></html>');
    });
    expect(await firstFinding(await listening(page))).toEqual({ code: 1, errors: ['network/not-an-openai-server'] });
  });
});

it('reads a config from a folder with blanks in its name', async () => {
  const folder = testFolder();
  mkdirSync(join(folder, 'my configs'));
  writeFileSync(join(folder, 'my configs', 'a.json'), '{}');
  const args = ['--config', join('my configs', 'a.json'), '--offline', '--openclaw-version', '2026.9.6'];
  expect(await runCli(args, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
});
