#!/usr/bin/env node
/**
 * Runs the doctor against a real vLLM on this machine's CPU, and says whether it was right.
 * Usage: npm run test:vllm
 * Takes the Python named by OVD_VLLM_PYTHON, beside which vLLM is installed; else makes an environment in .servers/ with pip, once.
 * Where neither can be had it says so in one line and ends well: this is no part of `npm test`.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { key, vllm } from './servers/launches.mjs';
import { vllmPython } from './servers/python.mjs';
import { startServer } from './servers/start.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'bin', 'ovd.js');
// The first turn takes some 26000 tokens of this vocabulary.
const window = 40960;
const parsers = ['--enable-auto-tool-choice', '--tool-call-parser', 'hermes', '--reasoning-parser', 'qwen3'];

const found = vllmPython(root);
if (found.python === undefined) {
  console.log(`test:vllm skipped: ${found.why}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'ovd-vllm-'));
  try {
    await check(found.python, folder);
    console.log('test:vllm: all as it should be');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function check(python, folder) {
  if (!existsSync(join(root, 'dist', 'main.js'))) spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  const made = spawnSync(python, [join(root, 'scripts', 'servers', 'make_model.py'), join(folder, 'tiny')], {
    encoding: 'utf8',
  });
  assert.equal(made.status, 0, made.stderr);
  const flags = ['--served-model-name', 'tiny', '--max-model-len', String(window), '--api-key', key];
  await withServer({ python, folder, flags: [...flags, ...parsers] }, (port) => rightServer(port, folder));
  await withServer({ python, folder, flags }, (port) => withoutParser(port, folder));
}

/** Everything but the config is right: the doctor finds what is wrong there, the fix ends it, and the block of `suggest` needs none. */
function rightServer(port, folder) {
  const config = configFile(folder, port, { contextWindow: 131072, maxTokens: 8192 });
  const before = doctor(folder, config);
  said('doctor', before);
  assert.match(before.report.server.family, /^vLLM \d/);
  assert.ok(before.rules.includes('context/window-exceeds-served'), `window not found: ${before.rules}`);
  assert.equal(before.status, 1);

  const fixed = ovd(folder, ['fix', '--write', '--yes', '--config', config, '--openclaw-version', '2026.4.22']);
  assert.equal(fixed.status, 0, fixed.stdout + fixed.stderr);
  assert.match(readFileSync(config, 'utf8'), new RegExp(`"?contextWindow"?: ${window}`));
  const after = doctor(folder, config);
  said('doctor after fix', after);
  assert.deepEqual(
    after.rules.filter((rule) => rule === 'context/window-exceeds-served'),
    [],
  );

  foretold(folder, config);
  const probe = ovd(folder, [
    'probe',
    `http://127.0.0.1:${port}/v1`,
    '--api-key-env',
    'VLLM_API_KEY',
    '--format',
    'json',
    '--probe',
    'standard',
    '--quiet',
  ]);
  const { capabilities } = JSON.parse(probe.stdout);
  for (const name of [
    'tools-stream',
    'tools-auto',
    'tools-result',
    'parts-content',
    'two-user-messages',
    'developer-role',
  ]) {
    const row = capabilities.find((candidate) => candidate.name === name);
    console.log(`  ${name}: ${row?.verdict}`);
  }

  const suggested = join(folder, 'suggested.json');
  const suggest = ovd(folder, [
    'suggest',
    `http://127.0.0.1:${port}/v1`,
    '--api-key-env',
    'VLLM_API_KEY',
    '--config',
    suggested,
    '--write',
    '--yes',
    '--default',
    '--openclaw-version',
    '2026.9.6',
    '--quiet',
  ]);
  assert.equal(suggest.status, 0, suggest.stdout + suggest.stderr);
  const own = doctor(folder, suggested, '2026.9.6');
  said('doctor on what suggest wrote', own);
  assert.deepEqual(
    own.report.findings.filter(({ severity }) => severity === 'error'),
    [],
  );
}

/** A request as long as the first turn, several times the longest that was timed, held against what the short ones foretold. */
function foretold(folder, config) {
  const run = ovd(folder, [
    'timeouts',
    '--deep',
    '--config',
    config,
    '--openclaw-version',
    '2026.4.22',
    '--format',
    'json',
    '--quiet',
  ]);
  assert.notEqual(run.status, 2, run.stderr);
  const [pace] = JSON.parse(run.stdout).paces;
  assert.ok(pace?.confirmed !== undefined, 'no long request was timed');
  const { promptTokens, seconds, predicted } = pace.confirmed;
  const off = Math.round(100 * (predicted / seconds - 1));
  console.log(`first token of ${promptTokens} tokens: ${seconds} s, foretold ${predicted} s, ${off} % off`);
}

function withoutParser(port, folder) {
  const config = configFile(folder, port, { contextWindow: window, maxTokens: 1024 });
  const run = doctor(folder, config);
  said('doctor, server without a tool parser', run);
  assert.equal(run.status, 1);
  assert.match(run.stdout, /enable-auto-tool-choice/);
}

function doctor(folder, config, release = '2026.4.22') {
  const run = ovd(folder, [
    'doctor',
    '--config',
    config,
    '--openclaw-version',
    release,
    '--format',
    'json',
    '--probe',
    'standard',
    '--quiet',
  ]);
  assert.notEqual(run.status, 2, run.stderr);
  const report = JSON.parse(run.stdout);
  return {
    ...run,
    report: { ...report, server: report.facts.servers.value?.[0] ?? {} },
    rules: report.findings.map(({ checkId }) => checkId),
  };
}

function ovd(folder, args) {
  const env = { ...process.env, HOME: folder, OPENCLAW_STATE_DIR: folder, VLLM_API_KEY: key, NO_PROXY: '127.0.0.1' };
  return spawnSync(process.execPath, [bin, ...args], { cwd: folder, env, encoding: 'utf8' });
}

function said(what, { status, report }) {
  console.log(`${what}: exit ${status}, ${report.server.family ?? ''}`);
  for (const { severity, checkId, message } of report.findings) console.log(`  ${severity} ${checkId}: ${message}`);
}

function configFile(folder, port, limits) {
  const file = join(folder, 'openclaw.json');
  const model = { id: 'tiny', name: 'tiny', input: ['text'], ...limits };
  const provider = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    api: 'openai-completions',
    apiKey: '${VLLM_API_KEY}',
    models: [model],
  };
  const config = {
    agents: { defaults: { model: { primary: 'vllm/tiny' } } },
    models: { providers: { vllm: provider } },
  };
  writeFileSync(file, JSON.stringify(config, undefined, 2));
  return file;
}

async function withServer({ python, folder, flags }, then) {
  console.log(`vLLM starts: ${flags.join(' ')}`);
  const server = await startServer(vllm, { python, models: folder, flags });
  try {
    await then(server.port);
  } finally {
    server.stop();
  }
}
