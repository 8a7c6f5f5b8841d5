import { appendFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { type ProfileCell, profileCells } from './profile-cells.js';
import { installedProgram, type Program, runAgent } from './run-openclaw.js';

const rows: string[] = [];
const said = 'the road is open';
const only = process.env['OVD_ORACLE_ONLY'];
const chosen = profileCells.filter(
  ({ name, long }) =>
    (process.env['OVD_ORACLE_ALL'] === '1' || long !== true) && (only === undefined || name.includes(only)),
);

afterAll(() => {
  const head = ['| Server | Release | Real program | Took |', '|---|---|---|---|'];
  if (rows.length > 0) process.stdout.write(`${[...head, ...rows].join('\n')}\n`);
});

describe.each(['2026.9.6', '2026.4.22'] as const)('OpenClaw %s against the simulator', (release) => {
  const program = installedProgram(release);

  it.skipIf(program === undefined).each(chosen)('$name', { timeout: 400_000 }, async (cell) => {
    if (program === undefined) throw new Error('not installed');
    const { answered, seconds, output } = await turn(program, cell);
    addRow(`| ${cell.name} | ${release} | ${answered ? 'answers' : 'fails'} | ${seconds} s |`, output);
    expect(answered, output.slice(-800)).toBe(cell.answers[release]);
  });
});

/** Also into the file named by OVD_ORACLE_TABLE, at once. */
function addRow(row: string, output: string): void {
  rows.push(row);
  const file = process.env['OVD_ORACLE_TABLE'];
  if (file !== undefined) appendFileSync(file, `${row}\n${output.trim().split('\n').at(-1) ?? ''}\n`);
}

/** Whether what the model says comes out at the other end, on a line of its own. */
async function turn(program: Program, { options, row }: ProfileCell) {
  const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 131_072 }], ...options });
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-oracle-')));
  const started = Date.now();
  try {
    const file = join(folder, 'openclaw.json');
    const model = { id: 'm1', name: 'm1', contextWindow: 131_072, maxTokens: 8192, ...row };
    const provider = { baseUrl: simulator.baseUrl, api: 'openai-completions', apiKey: 'sk-fake', models: [model] };
    const defaults = { model: { primary: 'vllm/m1' }, skipBootstrap: true };
    writeFileSync(file, JSON.stringify({ agents: { defaults }, models: { providers: { vllm: provider } } }));
    const message = `Reply with exactly: ${said}`;
    const { output } = await runAgent({ program, folder, file, message, timeoutMs: 200_000 });
    const answered = new RegExp(`^${said}\\s*$`, 'm').test(output);
    return { answered, output, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
