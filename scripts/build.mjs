// Builds dist/: one entry for the command line, one for the library, shared chunks that load only when needed.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

await rm(join(root, 'dist'), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  define: { __VERSION__: JSON.stringify(version) },
  // Packages written for require() find node's own modules through this.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  external: ['node:*'],
  plugins: [
    { name: 'no-child-processes', setup: leaveOutChildProcesses },
    { name: 'few-files', setup: keepTogether },
    { name: 'late-builtins', setup: loadLate },
  ],
  metafile: true,
  logLevel: 'warning',
});
// Preloaded into the programs that ovd capture runs: a script of its own.
await copyFile(join(root, 'src', 'capture', 'guard.cjs'), join(root, 'dist', 'guard.cjs'));
await writeNotices(Object.keys(metafile.inputs));

/** commander loads node:child_process for subcommands that are programs of their own; we have none, and it costs 5 ms at each start. */
function leaveOutChildProcesses({ onResolve, onLoad }) {
  onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) =>
    /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'left-out' } : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
}

/**
 * A file costs node a millisecond or two before its first line runs. So our own modules share one file for the command line and
 * one for all commands, and what is imported late is evaluated late; only packages keep files of their own.
 */
function keepTogether({ onResolve, onLoad }) {
  const ownImport = /\bimport\('(\.[^']+)'\)/g;
  const late = (module) => `Promise.resolve().then(() => require('${module}'))`;
  onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8');
    const contents = text.replace(ownImport, (_, module) =>
      path.endsWith(join('cli', 'program.ts'))
        ? `import('all-commands').then((all) => all['${module}']())`
        : late(module),
    );
    return { contents, loader: 'ts' };
  });
  onResolve({ filter: /^all-commands$/ }, () => ({ path: 'all-commands', namespace: 'commands' }));
  onLoad({ filter: /.*/, namespace: 'commands' }, async () => {
    const resolveDir = join(root, 'src', 'cli');
    const program = await readFile(join(resolveDir, 'program.ts'), 'utf8');
    const modules = new Set([...program.matchAll(ownImport)].map(([, module]) => module));
    const names = [...modules].map((module, at) => `const load${at} = () => ${late(module)};`);
    const exported = [...modules].map((module, at) => `load${at} as '${module}'`);
    return { contents: `${names.join('\n')}\nexport { ${exported.join(', ')} };`, loader: 'js', resolveDir };
  });
}

/**
 * In one file every import of a module of node stands at the top, wherever it came from: these cost milliseconds each (node:http loads
 * forty more), and a run without a server needs none of them. Through require() they load with the first of our modules that uses them.
 */
function loadLate({ onResolve, onLoad }) {
  const costly =
    /^node:(?:crypto|dns\/promises|http|https|net|perf_hooks|readline\/promises|stream|timers\/promises|tls)$/;
  onResolve({ filter: costly }, ({ path, importer, namespace, kind }) =>
    // What is imported with import() is late already, and through require() would lose its names.
    namespace === 'late' || kind === 'dynamic-import' || !/[\\/]src[\\/]/.test(importer)
      ? undefined
      : { path, namespace: 'late' },
  );
  onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({ contents: `module.exports = require('${path}');` }));
}

/** The bundle carries other people's code: so it carries their licences. */
async function writeNotices(inputs) {
  const packages = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort();
  const notices = await Promise.all(packages.map(notice));
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), `${notices.join('\n\n----\n\n')}\n`);
}

function packageFolder(input) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))?.[1];
}

async function notice(folder) {
  const require = createRequire(import.meta.url);
  const { name, version: release, license } = require(join(root, folder, 'package.json'));
  const names = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'License', 'LICENSE-MIT'];
  for (const file of names) {
    try {
      return `${name} ${release} (${license})\n\n${(await readFile(join(root, folder, file), 'utf8')).trim()}`;
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  return `${name} ${release} (${license})`;
}
