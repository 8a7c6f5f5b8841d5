import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../../src/probe/ask-server.js';
import { type ProductionFetch, productionFetch } from '../../src/probe/production-fetch.js';
import { parseLife, restartBetween } from '../../src/probe/restart.js';
import { startSimulator } from '../../src/simulate/server.js';
import type { Simulator, SimulatorOptions } from '../../src/simulate/types.js';
import { target } from './target.js';

const text = (started: string | undefined, served: number) =>
  [
    ...(started === undefined ? [] : [`process_start_time_seconds ${started}`]),
    `vllm:prompt_tokens_total{engine="0",model_name="m1"} ${served}.0`,
    'vllm:num_requests_running{engine="0",model_name="m1"} 3.0',
  ].join('\r\n');

describe('restartBetween', () => {
  const before = parseLife(text('1.76000000012e+09', 900), 1_760_000_500);

  it('sees a process that began after the first look', () => {
    expect(restartBetween(before, parseLife(text('1.7600006e+09', 0), 1_760_000_620), false)).toEqual({
      sure: true,
      proof: ['GET /metrics, process_start_time_seconds: 2025-10-09T08:53:20Z before, 2025-10-09T09:03:20Z after'],
    });
  });

  it.each([
    ['the same process', text('1.76000000012e+09', 950)],
    ['another replica, older', text('1.7599e+09', 3)],
    ['another replica, younger, but there before', text('1.76000030e+09', 3)],
    ['no metrics any more', ''],
  ])('is silent: %s', (_, after) => {
    expect(restartBetween(before, parseLife(after, 1_760_000_620), true)).toBeUndefined();
  });

  it('takes fallen counts for a restart only beside a lost request', () => {
    const [first, second] = [parseLife(text(undefined, 900), 1), parseLife(text(undefined, 4), 2)];
    expect(restartBetween(first, second, false)).toBeUndefined();
    expect(restartBetween(first, second, true)).toEqual({
      sure: false,
      proof: ['GET /metrics, vllm:prompt_tokens_total: 900 before, 4 after'],
    });
  });
});

describe('askServer', () => {
  let production: ProductionFetch;
  let simulator: Simulator | undefined;
  beforeAll(async () => {
    production = await productionFetch();
  });
  afterEach(() => simulator?.close());
  afterAll(() => production.close());

  const ask = async (options: Partial<SimulatorOptions>) => {
    simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 16384 }], ...options });
    return askServer(target(simulator.baseUrl), { fetch: production.fetch, timeoutMs: 10_000 });
  };

  it('tells a restart in the middle', async () => {
    const report = await ask({ faults: [{ kind: 'restart', times: 1 }] });
    expect(report.restart).toMatchObject({ sure: true });
    expect(report.restart?.proof.at(-1)).toMatch(/^GET \/metrics, process_start_time_seconds: .* before, .* after$/);
  });

  it('tells it of a server without metrics by the port that closed', async () => {
    const report = await ask({ server: 'llama.cpp', release: 'b11549', faults: [{ kind: 'restart' }] });
    expect(report.chat.ok).toBe(false);
    expect(report.restart).toMatchObject({ sure: false });
  });

  it('says nothing of a server that goes on, or that stays away', async () => {
    expect((await ask({})).restart).toBeUndefined();
    await simulator?.close();
    expect((await ask({ faults: [{ kind: 'crash', times: 1 }] })).restart).toBeUndefined();
  });
});
