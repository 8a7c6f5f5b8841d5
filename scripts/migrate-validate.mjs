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

/** Bundled file names and export names are hashed: the file is known by the function that it holds, the export by its alias. */
async function findValidator() {
  const files = readdirSync(dist).filter((name) => /\.m?js$/.test(name));
  const load = async (name) => {
    for (const file of files) {
      const code = readFileSync(join(dist, file), 'utf8');
      if (!code.includes(`function ${name}(`)) continue;
      const alias = new RegExp(`\\b${name} as (\\w+)`).exec(code.slice(code.lastIndexOf('\nexport {')))?.[1];
      if (alias !== undefined) return (await import(pathToFileURL(join(dist, file)).href))[alias];
    }
    return undefined;
  };
  const readForValidation = await load('readConfigFileSnapshotWithPluginMetadata');
  const finish = await load('finishConfigValidationForCli');
  if (readForValidation !== undefined && finish !== undefined) {
    return async () => finish(await readForValidation({ observe: false, prepareValidation: 'strict' }));
  }
  const validateStrictly = await load('validateConfigObjectRawWithPlugins');
  const isStrict = files.some((file) =>
    readFileSync(join(dist, file), 'utf8').includes('function strictlyValidateConfigSnapshotForCli('),
  );
  if (readForValidation !== undefined && validateStrictly !== undefined && isStrict) {
    // 2026.8.2 and 2026.9.1 keep the last pass to themselves: the same call as in their command.
    return async () => {
      const { snapshot, pluginMetadataSnapshot } = await readForValidation({ observe: false });
      if (!snapshot.valid) return snapshot;
      const strict = validateStrictly(snapshot.sourceConfig, { semanticValidation: 'strict', pluginMetadataSnapshot });
      return strict.ok ? snapshot : { ...snapshot, valid: false, issues: strict.issues };
    };
  }
  const readSnapshot = await load('readConfigFileSnapshot');
  if (readSnapshot === undefined) throw new Error(`no validation function found in ${dist}`);
  return readSnapshot;
}
