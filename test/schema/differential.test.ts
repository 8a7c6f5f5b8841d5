import { afterAll, describe, expect, it } from 'vitest';
import { predict, type RecordedSet, recordedCorpus, recordedFixtures } from './recorded.js';

/** Cases that we decide otherwise than the program, each with its reason. There is none. */
const disagreements: Readonly<Record<string, string>> = {};

const corpus = recordedCorpus();
const sets = [...recordedFixtures(), ...corpus];
interface Score {
  readonly title: string;
  readonly release: string;
  readonly cases: number;
  readonly agreed: number;
  readonly seen: number;
  readonly found: number;
}

const scores: Score[] = [];

describe('our verdict is that of the real program', () => {
  it('has something to compare with', () => {
    expect(sets.length).toBeGreaterThanOrEqual(8);
  });

  it.each(sets.map((set) => [`${set.set} ${set.release}`, set] as const))('%s', async (title, set) => {
    const { wrong, seen, found } = await compare(set);
    const { release, cases } = set;
    scores.push({ title, release, cases: cases.length, agreed: cases.length - wrong.length, seen, found });
    expect(wrong.filter((name) => disagreements[`${set.release} ${name}`] === undefined)).toEqual([]);
    // A union is reported once per form by the program and once by us; random documents put several mistakes into one.
    expect(found / Math.max(1, seen)).toBeGreaterThanOrEqual(set.set === 'random' ? 0.97 : 0.98);
  });

  it.skipIf(corpus.length === 0)('public configs, which the knowledge folder holds', () => {
    expect(corpus.map(({ release }) => release)).toContain('2026.9.6');
  });
});

afterAll(() => {
  const releases = [...new Set(scores.map(({ release }) => release))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const lines = [
    row('recorded verdicts', 'agree', 'paths found'),
    ...scores.map(rowOf),
    row('all of a release', 'agree', 'paths found'),
    ...releases.map((release) => rowOf(totalOf(release))),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});

function totalOf(release: string): Score {
  const own = scores.filter((score) => score.release === release);
  const sum = (key: 'cases' | 'agreed' | 'seen' | 'found') => own.reduce((total, score) => total + score[key], 0);
  return {
    title: release,
    release,
    cases: sum('cases'),
    agreed: sum('agreed'),
    seen: sum('seen'),
    found: sum('found'),
  };
}

function rowOf({ title, agreed, cases, found, seen }: Score): string {
  return row(title, `${agreed}/${cases}`, `${found}/${seen}`);
}

function row(title: string, agree: string, paths: string): string {
  return `  ${title.padEnd(28)}${agree.padStart(11)}${paths.padStart(14)}`;
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
