// Judges many configs with the installed OpenClaw's own validation function, in one process.
// node migrate-validate.mjs PACKAGE_FOLDER < lines of {"id","text"} > lines of {"id","valid","issues","warnings"}
// Run it with a Node that the release supports, never with a home of your own: it makes its own in a temp folder.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const dist = join(process.argv[2] ?? '', 'dist');
const sandbox = mkdtempSync(join(tmpdir(), 'ovd-validate-'));
const state = join(sandbox, 'state');
const config = join(sandbox, 'config', 'openclaw.json');
for (const name of Object.keys(process.env))
  if (/^(OPENCLAW|CLAWDBOT|npm_|NODE_OPTIONS)/.test(name)) delete process.env[name];
Object.assign(process.env, {
  HOME: join(sandbox, 'home'),
  USERPROFILE: join(sandbox, 'home'),
  OPENCLAW_STATE_DIR: state,
  OPENCLAW_CONFIG_PATH: config,
  NO_PROXY: '127.0.0.1',
  // 2026.4.22 would install plugin packages otherwise.
  PATH: join(sandbox, 'no-programs'),
  NO_COLOR: '1',
});
for (const folder of ['home', 'config', 'no-programs']) mkdirSync(join(sandbox, folder));
process.on('exit', () => rmSync(sandbox, { recursive: true, force: true }));

// What the program itself prints while it reads must not get between our lines.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
process.stderr.write = () => true;

const validate = await findValidator();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const { id, text } = JSON.parse(line);
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  writeFileSync(config, text);
  const { valid, issues, warnings } = await validate();
  answer(`${JSON.stringify({ id, valid, issues: valid ? [] : plain(issues), warnings: plain(warnings ?? []) })}\n`);
}
process.exit(0);

function plain(issues) {
  return issues.map(({ path, message }) => ({
    path: path || '<root>',
    message: message.replaceAll(sandbox, '<path>'),
  }));
}

/** Bundled file names and export names are hashed: the file is known by its region comment, the export by the function's name. */
async function findValidator() {
  const files = readdirSync(dist).filter((name) => /\.m?js$/.test(name));
  const load = async (region, name) => {
    for (const file of files) {
      const code = readFileSync(join(dist, file), 'utf8');
      if (!code.includes(`//#region ${region}\n`)) continue;
      const alias = new RegExp(`\\b${name} as (\\w+)`).exec(code.slice(code.lastIndexOf('\nexport {')))?.[1];
      if (alias !== undefined) return (await import(pathToFileURL(join(dist, file)).href))[alias];
    }
    return undefined;
  };
  const readForValidation = await load('src/config/io.runtime.ts', 'readConfigFileSnapshotWithPluginMetadata');
  if (readForValidation !== undefined) {
    const finish = await load('src/cli/config-cli-validation.ts', 'finishConfigValidationForCli');
    return async () => finish(await readForValidation({ observe: false, prepareValidation: 'strict' }));
  }
  const readSnapshot = await load('src/config/io.ts', 'readConfigFileSnapshot');
  if (readSnapshot === undefined) throw new Error(`no validation function found in ${dist}`);
  return readSnapshot;
}
