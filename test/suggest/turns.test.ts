import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../../src/probe/ask-server.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import { startSimulator } from '../../src/simulate/server.js';
import { forecastTurn } from '../../src/suggest/turns.js';
import { profileCells } from '../oracle/profile-cells.js';

let production: ProductionFetch;
beforeAll(async () => {
  production = await productionFetch({ connectTimeoutMs: 2_000 });
});
afterAll(() => production.close());

const platform = 'linux';

/** One of each kind, so that the run stays short; OVD_ORACLE_ALL=1 takes them all. */
const short = [
  'vLLM 0.25.1',
  'llama.cpp',
  'LiteLLM',
  'no tool flags',
  'roles must alternate',
  'strings only',
  'no developer role',
  'no system role',
  'refuses store',
  'wants max_tokens',
];
const chosen = profileCells.filter(
  ({ name, row }) => row === undefined && (process.env['OVD_ORACLE_ALL'] === '1' || short.includes(name)),
);

/** The table says what the real programs did with the plainest config; some profiles need a key of `compat`, and get it. */
describe.concurrent('what is said of a turn, beside what the real program did', () => {
  it.each(chosen)('$name', async ({ options, answers }) => {
    const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 131_072 }], ...options });
    try {
      const target = { provider: 'server', baseUrl: simulator.baseUrl, modelId: 'm1', headers: {}, secrets: [] };
      const report = await askServer(target, { fetch: production.fetch, timeoutMs: 10_000, level: 'standard' });
      for (const release of ['2026.4.22', '2026.9.6'] as const) {
        const { verdict, changes, causes } = await forecastTurn(report, release, { platform });
        expect(verdict === 'works', `${release}: ${verdict} ${[...changes, ...causes].join('; ')}`).toBe(
          answers[release],
        );
        expect(verdict).not.toBe('unknown');
        if (verdict === 'fails') expect(causes).not.toEqual([]);
        if (verdict === 'changed') expect(changes).not.toEqual([]);
      }
    } finally {
      await simulator.close();
    }
  });

  it('has the rows that it names', () => {
    expect(short.filter((name) => !profileCells.some((cell) => cell.name === name))).toEqual([]);
  });

  it('does not know what it did not ask', async () => {
    const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 131_072 }] });
    const target = { provider: 'server', baseUrl: simulator.baseUrl, modelId: 'm1', headers: {}, secrets: [] };
    const report = await askServer(target, { fetch: production.fetch, timeoutMs: 10_000, level: 'quick' });
    expect((await forecastTurn(report, '2026.9.6', { platform })).verdict).toBe('unknown');
    await simulator.close();
    const dead = await askServer(target, { fetch: production.fetch, timeoutMs: 10_000, level: 'quick' });
    expect((await forecastTurn(dead, '2026.9.6', { platform })).verdict).toBe('fails');
  });
});
