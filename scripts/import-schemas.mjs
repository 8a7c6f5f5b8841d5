#!/usr/bin/env node
/**
 * Turns a folder of published config schemas of OpenClaw into the files that the doctor ships (schemas/openclaw/README.md).
 * Usage: node scripts/import-schemas.mjs [folder with <release>.json.gz and index.json]
 * One release more, from its npm package: scripts/add-release.mjs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { toBundled, writeSchema, writeTables } from './schema-import/bundle.mjs';
import { toSections } from './schema-import/sections.mjs';

const source = process.argv[2] ?? fileURLToPath(new URL('../../shared/openclaw-schemas', import.meta.url));
const origin = JSON.parse(readFileSync(join(source, 'index.json'), 'utf8'));
const versions = origin.schemas.map((entry) => entry.version);
const releases = [];
for (const entry of origin.schemas) {
  const published = JSON.parse(gunzipSync(readFileSync(join(source, `${entry.version}.json.gz`))).toString('utf8'));
  const text = toSections(toBundled(published, entry.version, versions));
  writeSchema(entry.version, text);
  releases.push({
    version: entry.version,
    built: entry.built_at,
    commit: entry.commit,
    node: entry.node_engine,
    obtained: entry.obtained,
    scope: entry.scope,
    sourceSha256: entry.sha256,
    sections: text.split('\n').length - 2,
  });
  console.log(`${entry.version}  ${text.length} characters`);
}
writeTables(releases);
