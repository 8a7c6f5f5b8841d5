import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, testFolder } from './run-cli.js';

const config = `{
  // waits long for a slow machine
  agents: { defaults: { model: "vllm/m", llm: { idleTimeoutSeconds: 600 } } },
  models: { providers: { vllm: { baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "local-key",
    models: [{ id: "m", name: "M", contextWindow: 131072, maxTokens: 8192 }] } } },
  tools: { exec: { timeoutSec: 60 } },
}
`;

function ovd(command: string, way: string, ...more: readonly string[]) {
  const cwd = testFolder();
  writeFileSync(join(cwd, 'c.json5'), config);
  const run = runCli([command, '--config', 'c.json5', '--offline', '--openclaw-version', way, ...more], { cwd });
  return run.then((done) => ({ ...done, text: readFileSync(join(cwd, 'c.json5'), 'utf8') }));
}

describe('a way from one release to another', () => {
  it('is shown stop by stop', async () => {
    const { stdout, code } = await ovd('doctor', '2026.4.22..2026.9.6', '--only', 'schema');
    expect(code).toBe(1);
    const [, block = ''] = /\n(way from[\s\S]*?)\n\n/.exec(stdout) ?? [];
    expect(block.split('\n').map((line) => line.trimEnd())).toEqual([
      'way from 2026.4.22 to 2026.9.6',
      '✔ 2026.4.22    accepts it',
      '✔ 2026.4.29    repairs agents.defaults.llm while it loads the file',
      '✖ 2026.5.2     move agents.defaults.llm.idleTimeoutSeconds to timeoutSeconds of',
      '               models.providers.vllm',
      '✖ 2026.8.2     rename tools.exec.timeoutSec to timeoutSeconds',
      '✖ 2026.9.6     refuses nothing more',
      expect.stringMatching(/^ {2}\d values mean something else at its end$/),
    ]);
    expect(stdout).toContain('limit of compaction: 900 s in 2026.4.22, 180 s in 2026.9.6');
  });

  it('is a fact of the JSON report', async () => {
    const { stdout } = await ovd('doctor', '2026.4.22..2026.9.6', '--format', 'json');
    const { facts } = JSON.parse(stdout);
    expect(facts.way.value).toMatchObject({ from: '2026.4.22', to: '2026.9.6' });
    expect(facts.way.value.stops.map(({ release }: { release: string }) => release)).toContain('2026.7.1');
  });

  it('is gone by fix, comments and values kept', async () => {
    const { text, code } = await ovd('fix', '2026.4.22..2026.9.6', '--only', 'schema', '--write', '--yes');
    expect(code).toBe(0);
    expect(text).toContain('// waits long for a slow machine');
    expect(text).toMatch(/timeoutSeconds: 600/);
    expect(text).toContain('tools: { exec: { timeoutSeconds: 60 } }');
  });

  it.each([
    ['foo..bar', "'foo' is not a release"],
    ['2026.9.6..2026.4.22', 'goes backwards'],
    ['2026.4.22..', "'' is not a release"],
  ])('is refused with a hint: %s', async (way, problem) => {
    const { stderr, stdout, code } = await ovd('doctor', way);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/2026\.4\.22\.\.latest/);
  });
});
