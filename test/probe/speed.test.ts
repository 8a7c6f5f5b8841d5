import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/probe/client.js';
import { askSpeed, confirmSpeed, foretold, freshText } from '../../src/probe/speed.js';
import { startSimulator } from '../../src/simulate/server.js';
import type { Simulator } from '../../src/simulate/types.js';
import { target } from './target.js';
import { type Machine, seeded, virtualTime } from './virtual-time.js';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 32_768 }] });
});
afterAll(() => simulator.close());

const home = { fixedMs: 80, prefillTokensPerSecond: 3000, decodeTokensPerSecond: 40 };

async function measure(machine: Machine, request: { timeoutMs?: number } = {}) {
  const { fetch, now } = virtualTime(machine);
  const client = createClient(target(simulator.baseUrl), { fetch, now, timeoutMs: 60_000 });
  const question = { model: 'm1', maxModelLen: 32_768, random: machine.random, now, ...request };
  const answer = await askSpeed(client, question);
  if (!answer.ok) throw new Error(answer.failure.message);
  return { speed: answer.value, client, question };
}

const longest = (samples: readonly { readonly promptTokens: number }[]) =>
  Math.max(...samples.map(({ promptTokens }) => promptTokens));

describe('askSpeed', () => {
  it('foretells the first token at four times the probed length within 15 %, in 20 runs with noise', async () => {
    const off: number[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seeded(seed);
      const machine = {
        fixedMs: 20 + 300 * random(),
        prefillTokensPerSecond: 10 ** (2 + 2 * random()),
        decodeTokensPerSecond: 40,
      };
      const { speed } = await measure({ ...machine, noise: 0.05, waits: 0.05, random });
      const tokens = 4 * longest(speed.samples);
      const real = machine.fixedMs + (1000 * tokens) / machine.prefillTokensPerSecond;
      off.push(Math.abs((foretold(speed, tokens) ?? 0) / real - 1));
    }
    expect(off.filter((share) => share > 0.15)).toEqual([]);
  });

  it('tells rates and fixed cost of a machine without noise', async () => {
    const { speed } = await measure({ ...home, random: seeded(1) });
    expect(speed.prefillTokensPerSecond).toBeGreaterThan(2_950);
    expect(speed.prefillTokensPerSecond).toBeLessThan(3_050);
    expect(Math.abs(speed.fixedMs - home.fixedMs)).toBeLessThan(5);
    expect(speed.decodeTokensPerSecond).toBeGreaterThan(38);
    expect(speed.decodeTokensPerSecond).toBeLessThan(42);
    expect(speed.secondsPerTokenSquared).toBeUndefined();
    expect(speed.prefillRange?.[0]).toBeLessThanOrEqual(speed.prefillTokensPerSecond ?? 0);
    expect(longest(speed.samples)).toBeGreaterThan(2_400);
  });

  it('asks a slow machine for less, and still learns its rate', async () => {
    const { speed } = await measure({ ...home, prefillTokensPerSecond: 20, random: seeded(2) }, { timeoutMs: 10_000 });
    expect(longest(speed.samples)).toBeLessThan(200);
    expect(speed.prefillTokensPerSecond).toBeGreaterThan(19);
    expect(speed.prefillTokensPerSecond).toBeLessThan(21);
  });

  it('sends no prompt that begins like another', async () => {
    const { speed } = await measure({ ...home, random: seeded(3) });
    const begins = simulator.requests.slice(-speed.samples.length).flatMap(({ body }) => {
      const text = /"content":"([^"]{24})/.exec(JSON.stringify(body ?? null))?.[1];
      return text === undefined ? [] : [text];
    });
    expect(begins.length).toBeGreaterThan(4);
    expect(new Set(begins).size).toBe(begins.length);
  });
});

describe('confirmSpeed', () => {
  it('holds one long request against what was foretold', async () => {
    const { speed, client, question } = await measure({ ...home, random: seeded(4) });
    const answer = await confirmSpeed(client, question, { speed, tokens: 20_000 });
    if (!answer.ok) throw new Error(answer.failure.message);
    const { confirmed } = answer.value;
    expect(confirmed?.promptTokens).toBeGreaterThan(19_500);
    expect(Math.abs((confirmed?.predictedMs ?? 0) / (confirmed?.firstTokenMs ?? 1) - 1)).toBeLessThan(0.05);
    expect(answer.value.samples).toHaveLength(speed.samples.length + 1);
  });

  it('finds that attention over a long prompt takes its share', async () => {
    const { speed, client, question } = await measure({ ...home, square: 1e-7, random: seeded(5) });
    const answer = await confirmSpeed(client, question, { speed, tokens: 16_000 });
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.secondsPerTokenSquared).toBeGreaterThan(0.8e-7);
    expect(answer.value.secondsPerTokenSquared).toBeLessThan(1.2e-7);
    const real = home.fixedMs + (1000 * 30_000) / home.prefillTokensPerSecond + 1000 * 1e-7 * 30_000 ** 2;
    expect(Math.abs((foretold(answer.value, 30_000) ?? 0) / real - 1)).toBeLessThan(0.15);
  });
});

describe('freshText', () => {
  it('differs from its beginning on, and depends on the seed alone', () => {
    expect(freshText(10, seeded(7))).toBe(freshText(10, seeded(7)));
    expect(freshText(10, seeded(7)).slice(0, 40)).not.toBe(freshText(10, seeded(8)).slice(0, 40));
    expect(freshText(600, seeded(7)).split(' ').length - freshText(0, seeded(7)).split(' ').length).toBe(600);
  });
});
