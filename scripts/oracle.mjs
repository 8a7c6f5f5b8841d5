#!/usr/bin/env node
/**
 * Asks real OpenClaw releases what we predict: installs them with the Node that they need, then runs test/oracle.
 * Usage: npm run test:oracle -- [--openclaw RELEASE]... [--all]
 *   --openclaw  other releases than 2026.4.22 and 2026.9.6
 *   --all       also the tests that let an agent answer; half a minute and more each
 * Reuses what is in .oracle/, or in the folder named by OVD_ORACLE_DIR: any subfolder with node_modules/openclaw or node_modules/node.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeProgram, openClawFolder } from './openclaw/programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { openclaw: { type: 'string', multiple: true }, all: { type: 'boolean' } } });
const releases = values.openclaw ?? ['2026.4.22', '2026.9.6'];

const env = { ...process.env, OVD_ORACLE_NODE: nodeProgram(), OVD_ORACLE_RELEASES: releases.join(',') };
for (const release of releases) env[`OVD_ORACLE_${release.replaceAll('.', '_')}`] = openClawFolder(release);

const files = values.all ? [] : ['verdict'];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'vitest.oracle.config.ts', ...files],
  { cwd: root, env, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
