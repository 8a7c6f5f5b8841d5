import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { type CliRun, runCli, testFolder } from './run-cli.js';

// Real-looking, and nobody's.
const key = 'sk-proj-4Tz9QmX7vLr2WcNe8HsBdKfYpJ6uAoGi';
const password = 'correct-horse-battery-41';
const token = 'tok_live_9f8e7d6c5b4a39281706f5e4d3c2b1a0';

function config(port: number): string {
  return `{
  // the old key was ${key}
  gateway: { auth: { mode: "token", token: "${token}" }, port: 18789 },
  agents: { defaults: { model: { primary: "vllm/m1" } } },
  models: { providers: { vllm: {
    baseUrl: "http://operator:${password}@127.0.0.1:${port}/v1", api: "openai-completions", apiKey: "${key}", auth: "api-key",
    headers: { "X-Api-Key": "${key}" },
    models: [{ id: "m1", name: "M", contextWindow: 128000, maxTokens: 8192 }, { id: "m1", name: 1 }],
  } }, zzz: "${key}" },
}
`;
}

function expectNoSecret(run: CliRun): void {
  for (const secret of [key, password, token]) {
    expect(run.stdout).not.toContain(secret);
    expect(run.stderr).not.toContain(secret);
    expect(run.stdout + run.stderr).not.toContain(secret.slice(4, 20));
  }
}

describe('a key is in no output', () => {
  it.each([
    ['pretty', ['--format', 'pretty', '-v']],
    ['compact', ['--format', 'compact']],
    ['json', ['--format', 'json', '-v']],
  ])('%s, with a server that demands it', async (_name, args) => {
    const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 16_384 }], apiKey: key });
    onTestFinished(() => simulator.close());
    const folder = testFolder();
    writeFileSync(join(folder, 'openclaw.json'), config(simulator.port));
    for (const release of ['2026.4.22', '2026.9.6']) {
      const run = await runCli(['--config', 'openclaw.json', '--openclaw-version', release, ...args], { cwd: folder });
      expect(run.code).toBe(1);
      expect(run.stdout.length).toBeGreaterThan(200);
      expectNoSecret(run);
    }
  });

  it('a server that throws the key back', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { message: `bad request with ${request.headers.authorization}`, code: 400 } }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const folder = testFolder();
    writeFileSync(join(folder, 'openclaw.json'), config(port));
    expectNoSecret(
      await runCli(['--config', 'openclaw.json', '--openclaw-version', '2026.9.6', '--format', 'json', '-v'], {
        cwd: folder,
      }),
    );
  });

  it('a key that a fix would move', async () => {
    const folder = testFolder();
    writeFileSync(
      join(folder, 'openclaw.json'),
      `{ gateway: { port: 18789 }, env: { BRAVE_API_KEY: "${key}" }, messages: { tts: { elevenlabs: { apiKey: "${token}" } } } }`,
    );
    const common = ['--config', 'openclaw.json', '--offline', '--openclaw-version', '2026.9.6'];
    const run = await runCli([...common, '--format', 'json'], { cwd: folder });
    expect(run.stdout).toContain('schema/retired-key');
    expectNoSecret(run);
    expectNoSecret(await runCli(['fix', '--unsafe', ...common], { cwd: folder }));
  });

  it('the diff of a fix, and a file that does not parse', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'openclaw.json'), config(9));
    const common = ['--config', 'openclaw.json', '--offline', '--openclaw-version', '2026.9.6'];
    expectNoSecret(await runCli(['fix', '--unsafe', ...common], { cwd: folder }));
    copyFileSync(join(folder, 'openclaw.json'), join(folder, 'whole.json'));
    writeFileSync(join(folder, 'openclaw.json'), `${readFileSync(join(folder, 'whole.json'), 'utf8').slice(0, -4)}%7D`);
    for (const format of ['pretty', 'json', 'compact']) {
      expectNoSecret(await runCli([...common, '--format', format], { cwd: folder }));
    }
  });
});
