import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { expectGolden } from './golden.js';
import { root, runCli, testFolder } from './run-cli.js';

const schema = JSON.parse(readFileSync(join(root, 'schemas', 'timeouts.schema.json'), 'utf8'));
const validate = new Ajv({ strict: false }).compile(schema);

function folderWith(name: string): string {
  const folder = testFolder();
  copyFileSync(join(root, 'fixtures', 'cases', name), join(folder, name));
  return folder;
}

describe('ovd timeouts', () => {
  it.each(['2026.4.22', '2026.9.6'])('shows every clock of %s beside a first token of 150 s', async (release) => {
    const cwd = folderWith('thread-b.json5');
    const args = `timeouts --config thread-b.json5 --offline --first-token 150s --openclaw-version ${release}`;
    const { code } = await expectGolden({ name: `timeouts-${release}`, args: args.split(' '), cwd });
    expect(code).toBe(release === '2026.4.22' ? 1 : 0);
  });

  it('gives the same as JSON, in the promised shape', async () => {
    const cwd = folderWith('thread-b.json5');
    const args =
      'timeouts --config thread-b.json5 --offline --first-token 150s --openclaw-version 2026.4.22 --format json';
    const { stdout } = await runCli(args.split(' '), { cwd });
    const document = JSON.parse(stdout);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document.ok).toBe(false);
  });

  it('measures the server when it may', async () => {
    const simulator = await startSimulator({
      models: [{ id: 'm1', maxModelLen: 16_384 }],
      prefillTokensPerSecond: 2_000,
      decodeTokensPerSecond: 1_000,
    });
    try {
      const cwd = testFolder();
      const provider = {
        baseUrl: simulator.baseUrl,
        api: 'openai-completions',
        apiKey: 'vllm-local',
        models: [{ id: 'm1', name: 'm1', contextWindow: 16_384, maxTokens: 1024 }],
      };
      const config = {
        agents: { defaults: { model: { primary: 'vllm/m1' } } },
        models: { providers: { vllm: provider } },
      };
      writeFileSync(join(cwd, 'slow.json'), JSON.stringify(config));
      const args = 'timeouts --config slow.json --openclaw-version 2026.9.6 --deep --format json';
      const { stdout, code, stderr } = await runCli(args.split(' '), { cwd, env: { NO_PROXY: '127.0.0.1' } });
      expect(stderr).toBe('');
      expect(code).toBe(0);
      const document = JSON.parse(stdout);
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      const [pace] = document.paces;
      expect(pace).toMatchObject({ ref: 'vllm/m1', source: 'measured' });
      // 11 000 tokens and more at 2000 a second; a busy machine adds.
      expect(pace.firstToken).toBeGreaterThan(4);
      expect(pace.confirmed.promptTokens).toBeGreaterThan(8_000);
    } finally {
      await simulator.close();
    }
  });

  it('wants to know nothing of a config that does not parse', async () => {
    const cwd = testFolder();
    writeFileSync(join(cwd, 'broken.json'), '{ "models": ');
    const { code, stderr } = await runCli(['timeouts', '--config', 'broken.json', '--offline'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('no timeouts can be told');
  });
});
