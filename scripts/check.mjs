// Types, lint, unused code, and the package as a user gets it: packed, installed in an empty folder, run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';

step('types', npx, ['tsc', '-p', '.']);
// Fetched when needed and pinned here: their packages for other systems are not to be had everywhere, and `npm ci` would insist on them.
step('lint', npx, ['--yes', '--package=@biomejs/biome@2.6.8', '--', 'biome', 'ci', '.']);
step('unused code', npx, ['--yes', '--package=knip@6.44.2', '--package=typescript@5.9', '--', 'knip']);
packedInstall();
console.log('check: all passed');

function packedInstall() {
  const folder = mkdtempSync(join(tmpdir(), 'ovd-pack-'));
  try {
    const packed = step('pack', npm, ['pack', '--json', '--pack-destination', folder], { quiet: true });
    const [{ filename, unpackedSize, files }] = JSON.parse(packed.slice(packed.indexOf('[')));
    console.log(`  ${filename}: ${files.length} files, ${(unpackedSize / 1e6).toFixed(1)} MB unpacked`);
    for (const needed of [
      'bin/ovd.js',
      'dist/main.js',
      'dist/index.js',
      'types/index.d.ts',
      'schemas/report.schema.json',
    ]) {
      if (!files.some(({ path }) => path === needed)) throw fail(`the package lacks ${needed}`);
    }
    writeFileSync(join(folder, 'package.json'), '{"name":"clean-folder","private":true,"type":"module"}');
    step('install the package', npm, ['install', '--no-audit', '--no-fund', '--offline', join(folder, filename)], {
      cwd: folder,
      quiet: true,
    });
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const said = step('run it', npx, ['--no-install', 'ovd', '--version'], { cwd: folder, quiet: true });
    if (!said.includes(version)) throw fail(`ovd --version says ${said}`);
    const config = join(folder, 'openclaw.json');
    writeFileSync(config, '{ models: { providers: {} }, zzz: 1 }');
    const args = [
      '--no-install',
      'ovd',
      '--offline',
      '--config',
      config,
      '--openclaw-version',
      '2026.9.6',
      '--format',
      'compact',
    ];
    const { stdout, status } = spawnSync(npx, args, { cwd: folder, encoding: 'utf8' });
    if (status !== 1 || !stdout.includes('[schema/unknown-key]'))
      throw fail(`the installed program answered ${status}: ${stdout}`);
    const library =
      "import { examine, planFixes, defineRule } from 'openclaw-vllm-doctor'; console.log(typeof examine, typeof planFixes, typeof defineRule)";
    const types = step('import it', process.execPath, ['--input-type=module', '-e', library], {
      cwd: folder,
      quiet: true,
    });
    if (types.trim() !== 'function function function') throw fail(`the library exports ${types}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function step(name, command, args, { cwd = root, quiet = false } = {}) {
  console.log(`check: ${name}`);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0 || !quiet) process.stdout.write(`${stdout}${stderr}`);
  if (status !== 0) throw fail(`${name} failed`);
  return stdout;
}

function fail(message) {
  console.error(`check: ${message}`);
  process.exitCode = 1;
  return new Error(message);
}
