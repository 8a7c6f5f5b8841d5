import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { predict } from '../schema/recorded.js';
import { installedProgram, type Program } from './run-openclaw.js';

const releases = (process.env['OVD_ORACLE_RELEASES'] ?? '2026.4.22,2026.9.6').split(',');
const programs = releases.flatMap((release) => installedProgram(release) ?? []);

const posted = (name: string) => readFileSync(new URL(`../../fixtures/cases/${name}`, import.meta.url), 'utf8');
const doubled = (text: string) => text.replaceAll('\\', '\\\\');

/** What somebody has to do to the posted files, and files with one mistake each. */
const configs: Readonly<Record<string, string>> = {
  'thread-a': posted('thread-a.json5'),
  'thread-a fixed': posted('thread-a.json5').replace(
    'localModelMode: "lean"',
    'experimental: { localModelLean: true }',
  ),
  'thread-b': posted('thread-b.json5'),
  'thread-b fixed': posted('thread-b.json5').replace('128000', '16384').replace('8192,', '2048,'),
  'thread-c': posted('thread-c.json'),
  'thread-c fixed': doubled(posted('thread-c.json'))
    .replace(',"resetOnExit":false', '')
    .replace(',"lastTouchedAt":"2026-04-24T10:28:17.046Z"', '')
    .replace('"imageGenerationModel":{"primary":"google/gemini-2.5-flash-preview-05-20"},', '')
    .replaceAll(/,"google\/gemini-2\.5-flash-preview-[^"]*":\{\}/g, ''),
  'thread-d': posted('thread-d.json'),
  'thread-d decoded': doubled(posted('thread-d.json').replaceAll('%7D', '}')),
  'windows-path': posted('windows-path.json5'),
  'windows-path fixed': doubled(posted('windows-path.json5')),
  'empty object': '{}',
  'unknown channel': '{ channels: { nope: {} } }',
  'old streaming': '{ channels: { telegram: { streamMode: "partial" } } }',
  'host name as bind': '{ gateway: { bind: "0.0.0.0" } }',
  'two agents': '{ agents: { list: [{ id: "a" }, { id: "b" }] } }',
  'upper-case agent': '{ agents: { entries: { A: {} } } }',
  'retired model': '{ agents: { defaults: { model: "google/gemini-1.5-pro" } } }',
  'provider without models': '{ models: { providers: { mine: { baseUrl: "http://127.0.0.1:8000/v1" } } } }',
  'provider id with a slash':
    '{ models: { providers: { "a/b": { baseUrl: "http://127.0.0.1:8000/v1", models: [] } } } }',
  'heartbeat to nowhere': '{ agents: { defaults: { heartbeat: { target: "nowhere" } } } }',
  'search needs a plugin': '{ tools: { web: { search: { provider: "brave" } } } }',
  'secret id': '{ gateway: { auth: { token: { source: "exec", provider: "default", id: "../x" } } } }',
  'provider window': '{ models: { providers: { vllm: { contextWindow: 32768, models: [{ id: "a", name: "a" }] } } } }',
};

const rows: string[] = [];
const word = (accepted: boolean | null) => (accepted === null ? 'unsure' : accepted ? 'accepted' : 'refused');

it.skipIf(programs.length > 0)('no OpenClaw is installed here: npm run test:oracle', () => {});

describe.each(programs)('OpenClaw $release', (program) => {
  it.each(Object.entries(configs))('%s', async (name, text) => {
    const real = validate(program, text);
    const ours = await predict(text, program.release);
    rows.push(`  ${program.release.padEnd(12)}${name.padEnd(28)}${word(real.valid).padEnd(10)}${word(ours.accepted)}`);
    expect({ accepted: ours.accepted, missed: real.paths.filter((path) => !ours.paths.has(path)) }).toEqual({
      accepted: real.valid,
      missed: [],
    });
  });
});

afterAll(() => {
  if (rows.length > 0)
    process.stdout.write(`  release     config                      program   we say\n${rows.join('\n')}\n`);
});

/** `openclaw config validate --json` in folders of its own, with nothing on the path. */
function validate({ node, folder }: Program, text: string): { valid: boolean; paths: readonly string[] } {
  const home = mkdtempSync(join(tmpdir(), 'ovd-verdict-'));
  try {
    const [state, path, file] = [join(home, 'state'), join(home, 'path'), join(home, 'openclaw.json')];
    for (const empty of [state, path]) mkdirSync(empty);
    writeFileSync(file, text);
    const { SystemRoot } = process.env;
    const env = { HOME: home, USERPROFILE: home, PATH: path, OPENCLAW_STATE_DIR: state, OPENCLAW_CONFIG_PATH: file };
    const { stdout, stderr } = spawnSync(node, [join(folder, 'openclaw.mjs'), 'config', 'validate', '--json'], {
      env: { ...env, NO_PROXY: '127.0.0.1', ...(SystemRoot === undefined ? {} : { SystemRoot }) },
      encoding: 'utf8',
      timeout: 120_000,
    });
    const start = stdout.indexOf('{');
    if (start < 0) throw new Error(`no answer: ${stderr}`);
    const answer: { valid: boolean; issues?: readonly { path: string }[] } = JSON.parse(stdout.slice(start));
    const paths = (answer.issues ?? []).map((issue) => (issue.path === '' ? '<root>' : issue.path));
    return { valid: answer.valid, paths: [...new Set(paths)] };
  } finally {
    if (existsSync(home)) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
