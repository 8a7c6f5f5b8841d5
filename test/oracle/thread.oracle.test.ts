import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { runCli } from '../cli/run-cli.js';
import { frontOf } from './front.js';
import { installedProgram, runAgent } from './run-openclaw.js';

const pong = 'the road is open';
const model = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';

/** The support thread: 128000 tokens in the config, 16384 on the server, and "hi" fails. */
function posted(origin: string): string {
  return readFileSync(new URL('../../fixtures/cases/thread-b.json5', import.meta.url), 'utf8').replace(
    /http:\/\/[\w.]+:\d+/,
    origin,
  );
}

/** A workspace that was set up weeks ago: no BOOTSTRAP.md. */
const workspace: Readonly<Record<string, string>> = {
  'AGENTS.md': '# Rules\n\n- Answer in short sentences.\n',
  'SOUL.md': '# Soul\n\nCalm, exact, friendly.\n',
  'IDENTITY.md': '# Identity\n\nName: Pinch\n',
  'USER.md': '# User\n\nLikes tables.\n',
};

const cases = [
  { name: 'with a workspace in use', files: workspace, flags: '' },
  // The first turn of a fresh workspace leaves no room for an answer in 2026.4.22: lean mode helps, and it takes tools away.
  { name: 'on the first day', files: {}, flags: ' --unsafe' },
];
const runs = ['2026.4.22', '2026.9.6'].flatMap((release) => cases.map((row) => ({ release, ...row })));

describe.each(runs)('the window of the thread and OpenClaw $release, $name', ({ release, files, flags }) => {
  const program = installedProgram(release);

  it.skipIf(program === undefined)(
    'fails, is fixed without a question, and answers',
    { timeout: 900_000 },
    async () => {
      if (program === undefined) throw new Error('not installed');
      const simulator = await startSimulator({ models: [{ id: model, maxModelLen: 16_384 }] });
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-thread-')));
      const file = join(folder, 'openclaw.json');
      const front = await frontOf(simulator.url);
      const env = { VLLM_API_KEY: 'vllm-local' };
      const agent = async () => {
        const before = front.statuses.length;
        const { output } = await runAgent({ program, folder, file, env, message: `Reply with exactly: ${pong}` });
        return { output, statuses: front.statuses.slice(before) };
      };
      const ovd = (command: string) =>
        runCli([...command.split(' '), '--config', file, '--openclaw-version', release], {
          cwd: folder,
          env: { ...env, HOME: folder, OPENCLAW_STATE_DIR: folder, NO_PROXY: '127.0.0.1' },
        });
      try {
        writeFileSync(file, posted(front.url), { mode: 0o600 });
        mkdirSync(join(folder, '.openclaw', 'workspace'), { recursive: true });
        for (const [name, text] of Object.entries(files)) {
          writeFileSync(join(folder, '.openclaw', 'workspace', name), text);
          mkdirSync(join(folder, 'workspace'), { recursive: true });
          writeFileSync(join(folder, 'workspace', name), text);
        }
        const before = await agent();
        expect(before.output).not.toMatch(new RegExp(`^${pong}\\s*$`, 'm'));
        expect(before.statuses, before.output.slice(-800)).toContain(400);

        const fixed = await ovd(`fix --write --yes${flags}`);
        const text = readFileSync(file, 'utf8');
        expect(text, fixed.stdout).toMatch(/"?contextWindow"?: 16384/);

        const after = await agent();
        if (process.env['OVD_TABLE'] === '1') {
          const lines = [release, before.statuses.join(' '), fixed.stdout, after.statuses.join(' ')];
          process.stdout.write(`${lines.join('\n')}\n`);
        }
        expect(after.output, `${fixed.stdout}\n${text}`).toMatch(new RegExp(`^${pong}\\s*$`, 'm'));
        expect(after.statuses).not.toContain(400);
      } finally {
        await front.close();
        await simulator.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  );
});
