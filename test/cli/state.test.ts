import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, testFolder } from './run-cli.js';

const secret = 'fake-Zx81-not-a-key';
const config = `{
  agents: { defaults: { model: { primary: "vllm/m1" } } },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "fake-new-key",
    models: [{ id: "m1", name: "m1", contextWindow: 131072, maxTokens: 4096 }],
  } } },
}`;

function stateFolder(): string {
  const folder = testFolder();
  const files = {
    'openclaw.json': config,
    'agents/main/agent/auth-profiles.json': JSON.stringify({
      version: 1,
      profiles: { 'vllm:default': { type: 'api_key', provider: 'vllm', key: secret } },
    }),
    'agents/main/agent/models.json': JSON.stringify({
      providers: { vllm: { baseUrl: `http://me:${secret}@10.0.0.3:8000/v1`, apiKey: secret, models: [{ id: 'm1' }] } },
    }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o600);
  }
  return folder;
}

interface Report {
  readonly findings: readonly { readonly checkId: string; readonly severity: string }[];
  readonly facts: { readonly state: { readonly ok: boolean; readonly reason?: string } };
}

async function findingsOf(args: readonly string[], env: Readonly<Record<string, string>>) {
  const run = await runCli([...args, '--offline', '--format', 'json'], { env });
  expect(run.stdout).not.toContain(secret);
  const report = JSON.parse(run.stdout) as Report;
  const about = report.findings.filter(({ checkId }) => /^(?:state|agent|auth)\//.test(checkId));
  return { report, about: about.map(({ checkId, severity }) => `${severity} ${checkId}`), code: run.code };
}

describe('the state folder', () => {
  it('tells 2026.4.22 whose key is sent', async () => {
    const { about, code } = await findingsOf(['--openclaw-version', '2026.4.22'], {
      OPENCLAW_STATE_DIR: stateFolder(),
    });
    expect(about).toEqual([
      'warning state/auth-profile-wins',
      'info state/models-json-stale',
      'info state/secret-in-models-json',
    ]);
    expect(code).toBe(0);
  });

  it('stops 2026.9.6', async () => {
    const { about, code } = await findingsOf(['--openclaw-version', '2026.9.6'], { OPENCLAW_STATE_DIR: stateFolder() });
    expect(about).toEqual([
      'error state/auth-profiles-leftover',
      'info state/models-json-stale',
      'info state/secret-in-models-json',
    ]);
    expect(code).toBe(1);
  });

  it('is left alone for a config that stands elsewhere', async () => {
    const other = join(testFolder(), 'other.json');
    writeFileSync(other, config);
    const { report, about } = await findingsOf(['--config', other], {});
    expect(about).toEqual([]);
    expect(report.facts.state).toEqual({ ok: false, reason: 'the state folder of this config is not known' });
  });

  it.each(['pretty', 'compact'])('keeps its secrets: %s', async (format) => {
    const env = { OPENCLAW_STATE_DIR: stateFolder() };
    const run = await runCli(['--offline', '--verbose', '--format', format, '--openclaw-version', '2026.4.22'], {
      env,
    });
    expect(run.stdout).toContain('state/auth-profile-wins');
    expect(run.stdout + run.stderr).not.toContain(secret);
  });
});
