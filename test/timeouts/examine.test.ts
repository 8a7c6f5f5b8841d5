import { describe, expect, it } from 'vitest';
import { applyOps } from '../../src/config/edit.js';
import { terminalFor } from '../../src/report/terminal.js';
import { displayWidth } from '../../src/report/text.js';
import { timeoutsReport } from '../../src/report/timeouts.js';
import type { Scenario } from '../../src/rules/scenario.js';
import { examineTimeouts } from '../../src/timeouts/examine.js';
import { oneModel } from '../rules/configs.js';
import { factsOf } from '../rules/scenario-facts.js';

async function examined(config: string, scenario: Scenario, firstTokenSeconds?: number) {
  const { facts, document } = await factsOf(config, scenario);
  const { config: value, effective, release, servers, prompts } = facts;
  if (!value.ok || !effective.ok || !release.ok || document === undefined) throw new Error('the config does not parse');
  const found = examineTimeouts({
    config: value.value,
    effective: effective.value,
    traits: release.value.traits,
    version: release.value.version,
    servers: servers.ok ? servers.value : undefined,
    prompts: prompts.ok ? prompts.value : undefined,
    firstTokenSeconds,
  });
  const layer = (id: string) => {
    const row = found.layers.find((candidate) => candidate.id === id);
    if (row === undefined) throw new Error(`no layer ${id}`);
    return row;
  };
  return { ...found, layer, document };
}

const slow: Scenario = {
  server: {
    served: [{ id: 'm1', maxModelLen: 32_768 }],
    speed: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10, fixedMs: 500, samples: [] },
  },
  prompt: 15_286,
};

describe('the first token', () => {
  it.each([
    ['2026.4.22', 120, 'kills', 'agents.defaults.llm.idleTimeoutSeconds'],
    ['2026.5.2', 120, 'kills', 'models.providers.vllm.timeoutSeconds'],
    ['2026.7.1', 300, 'fine', 'models.providers.vllm.timeoutSeconds'],
    ['2026.9.6', 300, 'fine', 'models.providers.vllm.timeoutSeconds'],
  ])('in %s: %i s, %s, set by %s', async (release, seconds, judgement, key) => {
    const { layer } = await examined(oneModel(), { release }, 150);
    expect(layer('first-token')).toMatchObject({ seconds, judgement, key, expected: 150 });
    expect(layer('first-token').recommended?.edit).toBe(judgement === 'kills' ? `set ${key} to 240` : undefined);
  });

  it('has no limit on local hosts in 2026.6.11', async () => {
    const { layer } = await examined(oneModel(), { release: '2026.6.11' }, 150);
    expect(layer('first-token')).toMatchObject({ seconds: null, judgement: 'harmless' });
  });

  it('is predicted from the measured speed, with its arithmetic', async () => {
    const { paces, layer } = await examined(oneModel(), { ...slow, release: '2026.4.22' });
    expect(paces).toMatchObject([
      { ref: 'vllm/m1', source: 'measured', proof: '0.5 s + 15286 tokens / 100 per s = 153 s' },
    ]);
    expect(paces[0]?.firstToken).toBeCloseTo(153.36);
    expect(paces[0]?.wholeAnswer).toBeCloseTo(153.36 + 409.6);
    expect(layer('first-token')).toMatchObject({ judgement: 'kills', recommended: { seconds: 510 } });
    expect(layer('agent-command')).toMatchObject({ seconds: 600, judgement: 'tight' });
  });

  it.each(['2026.4.22', '2026.9.6'])('is no longer cut off in %s after the recommended edit', async (release) => {
    const before = await examined(oneModel(), { release }, 400);
    const edited = applyOps(before.document, before.layer('first-token').recommended?.ops ?? []);
    if (!edited.ok) throw new Error(edited.reason);
    const after = await examined(edited.document.text, { release }, 400);
    expect(before.layer('first-token').judgement).toBe('kills');
    expect(after.layer('first-token')).toMatchObject({ seconds: 600, judgement: 'fine' });
    expect(after.document.text).toContain('// from the model card');
  });

  it('needs the limit of the run raised too, where that is lower', async () => {
    const { layer } = await examined(oneModel({ agents: 'timeoutSeconds: 200' }), { release: '2026.9.6' }, 400);
    expect(layer('first-token').recommended?.ops).toHaveLength(2);
    expect(layer('run')).toMatchObject({
      judgement: 'kills',
      seconds: 200,
      path: ['agents', 'defaults', 'timeoutSeconds'],
    });
  });
});

