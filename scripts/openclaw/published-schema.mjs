import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `openclaw config schema` of an installed release prints in a home of its own, and what its package says of itself. */
export function readPublished(node, folder) {
  const home = mkdtempSync(join(tmpdir(), 'ovd-schema-'));
  try {
    for (const name of ['state', 'path']) mkdirSync(join(home, name));
    const { stdout, stderr, status } = spawnSync(node, [join(folder, 'openclaw.mjs'), 'config', 'schema'], {
      env: {
        HOME: home,
        USERPROFILE: home,
        // Nothing to install plugins with.
        PATH: join(home, 'path'),
        OPENCLAW_STATE_DIR: join(home, 'state'),
        OPENCLAW_CONFIG_PATH: join(home, 'openclaw.json'),
        NO_PROXY: '127.0.0.1',
      },
      encoding: 'utf8',
      maxBuffer: 1e8,
      timeout: 120_000,
    });
    if (status !== 0) throw new Error(`openclaw config schema failed: ${stderr}`);
    return { text: stdout, schema: JSON.parse(stdout.slice(stdout.indexOf('{'))), ...buildOf(folder) };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function buildOf(folder) {
  const { version, engines } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { builtAt, commit } = JSON.parse(readFileSync(join(folder, 'dist', 'build-info.json'), 'utf8'));
  return { version, node: engines?.node, built: builtAt, commit };
}
