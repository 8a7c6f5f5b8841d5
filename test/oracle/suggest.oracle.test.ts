import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServerDesk } from '../../src/facts/server-facts.js';
import { askServer } from '../../src/probe/ask-server.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import { startSimulator } from '../../src/simulate/server.js';
import type { SimulatorOptions } from '../../src/simulate/types.js';
import { draftConfig } from '../../src/suggest/draft.js';
import { settle } from '../../src/suggest/settle.js';
import { forecastTurn } from '../../src/suggest/turns.js';
import { installedProgram, type Program, runAgent } from './run-openclaw.js';

let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch({ connectTimeoutMs: 2_000 });
});
afterAll(() => production.close());

const said = 'the block fits';

/** Servers that want something special, and one that does not; `works`: with the block that is suggested for them. */
const cells: readonly { name: string; options: Partial<SimulatorOptions>; works: readonly string[] }[] = [
  { name: 'nothing special', options: {}, works: ['2026.4.22', '2026.9.6'] },
  { name: 'strings only', options: { stringContentOnly: true }, works: ['2026.4.22', '2026.9.6'] },
  { name: 'no developer role', options: { template: ['no-developer'] }, works: ['2026.4.22', '2026.9.6'] },
  { name: 'refuses store', options: { refusedFields: ['store'] }, works: ['2026.4.22', '2026.9.6'] },
  { name: 'wants max_tokens', options: { refusedFields: ['max_completion_tokens'] }, works: ['2026.4.22', '2026.9.6'] },
  { name: 'roles must alternate', options: { rolesMustAlternate: true }, works: ['2026.4.22'] },
  { name: 'no tool flags', options: { tools: false }, works: [] },
  {
    name: 'a small window',
    options: { models: [{ id: 'm1', maxModelLen: 32_768 }] },
    works: ['2026.4.22', '2026.9.6'],
  },
];
const only = process.env['OVD_ORACLE_ONLY'];
const chosen = cells.filter(({ name }) => only === undefined || name.includes(only));

describe.each(['2026.9.6', '2026.4.22'])('the block that is suggested for OpenClaw %s', (release) => {
  const program = installedProgram(release);

  it.skipIf(program === undefined).each(chosen)('$name', { timeout: 400_000 }, async ({ options, works }) => {
    if (program === undefined) throw new Error('not installed');
    const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 131_072 }], ...options });
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ovd-oracle-')));
    const desk = createServerDesk({ timeoutMs: 10_000 });
    try {
      const target = { provider: 'server', baseUrl: simulator.baseUrl, modelId: 'm1', headers: {}, secrets: [] };
      const report = await askServer(target, { fetch: production.fetch, timeoutMs: 10_000, level: 'standard' });
      const forecast = await forecastTurn(report, release, { platform: process.platform });
      const window = report.models.ok ? report.models.value[0]?.maxModelLen : undefined;
      const draft = draftConfig({
        providerId: 'vllm',
        baseUrl: simulator.baseUrl,
        modelId: 'm1',
        window,
        keyName: undefined,
      });
      const { value } = await settle({ draft, desk, env: {}, platform: process.platform, openclawVersion: release });
      const file = join(folder, 'openclaw.json');
      writeFileSync(file, JSON.stringify(value));
      expect(validates(program, folder, file)).toBe(true);
      const { output } = await runAgent({
        program,
        folder,
        file,
        message: `Reply with exactly: ${said}`,
        timeoutMs: 200_000,
      });
      const answered = new RegExp(`^${said}\\s*$`, 'm').test(output);
      expect(answered, `${JSON.stringify(value)}\n${output.slice(-800)}`).toBe(works.includes(release));
      expect(forecast.verdict === 'works' || forecast.verdict === 'changed', JSON.stringify(forecast)).toBe(answered);
    } finally {
      await desk.close();
      await simulator.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

function validates({ folder: packageFolder, node }: Program, folder: string, file: string): boolean {
  const run = spawnSync(node, [join(packageFolder, 'openclaw.mjs'), 'config', 'validate', '--json'], {
    cwd: folder,
    env: {
      PATH: [dirname(node), '/usr/bin', '/bin'].join(':'),
      HOME: folder,
      OPENCLAW_STATE_DIR: folder,
      OPENCLAW_CONFIG_PATH: file,
      NO_PROXY: '127.0.0.1',
    },
    encoding: 'utf8',
    timeout: 120_000,
  });
  return JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))).valid === true;
}