it('tells which keys a release has, and which of the others are written', async () => {
  const { layer } = await examined(oneModel({ agents: 'llm: { idleTimeoutSeconds: 600 }' }), { release: '2026.9.6' });
  expect(layer('first-token').keys).toEqual([
    {
      key: 'agents.defaults.llm.idleTimeoutSeconds',
      valid: false,
      written: 600,
      releases: '2026.3.31 to 2026.4.22',
    },
    { key: 'models.providers.vllm.timeoutSeconds', valid: true },
  ]);
  expect(layer('exec')).toMatchObject({ key: 'tools.exec.timeoutSeconds', seconds: 1800 });
  const older = await examined(oneModel({ rest: '\n  tools: { exec: { timeoutSec: 90 } },' }), { release: '2026.7.1' });
  expect(older.layer('exec')).toMatchObject({ key: 'tools.exec.timeoutSec', seconds: 90 });
});

it('compaction has 900 s in 2026.4.22, and 180 s in 2026.9.6', async () => {
  const [old, now] = await Promise.all(
    ['2026.4.22', '2026.9.6'].map((release) => examined(oneModel(), { ...slow, release })),
  );
  expect(old?.layer('compaction')).toMatchObject({ seconds: 900, judgement: 'fine' });
  expect(now?.layer('compaction')).toMatchObject({
    seconds: 180,
    judgement: 'kills',
    recommended: { ops: [{ path: ['agents', 'defaults', 'compaction', 'timeoutSeconds'], value: 510 }] },
  });
});

it('judges programs in between by their defaults, and never as surely there', async () => {
  const { layer } = await examined(oneModel(), { release: '2026.9.6' }, 80);
  expect(layer('nginx')).toMatchObject({ present: 'maybe', judgement: 'kills', recommended: { ops: [] } });
  expect(layer('nginx').recommended?.edit).toContain('proxy_read_timeout 120s');
  expect(layer('cloudflare')).toMatchObject({ judgement: 'tight' });
  expect(layer('traefik')).toMatchObject({ seconds: null, judgement: 'harmless' });
});

it('says that agent.wait ends no run', async () => {
  const { layer, answers } = await examined(oneModel(), { release: '2026.4.22' }, 150);
  expect(layer('agent-wait')).toMatchObject({ seconds: 30, judgement: 'harmless' });
  expect(answers).toHaveLength(3);
  expect(answers[2]?.answer.join(' ')).toContain('The run goes on');
});

it('judges nothing of which it knows no speed', async () => {
  const { paces, layers } = await examined(oneModel(), { release: '2026.9.6' });
  expect(paces).toEqual([]);
  expect(new Set(layers.map(({ judgement }) => judgement))).toEqual(new Set(['unknown', 'harmless']));
});

it('cuts what no timer of Node can count', async () => {
  const config = oneModel({ agents: 'timeoutSeconds: 3000000000' });
  const { layer } = await examined(config, { release: '2026.9.6' }, 150);
  expect(layer('run').seconds).toBe(2_147_000);
});

it.each([
  ['2026.4.22', { llm: { idleTimeoutSeconds: 0.5 }, timeoutSeconds: 200 }],
  ['2026.9.6', { timeoutSeconds: 200, heartbeat: { timeoutSeconds: 45 }, compaction: { timeoutSeconds: 20 } }],
  ['2026.9.6', { timeoutSeconds: -1, subagents: { runTimeoutSeconds: 30 } }],
])('keeps the screen of %s within 80 columns, whatever is set: %j', async (release, defaults) => {
  const found = await examined(oneModel({ agents: JSON.stringify(defaults).slice(1, -1) }), { release }, 150);
  const terminal = terminalFor({ columns: 80 }, { LANG: 'C.UTF-8' }, 'linux', {});
  const head = { tool: '0.1.0', config: 'openclaw.json', version: release, source: '--openclaw-version' };
  for (const verbose of [false, true]) {
    const screen = timeoutsReport(found, head, { terminal, verbose });
    for (const line of screen.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    expect(screen).not.toMatch(/NaN|undefined| -\d+ s/);
  }
});
