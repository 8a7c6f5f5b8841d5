import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokenizerJson } from '../tokens/tokenizer-file.js';
import { runCli, testFolder } from './run-cli.js';

/** Sends one turn to the server of its config, as a real OpenClaw would, with what it finds in the workspace. */
const program = `
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
const config = JSON.parse(readFileSync(process.env.OPENCLAW_CONFIG_PATH, 'utf8'));
const [provider] = Object.values(config.models.providers);
const rules = readFileSync(join(config.agents.defaults.workspace, 'AGENTS.md'), 'utf8');
const tool = { type: 'function', function: { name: 'exec', description: 'runs', parameters: { type: 'object' } } };
await fetch(provider.baseUrl + '/chat/completions', {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer ' + provider.apiKey },
  body: JSON.stringify({ model: provider.models[0].id, stream: true, tools: [tool], messages: [
    { role: 'system', content: 'You are a personal assistant running inside OpenClaw.\\n## AGENTS.md\\n' + rules },
    { role: 'user', content: process.argv.at(-1) },
  ] }),
}).then((answer) => answer.text());
`;

function install(folder: string, engines = '>=20'): string {
  const place = join(folder, 'lib', 'openclaw');
  mkdirSync(place, { recursive: true });
  const bin = { openclaw: 'openclaw.mjs' };
  const manifest = { name: 'openclaw', version: '2026.9.6', type: 'module', bin, engines: { node: engines } };
  writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(place, 'openclaw.mjs'), program);
  return place;
}

function homeWith(): string {
  const home = testFolder();
  const workspace = join(home, 'notes');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'AGENTS.md'), '# Rules\n\nthe the the\n');
  const model = { id: 'm1', name: 'one', contextWindow: 32_768, maxTokens: 1024 };
  const config = {
    agents: { defaults: { model: { primary: 'vllm/m1' }, workspace } },
    models: {
      providers: {
        vllm: {
          baseUrl: 'http://10.255.255.1:8000/v1',
          api: 'openai-completions',
          apiKey: 'sk-of-nobody-0123456789abcdef',
          models: [model],
        },
      },
    },
  };
  mkdirSync(join(home, '.openclaw'));
  writeFileSync(join(home, '.openclaw', 'openclaw.json'), JSON.stringify(config));
  chmodSync(join(home, '.openclaw', 'openclaw.json'), 0o600);
  return home;
}

const onlyUnix = process.platform === 'win32';

describe('ovd capture', () => {
  it.skipIf(onlyUnix)('runs the program against a recorder, and keeps the request for budget and doctor', async () => {
    const home = homeWith();
    const openclaw = install(home);
    writeFileSync(join(home, 'tokenizer.json'), JSON.stringify(tokenizerJson(['t h', 'th e', 'Ġ the'])));
    const env = { XDG_STATE_HOME: join(home, 'state') };
    const args = ['capture', '--openclaw', openclaw, '--node', process.execPath];
    const { stdout, stderr, code } = await runCli([...args, '--tokenizer', 'tokenizer.json'], { cwd: home, env });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('captured the first turn');
    expect(stdout).toMatch(/size {2}[\d ]+ tokens, between [\d ]+ and [\d ]+ \(tokenizer\.json of/);
    expect(stdout + stderr).not.toContain('sk-of-nobody');
    expect(stdout).not.toContain('the the the');

    const folder = join(home, 'state', 'openclaw-vllm-doctor', 'captures');
    const [name = ''] = readdirSync(folder);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toContain('the the the');
    expect(text).not.toContain('sk-of-nobody');
    expect(existsSync(join(home, '.openclaw', 'agents'))).toBe(false);

    const budget = await runCli(['budget', '--offline', '--openclaw-version', '2026.9.6', '--format', 'json'], {
      cwd: home,
      env,
    });
    const [first] = JSON.parse(budget.stdout).budgets;
    expect(first.source.kind).toBe('capture');
    expect(first.parts.eachTool.map((tool: { name: string }) => tool.name)).toEqual(['exec']);
    expect(first.parts.files.map((file: { name: string }) => file.name)).toEqual(['AGENTS.md']);
  });

  it('says what is missing: OpenClaw, the Node that it needs, a tokenizer that is none', async () => {
    const home = homeWith();
    const none = await runCli(['capture', '--openclaw', join(home, 'nowhere')], { cwd: home });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('nowhere');
    const old = await runCli(['capture', '--openclaw', install(home, '>=99')], { cwd: home });
    expect(old.code).toBe(2);
    expect(old.stderr).toContain('99');
    const wrong = await runCli(['capture', '--openclaw', install(home), '--tokenizer', '.openclaw/openclaw.json'], {
      cwd: home,
    });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('not a tokenizer.json');
  });
});
