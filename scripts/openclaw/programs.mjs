/** Installed OpenClaw releases and the Node for them: what is there already, else from npm. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = process.env.OVD_ORACLE_DIR ?? fileURLToPath(new URL('../../.oracle', import.meta.url));
const isWindows = process.platform === 'win32';
const installLimitMs = 150_000;

/** A Node 24, which every release runs on. Ends the process with a message when there is none. */
export function nodeProgram() {
  mkdirSync(home, { recursive: true });
  if (findNode() === undefined) install('node24', { node: '24' }, []);
  return findNode() ?? fail('Node 24 was installed, but has no program');
}

/** Folder of the package. Ends the process with a message when it cannot be installed. */
export function openClawFolder(release) {
  mkdirSync(home, { recursive: true });
  // Without install scripts: reading a configuration needs nothing that they build.
  if (findOpenClaw(release) === undefined) install(`openclaw-${release}`, { openclaw: release }, ['--ignore-scripts']);
  return findOpenClaw(release) ?? fail(`openclaw ${release} was installed, but is not there`);
}

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
  console.error(message);
  process.exit(1);
}
