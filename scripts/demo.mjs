// The main job without a server of your own: a simulated vLLM with 16384 tokens of window, a config that asks for more,
// the findings, the fixes applied to a copy, and the clean second run.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'bin', 'ovd.js');
const folder = mkdtempSync(join(tmpdir(), 'ovd-demo-'));
const config = join(folder, 'openclaw.json5');
const env = { ...process.env, HOME: folder, OPENCLAW_STATE_DIR: folder, VLLM_API_KEY: 'demo-key-of-nobody' };
const common = ['--config', 'openclaw.json5', '--openclaw-version', '2026.4.22', '--prompt', 'first-turn.json'];

if (!existsSync(join(root, 'dist', 'main.js'))) run([process.execPath, join(root, 'scripts', 'build.mjs')]);
copyFileSync(join(root, 'fixtures', 'cases', 'thread-b.json5'), config);
copyFileSync(join(root, 'fixtures', 'prompts', 'first-turn.json'), join(folder, 'first-turn.json'));

const simulator = await startSimulator();
try {
  const text = readFileSync(config, 'utf8');
  writeFileSync(config, text.replace('127.0.0.1:8000', `127.0.0.1:${simulator.port}`));
  say('A config from a support thread, and a server started with --max-model-len 16384. What does the doctor say?');
  const before = ovd(['doctor', ...common]);
  say('The safe fixes, written to the copy:');
  const fixed = ovd(['fix', '--write', '--yes', ...common]);
  say('And again:');
  const after = ovd(['doctor', ...common]);
  if (before !== 1 || fixed !== 0 || after !== 0) {
    console.error(`demo: expected exit codes 1, 0, 0 and got ${before}, ${fixed}, ${after}`);
    process.exitCode = 1;
  }
} finally {
  simulator.process.kill();
  rmSync(folder, { recursive: true, force: true });
}

function say(text) {
  console.log(`\n# ${text}\n`);
}

function ovd(args) {
  console.log(`$ ovd ${args.join(' ')}\n`);
  return run([process.execPath, bin, ...args]);
}

function run([command, ...args]) {
  return spawnSync(command, args, { cwd: folder, env, stdio: 'inherit' }).status;
}

async function startSimulator() {
  const args = [
    'simulate',
    '--config',
    config,
    '--port',
    '0',
    '--max-model-len',
    '16384',
    '--api-key-env',
    'VLLM_API_KEY',
  ];
  console.log(`$ ovd simulate --config openclaw.json5 --max-model-len 16384 --api-key-env VLLM_API_KEY &`);
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const match = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (match) resolve(Number(match[1]));
    });
    child.on('exit', (code) => reject(new Error(`the simulator ended with ${code}: ${said}`)));
  });
  return { process: child, port };
}
