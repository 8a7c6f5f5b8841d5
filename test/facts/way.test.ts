import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.js';
import { formatPath } from '../../src/config/path.js';
import type { Verdict, Way } from '../../src/facts/types.js';
import { wayOf } from '../../src/facts/way.js';
import { judge } from '../../src/schema/verdict.js';

const nothingSet = { lookup: () => ({ state: 'unset' as const }), secretOf: () => undefined };

async function way(text: string, from = '2026.4.22', to = '2026.9.6'): Promise<Way> {
  const parsed = parseConfig({ file: 'openclaw.json', text });
  if (!parsed.ok) throw new Error(parsed.failure.problem);
  const { value } = parsed.document;
  const verdictOf = (release: string): Promise<Verdict> => judge({ value, release, exists: () => true });
  return wayOf({ from, to, value, written: value, environment: nothingSet, verdictOf });
}

const told = ({ changes }: Way) => changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`);
const vllm = (defaults: string, more = '', model = '') => `{
  agents: { defaults: { model: "vllm/m", ${defaults} } },
  models: { providers: { vllm: { baseUrl: "http://192.168.1.20:8000/v1", api: "openai-completions", apiKey: "k", ${more}
    models: [{ id: "m", name: "M", contextWindow: 131072, maxTokens: 65536, ${model} }] } } },
}`;

describe('the stops of a way', () => {
  it('name each thing at the first release that refuses it, with what becomes of it', async () => {
    const { stops } = await way(`{
      meta: { lastTouchedAt: "2026-04-24T10:28:17.046Z" },
      tools: { exec: { timeoutSec: 600 } },
      agents: { defaults: { llm: { idleTimeoutSeconds: 600 } } },
    }`);
    expect(stops[0]).toEqual({ release: '2026.4.22', accepted: true, refuses: [], repairs: [] });
    expect(stops.at(-1)).toEqual({ release: '2026.9.6', accepted: false, refuses: [], repairs: [] });
    expect(stops.flatMap(({ release, refuses }) => refuses.map(({ path }) => `${release} ${path}`))).toEqual([
      '2026.5.2 agents.defaults.llm',
      '2026.8.2 meta.lastTouchedAt',
      '2026.8.2 tools.exec.timeoutSec',
    ]);
    expect(stops.flatMap(({ refuses }) => refuses.flatMap(({ step }) => step ?? []))).toEqual([
      'remove agents.defaults.llm',
      'remove meta.lastTouchedAt',
      'rename tools.exec.timeoutSec to timeoutSeconds',
    ]);
    // Accepted, and without effect from here on.
    expect(stops.find(({ release }) => release === '2026.4.29')).toMatchObject({
      accepted: true,
      repairs: ['agents.defaults.llm'],
    });
  });

  it('tell what was refused already, and what no migration knows', async () => {
    const { stops } = await way('{ nonsense: 1 }', '2026.8.2', '2026.9.6');
    expect(stops.map(({ accepted, refuses }) => [accepted, refuses])).toEqual([
      [false, [{ path: 'nonsense' }]],
      [false, []],
      [false, []],
    ]);
  });

  it('may begin and end between known releases', async () => {
    const { stops } = await way('{}', '2026.9.2', '2026.9.9');
    expect(stops.map(({ release }) => release)).toEqual(['2026.9.2', '2026.9.6', '2026.9.9']);
  });
});

describe('what means something else at the end', () => {
  it('is nothing where nothing differs', async () => {
    expect(told(await way('{}', '2026.5.28', '2026.6.1'))).toEqual([]);
  });

  it('is what the releases decide', async () => {
    expect(told(await way(vllm('')))).toEqual(
      expect.arrayContaining([
        "output limit of 'vllm/m': 32000 tokens → 65536 tokens",
        'limit of compaction: 900 s → 180 s',
      ]),
    );
  });

  it('is not what the migration carries over', async () => {
    const { changes, stops } = await way(vllm('llm: { idleTimeoutSeconds: 600 }'));
    expect(stops.find(({ release }) => release === '2026.5.2')?.refuses).toHaveLength(1);
    expect(changes.filter(({ what }) => what.startsWith('wait'))).toEqual([]);
  });

  it('points into the document as it is', async () => {
    const { changes } = await way(vllm(''));
    expect(new Set(changes.map(({ path }) => formatPath(path)))).toEqual(
      new Set(['models.providers.vllm', 'models.providers.vllm.models.0', 'agents.defaults']),
    );
  });

  it('tells an agent that loses the fallbacks of all', async () => {
    const agents = `agents: { list: [{ id: "main" }, { id: "ops", model: "vllm/m" }, { id: "own", model: { fallbacks: ["vllm/n"] } }],
      defaults: { model: { primary: "vllm/m", fallbacks: ["vllm/n"] } } },`;
    const text = vllm('').replace(/agents: .*/, agents);
    const ofFallbacks = (rows: readonly string[]) => rows.filter((row) => row.startsWith('fallbacks'));
    expect(ofFallbacks(told(await way(text)))).toEqual(["fallbacks of agent 'ops': vllm/n → none"]);
    expect(ofFallbacks(told(await way(text, '2026.5.2')))).toEqual([]);
  });

  it('tells what a list of allowed models begins to turn down', async () => {
    const text = vllm('models: { "vllm/m": {} }, heartbeat: { model: "vllm/n" }');
    expect(told(await way(text))).toContain("heartbeat with 'vllm/n': runs → another model runs");
    const wild = await way(vllm('models: { "gpu/*": {}, "openai/*": {} }'));
    expect(wild.changes.filter(({ serious }) => serious)).toMatchObject([{ what: "primary 'vllm/m'", before: 'runs' }]);
  });

  it('is serious when another key goes out', async () => {
    const { changes } = await way(vllm('').replace('"k"', '"${TOKEN}"'));
    expect(changes.filter(({ serious }) => serious)).toMatchObject([{ what: "key of provider 'vllm'" }]);
  });
});
