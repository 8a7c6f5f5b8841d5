import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isObject, valueAt } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import { startSimulator } from '../../src/simulate/server.js';
import { runCli } from '../cli/run-cli.js';
import { frontOf } from './front.js';
import { installedProgram, runAgent } from './run-openclaw.js';

/** Prompt tokens a second: a first turn of 13 000 to 30 000 tokens takes 6 s and more, which stands for minutes. */
const rate = 2_200;
/** Seconds that the config waits, which stands for the two minutes of a default. */
const limit = 3;
const pong = 'the road is open';

/** Reads slowly; the front before it sees who does not wait for the answer. */
async function slowServer() {
  const simulator = await startSimulator({
    models: [{ id: 'm1', maxModelLen: 65_536 }],
    prefillTokensPerSecond: rate,
  });
  const front = await frontOf(simulator.url);
  const close = async () => {
    await front.close();
    await simulator.close();
  };
  return { ...front, close };
}

function configOf(origin: string, isOld: boolean): string {
  return `{
  // a box that reads slowly
  agents: { defaults: { model: { primary: "vllm/m1" }${isOld ? `, llm: { idleTimeoutSeconds: ${limit} }` : ''} } },
  models: { providers: { vllm: {
    baseUrl: "${origin}/v1", api: "openai-completions", apiKey: "vllm-local",${isOld ? '' : ` timeoutSeconds: ${limit},`}
    models: [{ id: "m1", name: "one", contextWindow: 65536, maxTokens: 1024 }],
  } } },
}
`;
}

const keys = {
  '2026.4.22': 'agents.defaults.llm.idleTimeoutSeconds',
  '2026.5.2': 'models.providers.vllm.timeoutSeconds',
  '2026.6.11': 'models.providers.vllm.timeoutSeconds',
  '2026.8.2': 'models.providers.vllm.timeoutSeconds',
  '2026.9.6': 'models.providers.vllm.timeoutSeconds',
} as const;

describe.each(Object.entries(keys))('a slow server and OpenClaw %s', (release, key) => {
  const program = installedProgram(release);

  it.skipIf(program === undefined)('is given up on, until the right key is raised', { timeout: 900_000 }, async () => {
    if (program === undefined) throw new Error('not installed');
    const server = await slowServer();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-slow-')));
    const file = join(folder, 'openclaw.json');
    const message = `Reply with exactly: ${pong}`;
    const agent = () => runAgent({ program, folder, file, message });
    const ovd = (command: string) =>
      runCli([...command.split(' '), '--config', file, '--openclaw-version', release], { cwd: folder });
    try {
      writeFileSync(file, configOf(server.url, key.startsWith('agents')), { mode: 0o600 });
      const told = JSON.parse((await ovd('timeouts --format json')).stdout);
      const [first] = told.layers.filter((row: { id: string }) => row.id === 'first-token');
      expect(first).toMatchObject({ key, seconds: limit, judgement: 'kills' });
      expect(first.recommended.edit).toContain(`set ${key} to `);

      const probes = server.gaveUp.length;
      const before = await agent();
      const waited = server.gaveUp.slice(probes);
      expect(before.output).not.toMatch(new RegExp(`^${pong}\\s*$`, 'm'));
      expect(waited.length, before.output.slice(-800)).toBeGreaterThan(0);
      // What we say is in force is what the program does; a loaded machine adds.
      expect(Math.min(...waited)).toBeGreaterThan(limit - 0.5);
      expect(Math.min(...waited)).toBeLessThan(limit + 2);

      const fixed = await ovd('fix --write --yes');
      expect(fixed.code, fixed.stdout + fixed.stderr).toBe(0);
      const text = readFileSync(file, 'utf8');
      const parsed = parseConfig({ file, text });
      const value = parsed.ok ? parsed.document.value : null;
      expect(isObject(value) && valueAt(value, key.split('.'))).toBeGreaterThan(limit);
      expect(text).toContain('// a box that reads slowly');

      const after = await agent();
      expect(after.output, fixed.stdout).toMatch(new RegExp(`^${pong}\\s*$`, 'm'));
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
