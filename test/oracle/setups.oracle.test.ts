import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.js';
import { scanTokens } from '../../src/config/scan.js';
import { startSimulator } from '../../src/simulate/server.js';
import type { Simulator } from '../../src/simulate/types.js';
import { bin } from '../cli/run-cli.js';
import { brokenSetups } from './broken-setups.js';
import { installedProgram, type Program } from './run-openclaw.js';
import type { BrokenSetup } from './setup-config.js';

const rows: string[] = [];

afterAll(() => {
  if (rows.length === 0) return;
  // biome-ignore lint/suspicious/noConsole: the table is what the run is for
  console.log(
    ['| Release | Setup | Before | After | Edits | Comments |', '|---|---|---|---|---|---|', ...rows].join('\n'),
  );
});

describe.each(['2026.9.6', '2026.4.22'])('broken setups of OpenClaw %s', (release) => {
  const program = installedProgram(release);
  const only = process.env['OVD_ORACLE_ONLY'];
  const chosen = brokenSetups.filter(
    ({ name, releases }) =>
      (only === undefined || new RegExp(only).test(name)) && releases?.includes(release) !== false,
  );

  it.skipIf(program === undefined).each(chosen)('$name', { timeout: 900_000 }, async (setup) => {
    if (program === undefined) throw new Error('not installed');
    const bench = await layOut(setup);
    try {
      const before = await turn(program, bench);
      const fixed = await run(bench, [process.execPath, bin, ...fixArgs(setup, release, bench)]);
      const edits = fixed.output.match(/^ {2}(?:✔|\+) .*$/gm)?.length ?? 0;
      const after = await turn(program, bench);
      const kept = keptComments(bench);
      const cells = [before.answered ? 'answers' : 'fails', after.answered ? 'answers' : 'FAILS', edits, kept];
      addRow([release, setup.name, ...cells]);
      expect(before.answered, `it works before:\n${before.output.slice(-800)}`).toBe(false);
      expect(after.answered, `${fixed.output}\n--- then\n${after.output.slice(-1500)}`).toBe(true);
      expect(kept).toMatch(/^(\d+) of \1$/);
    } finally {
      await bench.simulator.close();
      rmSync(bench.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

/** Also into the file named by OVD_ORACLE_TABLE, at once: a run of all takes an hour. */
function addRow(cells: readonly (string | number)[]): void {
  const row = `| ${cells.join(' | ')} |`;
  rows.push(row);
  const file = process.env['OVD_ORACLE_TABLE'];
  if (file !== undefined) appendFileSync(file, `${row}\n`);
}

interface Bench {
  readonly folder: string;
  readonly file: string;
  readonly written: Readonly<Record<string, string>>;
  readonly simulator: Simulator;
  readonly env: Readonly<Record<string, string>>;
}

const pong = 'the road is open';

async function layOut({ config, files = {}, server = {}, env = {} }: BrokenSetup): Promise<Bench> {
  const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 65_536 }], ...server });
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-setup-')));
  const filled = (text: string) => text.replaceAll('ORIGIN', simulator.url).replaceAll('PORT', String(simulator.port));
  const written = Object.fromEntries(
    Object.entries({ 'openclaw.json': config, ...files }).map(([name, text]) => [name, filled(text)]),
  );
  for (const [name, text] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  return { folder, file: join(folder, 'openclaw.json'), written, simulator, env };
}

function fixArgs({ unsafe }: BrokenSetup, release: string, { file }: Bench): readonly string[] {
  const args = ['fix', '--write', '--yes', '--config', file, '--openclaw-version', release];
  return unsafe === true ? [...args, '--unsafe'] : args;
}

/** One message to agent `main`; whether what the model says comes out at the other end. */
async function turn(program: Program, bench: Bench): Promise<{ answered: boolean; output: string }> {
  const state = join(bench.folder, `state-${Math.random().toString(36).slice(2)}`);
  mkdirSync(state);
  const message = `Reply with exactly: ${pong}`;
  const command = [program.node, join(program.folder, 'openclaw.mjs')];
  const args = ['agent', '--local', '--agent', 'main', '--message', message];
  const { output } = await run({ ...bench, env: { ...bench.env, OPENCLAW_STATE_DIR: state } }, [...command, ...args]);
  rmSync(state, { recursive: true, force: true, maxRetries: 5 });
  return { answered: new RegExp(`^${pong}\\s*$`, 'm').test(output), output };
}

function run({ folder, file, env }: Bench, [command = '', ...args]: readonly string[]) {
  return new Promise<{ output: string; exitCode: number | null }>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: {
        // The package client stays off the path: an old release would install plugin packages with it.
        PATH: [dirname(command), '/usr/bin', '/bin'].join(':'),
        HOME: folder,
        OPENCLAW_STATE_DIR: folder,
        OPENCLAW_CONFIG_PATH: file,
        NO_PROXY: '127.0.0.1',
        NO_COLOR: '1',
        LANG: 'C.UTF-8',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own, so that a run that hangs ends with what it started
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 300_000);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ output, exitCode });
    });
  });
}

/** `12 of 12`, over all files; of a text that did not parse its tokens tell. */
function keptComments({ folder, written }: Bench): string {
  let [had, has] = [0, 0];
  for (const [name, text] of Object.entries(written)) {
    const texts = scanTokens(text).flatMap(({ kind, start, end }) =>
      kind === 'comment' ? [text.slice(start, end)] : [],
    );
    const now = parseConfig({ file: name, text: readFileSync(join(folder, name), 'utf8') });
    const left = now.ok
      ? now.document.comments.map(({ start, end }) => now.document.text.slice(start, end).trim())
      : [];
    had += texts.length;
    has += texts.filter((comment) => left.includes(comment.trim())).length;
  }
  return `${has} of ${had}`;
}
