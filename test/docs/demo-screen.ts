import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { steady } from '../cli/golden.js';
import { root, runCli, testFolder } from '../cli/run-cli.js';

/** The first screen of `npm run demo`: thread-b against a server with 16384 tokens, shown as if it listened on port 8000. */
export async function demoScreen(): Promise<string> {
  const folder = testFolder();
  const key = 'demo-key-of-nobody';
  const id = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
  const simulator = await startSimulator({ models: [{ id, maxModelLen: 16_384 }], apiKey: key });
  onTestFinished(() => simulator.close());
  const text = readFileSync(join(root, 'fixtures', 'cases', 'thread-b.json5'), 'utf8');
  writeFileSync(join(folder, 'openclaw.json5'), text.replace('127.0.0.1:8000', `127.0.0.1:${simulator.port}`));
  copyFileSync(join(root, 'fixtures', 'prompts', 'first-turn.json'), join(folder, 'first-turn.json'));
  const args = [
    'doctor',
    '--config',
    'openclaw.json5',
    '--openclaw-version',
    '2026.4.22',
    '--prompt',
    'first-turn.json',
  ];
  const { stdout } = await runCli(args, { cwd: folder, env: { VLLM_API_KEY: key } });
  return `$ ovd ${args.join(' ')}\n${steady(stdout, {
    cwd: folder,
    replace: [
      [`127.0.0.1:${simulator.port}`, '127.0.0.1:8000'],
      ['~/', ''],
    ],
  })}`;
}
