#!/usr/bin/env node
/**
 * Asks real OpenClaw releases what we predict: installs them with the Node that they need, then runs test/oracle.
 * Usage: npm run test:oracle -- [--openclaw RELEASE]... [--all]
 *   --openclaw  other releases than 2026.4.22 and 2026.9.6
 *   --all       also the tests that let an agent answer; half a minute and more each
 * Reuses what is in .oracle/, or in the folder named by OVD_ORACLE_DIR: any subfolder with node_modules/openclaw or node_modules/node.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const home = process.env.OVD_ORACLE_DIR ?? join(root, '.oracle');
const isWindows = process.platform === 'win32';
const installLimitMs = 150_000;

const { values } = parseArgs({ options: { openclaw: { type: 'string', multiple: true }, all: { type: 'boolean' } } });
const releases = values.openclaw ?? ['2026.4.22', '2026.9.6'];

mkdirSync(home, { recursive: true });
if (findNode() === undefined) install('node24', { node: '24' }, []);
const node = findNode() ?? fail('Node 24 was installed, but has no program');

const env = { ...process.env, OVD_ORACLE_NODE: node, OVD_ORACLE_RELEASES: releases.join(',') };
for (const release of releases) {
  // Without install scripts: reading a configuration needs nothing that they build.
  if (findOpenClaw(release) === undefined) install(`openclaw-${release}`, { openclaw: release }, ['--ignore-scripts']);
  const folder = findOpenClaw(release) ?? fail(`openclaw ${release} was installed, but is not there`);
  env[`OVD_ORACLE_${release.replaceAll('.', '_')}`] = folder;
}

const files = values.all ? [] : ['verdict'];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'vitest.oracle.config.ts', ...files],
  { cwd: root, env, stdio: 'inherit' },
);
process.exitCode = status ?? 1;

function findOpenClaw(release) {
  return subfolders()
    .map((folder) => join(folder, 'node_modules', 'openclaw'))
    .find((folder) => versionOf(folder) === release);
}

function findNode() {
  const program = isWindows ? join('bin', 'node.exe') : join('bin', 'node');
  return subfolders()
    .map((folder) => join(folder, 'node_modules', 'node', program))
    .find((file) => existsSync(file) && spawnSync(file, ['--version']).stdout?.toString().startsWith('v24.'));
}

function subfolders() {
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(home, entry.name));
}

function versionOf(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}

function install(name, dependencies, flags) {
  const folder = join(home, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without the override a missing package of its tree breaks the installation.
  const manifest = { private: true, dependencies, overrides: { linkedom: '0.18.10' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  console.log(`installing ${Object.entries(dependencies).flat().join(' ')} into ${folder}`);
  const started = Date.now();
  const { status, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: installLimitMs,
    shell: isWindows,
  });
  if (status === 0) {
    console.log(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  const late = error?.code === 'ETIMEDOUT';
  fail(
    late
      ? `the installation took more than ${installLimitMs / 1000} s and was stopped`
      : `npm could not install it: is there a network? (exit ${status ?? error?.code})`,
  );
}

function fail(message) {
  console.error(`oracle: ${message}`);
  process.exit(1);
}
