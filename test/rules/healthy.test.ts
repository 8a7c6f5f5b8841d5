import { describe, expect, it } from 'vitest';
import { allRules } from '../../src/rules/index.js';
import { runRules } from '../../src/rules/run-rules.js';
import type { Scenario } from '../../src/rules/scenario.js';
import { oneModel } from './configs.js';
import { configFile, factsOf } from './scenario-facts.js';

async function complaints(config: string, scenario: Scenario) {
  const { facts, document } = await factsOf(config, scenario);
  const { findings, outcomes } = runRules(allRules, facts, { file: configFile, ...(document && { document }) });
  expect(outcomes.filter(({ state }) => state === 'crashed')).toEqual([]);
  const loud = findings.filter(({ severity }) => severity !== 'info');
  // Of all releases this one asks nobody for usage, not even the id vllm: no setup is quite healthy there.
  const usual = loud.filter(({ ruleId }) => scenario.release !== '2026.5.2' || ruleId !== 'compat/usage-not-asked');
  return usual.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

/** Tokens of a first turn with default tools, as measured. */
const firstTurns = {
  '2026.4.22': 15286,
  '2026.5.2': 15017,
  '2026.5.12': 17380,
  '2026.6.11': 20202,
  '2026.7.1': 20147,
  '2026.8.2': 27331,
  '2026.9.1': 27629,
  '2026.9.6': 13289,
};

const answers = {
  served: [{ id: 'm1', maxModelLen: 131072 }],
  openWithoutKey: true,
  speed: { prefillTokensPerSecond: 2000, fixedMs: 100, samples: [] },
};

describe.each(Object.entries(firstTurns))('a healthy setup on %s: no error, no warning', (release, prompt) => {
  const row = 'contextWindow: 131072, maxTokens: 8192';
  const asked = { release, prompt, server: answers };

  it('one model on this machine', async () => {
    expect(await complaints(oneModel({ row }), asked)).toEqual([]);
  });

  it('offline', async () => {
    expect(await complaints(oneModel({ row }), { release, prompt })).toEqual([]);
    expect(await complaints(oneModel({ row }), { release })).toEqual([]);
  });

  it('a key from the environment', async () => {
    const env = { VLLM_API_KEY: 'not-a-real-key' };
    for (const apiKey of ['VLLM_API_KEY', `$\{VLLM_API_KEY}`]) {
      const block = `api: "openai-completions", apiKey: "${apiKey}"`;
      expect(await complaints(oneModel({ row, block }), { ...asked, env })).toEqual([]);
    }
  });

  it('a smaller window than served, on purpose', async () => {
    const smaller = 'contextWindow: 98304, maxTokens: 4096';
    expect(await complaints(oneModel({ row: smaller }), asked)).toEqual([]);
  });

  it('a row without maxTokens, a trailing slash', async () => {
    const plain = oneModel({ row: 'contextWindow: 131072', baseUrl: 'http://127.0.0.1:8000/v1/' });
    expect(await complaints(plain, asked)).toEqual([]);
  });

  it('a private address', async () => {
    const blocked = release === '2026.5.12' ? ', request: { allowPrivateNetwork: true }' : '';
    const block = `api: "openai-completions", apiKey: "vllm-local"${blocked}`;
    expect(await complaints(oneModel({ row, block, baseUrl: 'http://192.168.1.20:8000/v1' }), asked)).toEqual([]);
  });

  it('no model server at all', async () => {
    expect(await complaints('{ agents: { defaults: { model: { primary: "openai/gpt-5.4" } } } }', { release })).toEqual(
      [],
    );
    expect(await complaints('{}', { release })).toEqual([]);
  });
});

it('a dead server gives one finding, not five', async () => {
  for (const release of ['2026.4.22', '2026.9.6']) {
    const dead = { release, server: { fails: { kind: 'refused' as const } } };
    const found = await complaints(oneModel({ row: 'contextWindow: 131072, maxTokens: 8192' }), dead);
    expect(found).toEqual(["network/refused: 127.0.0.1:8000 refuses the connection of provider 'vllm'"]);
  }
});
