// How much an offline examination costs beside bare node and beside the official validator: medians of runs taken in turn.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.argv.find((word) => word.startsWith('--rounds='))?.slice(9) ?? 15);
const config = join(root, 'fixtures', 'cases', 'thread-c.json');
const oracleRoot = process.env.OVD_ORACLE_DIR ?? join(root, '.oracle');
const home = mkdtempSync(join(tmpdir(), 'ovd-bench-'));
const env = {
  ...process.env,
  HOME: home,
  OPENCLAW_STATE_DIR: join(home, 'state'),
  NO_PROXY: '127.0.0.1',
  OPENCLAW_CONFIG_PATH: config,
};

const contestants = [
  { name: 'node -e 0', command: process.execPath, args: ['-e', '0'] },
  { name: 'ovd --version', command: process.execPath, args: [join(root, 'bin/ovd.js'), '--version'] },
  { name: 'ovd doctor --offline', command: process.execPath, args: doctor('2026.4.22') },
  { name: 'ovd doctor --offline, 2026.9.6', command: process.execPath, args: doctor('2026.9.6') },
  ...officialValidators(),
];

try {
  for (const contestant of contestants) contestant.runs = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const run = measure(contestant);
      if (round > 0) contestant.runs.push(run); // the first is a warm-up
    }
  }
  print();
} finally {
  rmSync(home, { recursive: true, force: true });
}

function doctor(release) {
  return [join(root, 'bin/ovd.js'), 'doctor', '--offline', '--config', config, '--openclaw-version', release];
}

function officialValidators() {
  const node24 = join(oracleRoot, 'node24', 'node_modules', 'node', 'bin', 'node');
  return ['2026.4.22', '2026.9.6'].flatMap((release) => {
    const folder = [release, release.replace(/^2026\./, '').replaceAll('.', '')]
      .map((name) => join(oracleRoot, name))
      .find(existsSync);
    const cli = folder && join(folder, 'node_modules', 'openclaw', 'openclaw.mjs');
    if (!cli || !existsSync(cli) || !existsSync(node24)) return [];
    return [
      { name: `openclaw config validate, ${release}`, command: node24, args: [cli, 'config', 'validate', '--json'] },
    ];
  });
}

/** Wall time in ms and peak memory in MiB, of the whole process. */
function measure({ command, args }) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(command, args, { stdio: 'ignore', env });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  return { ms, status, mib: peakMemory(command, args) };
}

/** All contestants are node programs, so each can be made to say it itself; in a run of its own, so that it costs no time. */
function peakMemory(command, args) {
  const file = join(home, 'peak');
  const hook = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));
  spawnSync(command, ['--require', hook, ...args], { stdio: 'ignore', env: { ...env, OVD_PEAK_FILE: file } });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

function median(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function print() {
  const floor = median(contestants[0].runs.map((run) => run.ms));
  console.log(`${rounds} rounds in turn, medians; ${process.version} on ${process.platform}`);
  for (const { name, runs } of contestants) {
    const ms = median(runs.map((run) => run.ms));
    const mib = median(runs.map((run) => run.mib));
    console.log(
      `${name.padEnd(36)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / floor).toFixed(2).padStart(6)} x node  ${mib.toFixed(0).padStart(4)} MiB  exit ${runs[0]?.status}`,
    );
  }
  const ours = median(contestants[3].runs.map((run) => run.ms));
  for (const { name, runs } of contestants.slice(4)) {
    console.log(`ovd / ${name}: ${(ours / median(runs.map((run) => run.ms))).toFixed(2)}`);
  }
  if (contestants.length === 4)
    console.log('the official validator is not installed here: npm run test:oracle puts it into .oracle/');
}
