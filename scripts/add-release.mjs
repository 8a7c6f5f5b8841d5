#!/usr/bin/env node
/**
 * Adds one OpenClaw release to what the doctor knows: installs its npm package, asks it for its schema, writes schemas/openclaw,
 * and prints what a person has to look at: the keys that differ, and every trait that the release gets without a row of its own.
 * Usage: npm run add-release -- RELEASE [--dry-run] [--all]
 *   --dry-run  print, write nothing
 *   --all      print every key, not the first forty of a kind
 * Installs into .oracle/ or OVD_ORACLE_DIR, as npm run test:oracle does. Run again after a change of scripts/schema-import.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { nodeProgram, openClawFolder } from './openclaw/programs.mjs';
import { readPublished } from './openclaw/published-schema.mjs';
import { readBundled, readIndex, toBundled, writeSchema, writeTables } from './schema-import/bundle.mjs';
import { rulesOfKeys } from './schema-import/rules-of-keys.mjs';
import { toSections } from './schema-import/sections.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = { 'dry-run': { type: 'boolean' }, all: { type: 'boolean' } };
const { values: options, positionals } = parseArgs({ options: flags, allowPositionals: true });
const [release] = positionals;
if (release === undefined) {
  console.error('name a release: npm run add-release -- 2026.9.6');
  process.exit(2);
}

const { traitRowsFor, compareReleases } = await load();
const known = readIndex().releases;
const published = readPublished(nodeProgram(), openClawFolder(release));
const others = known.filter(({ version }) => version !== release);
const releases = [...others, { version: release }].toSorted((a, b) => compareReleases(a.version, b.version));
const versions = releases.map(({ version }) => version);
const schema = toBundled(published.schema, release, versions);
const text = toSections(schema);
const before = versions[versions.indexOf(release) - 1] ?? others[0].version;

console.log(`${release}, built ${published.built}, beside ${before}, as which it was judged\n`);
printKeys(rulesOfKeys(readBundled(before)), rulesOfKeys(schema));
printTraits();
if (options['dry-run'] === true) console.log('\nnothing written');
else write();

function printKeys(old, now) {
  const added = [...now.keys()].filter((key) => !old.has(key));
  const gone = [...old.keys()].filter((key) => !now.has(key));
  const changed = [...now].filter(([key, rule]) => old.has(key) && old.get(key) !== rule);
  print(
    'keys it has more',
    added.map((key) => `  + ${key}: ${now.get(key)}`),
  );
  print(
    'keys it refuses',
    gone.map((key) => `  - ${key}`),
  );
  print(
    'keys with another rule',
    changed.map(([key, rule]) => `  ~ ${key}: ${old.get(key)}\n      now ${rule}`),
  );
}

function print(title, lines) {
  const shown = options.all === true ? lines : lines.slice(0, 40);
  console.log(`${lines.length} ${title}`);
  for (const line of shown) console.log(line);
  if (shown.length < lines.length) console.log(`  and ${lines.length - shown.length} more (--all)`);
}

function printTraits() {
  console.log('\ntraits it gets from src/release/traits.ts; look at each, and give it a row where it differs');
  for (const { trait, value, from, source } of traitRowsFor(release)) {
    console.log(`  ${trait} = ${JSON.stringify(value)}\n      since ${from}: ${source}`);
  }
}

function write() {
  writeSchema(release, text);
  const row = {
    version: release,
    built: published.built,
    commit: published.commit,
    node: published.node,
    obtained: 'cli: openclaw config schema (fresh home, no plugins installed beyond the bundled ones)',
    scope: 'core + bundled channels + bundled plugins',
    sourceSha256: createHash('sha256').update(published.text).digest('hex'),
    sections: text.split('\n').length - 2,
  };
  writeTables(releases.map((other) => (other.version === release ? row : other)));
  console.log(
    `\nwritten: schemas/openclaw/${release}.json.gz, key-lifetimes.json.gz, index.json, src/schema/bundled-releases.ts`,
  );
  console.log(`next: npm run test:oracle -- --openclaw ${release}`);
}

/** The tables are TypeScript. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'ovd-add-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'release.mjs');
  const contents = `export { traitRowsFor } from './src/release/traits.ts'; export { compareReleases } from './src/release/version.ts';`;
  await build({ stdin: { contents, resolveDir: root }, outfile, bundle: true, format: 'esm', platform: 'node' });
  return import(pathToFileURL(outfile).href);
}
