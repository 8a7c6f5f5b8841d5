import { afterAll, describe, expect, it } from 'vitest';
import { predict, type RecordedSet, recordedCorpus, recordedFixtures } from './recorded.js';

/** Cases that we decide otherwise than the program, each with its reason. There is none. */
const disagreements: Readonly<Record<string, string>> = {};

const corpus = recordedCorpus();
const sets = [...recordedFixtures(), ...corpus];
const rows: string[] = [];

describe('our verdict is that of the real program', () => {
  it('has something to compare with', () => {
    expect(sets.length).toBeGreaterThanOrEqual(8);
  });

  it.each(sets.map((set) => [`${set.set} ${set.release}`, set] as const))('%s', async (title, set) => {
    const { wrong, seen, found } = await compare(set);
    rows.push(row(title, `${set.cases.length - wrong.length}/${set.cases.length}`, `${found}/${seen}`));
    expect(wrong.filter((name) => disagreements[`${set.release} ${name}`] === undefined)).toEqual([]);
    // A union is reported once per form by the program and once by us; random documents put several mistakes into one.
    expect(found / Math.max(1, seen)).toBeGreaterThanOrEqual(set.set === 'random' ? 0.97 : 0.98);
  });

  it.skipIf(corpus.length === 0)('public configs, which the knowledge folder holds', () => {
    expect(corpus.map(({ release }) => release)).toContain('2026.9.6');
  });
});

afterAll(() => {
  process.stdout.write(`${[row('recorded verdicts', 'agree', 'paths found'), ...rows].join('\n')}\n`);
});

function row(title: string, agree: string, paths: string): string {
  return `  ${title.padEnd(28)}${agree.padStart(9)}${paths.padStart(14)}`;
}

async function compare({ cases, release }: RecordedSet) {
  const wrong: string[] = [];
  let seen = 0;
  let found = 0;
  for (const { name, config, valid, paths } of cases) {
    const prediction = await predict(config, release);
    if (prediction.accepted !== valid) wrong.push(name);
    seen += paths.length;
    found += paths.filter((path) => prediction.paths.has(path)).length;
  }
  return { wrong, seen, found };
}
