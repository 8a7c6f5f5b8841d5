#!/usr/bin/env node
/**
 * Asks real OpenClaw releases what we predict: installs them with the Node that they need, then runs test/oracle.
 * Usage: npm run test:oracle -- [--openclaw RELEASE]... [--all] [--setups [REGEXP]] [--table FILE]
 *   --openclaw  other releases than 2026.4.22 and 2026.9.6
 *   --all       also the tests that let an agent answer; half a minute and more each
 *   --setups    the broken setups alone, those whose name fits: the program fails, `ovd fix` runs once, the program answers
 *   --table     a file that gets a row of the table as soon as a setup is done
 * Reuses what is in .oracle/, or in the folder named by OVD_ORACLE_DIR: any subfolder with node_modules/openclaw or node_modules/node.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeProgram, openClawFolder } from './openclaw/programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    openclaw: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    setups: { type: 'boolean' },
    table: { type: 'string' },
  },
  allowPositionals: true,
});
const releases = values.openclaw ?? ['2026.4.22', '2026.9.6'];

const env = { ...process.env, OVD_ORACLE_NODE: nodeProgram(), OVD_ORACLE_RELEASES: releases.join(',') };
for (const release of releases) env[`OVD_ORACLE_${release.replaceAll('.', '_')}`] = openClawFolder(release);

if (positionals[0] !== undefined) env.OVD_ORACLE_ONLY = positionals[0];
if (values.table !== undefined) env.OVD_ORACLE_TABLE = resolve(values.table);

const files = values.all ? [] : values.setups ? ['setups'] : ['verdict'];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'vitest.oracle.config.ts', ...files],
  { cwd: root, env, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
