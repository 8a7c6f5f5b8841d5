import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { predict, type Recorded, recordedCorpus, recordedFixtures } from '../schema/recorded.js';
import { installedProgram, type Program } from './run-openclaw.js';

const releases = (process.env['OVD_ORACLE_RELEASES'] ?? '2026.4.22,2026.9.6').split(',');
const validator = fileURLToPath(new URL('../../scripts/migrate-validate.mjs', import.meta.url));
const recorded = [...recordedFixtures(), ...recordedCorpus()];
const sets = releases.flatMap((release) => {
  const program = installedProgram(release);
  return program === undefined
    ? []
    : recorded.filter((set) => set.release === release).map((set) => ({ ...set, program }));
});

const rows: string[] = [];

it.skipIf(sets.length > 0)('no verdict is recorded for the releases that are installed here', () => {});

describe.each(sets)('recorded $set, OpenClaw $release', ({ set, release, program, cases }) => {
  it('is what the installed program says', async () => {
    const said = answersOf(program, cases);
    const differs = cases
      .filter(({ valid, paths }, i) => said[i]?.valid !== valid || !samePaths(said[i].paths, paths))
      .map(({ name }) => name);
    const missed: string[] = [];
    for (const [i, { name, config }] of cases.entries())
      if ((await predict(config, release)).accepted !== said[i]?.valid) missed.push(name);
    const count = ({ length }: readonly string[]) => `${cases.length - length}/${cases.length}`;
    const [same, agreed] = [count(differs), count(missed)];
    rows.push(`  ${release.padEnd(12)}${set.padEnd(16)}${same.padStart(20)}${agreed.padStart(12)}`);
    expect({ differs, missed }).toEqual({ differs: [], missed: [] });
  });
});

afterAll(() => {
  if (rows.length === 0) return;
  const head = '  release     recorded      installed program says   we agree';
  process.stdout.write(`${[head, ...rows].join('\n')}\n`);
});

interface Answer {
  readonly valid: boolean;
  readonly paths: readonly string[];
}

/** The function behind `openclaw config validate`, in one process for all configs. */
function answersOf({ node, folder }: Program, cases: readonly Recorded[]): readonly Answer[] {
  const lineOf = ({ config }: Recorded, id: number) =>
    // The reader of lines takes these two for ends of lines.
    JSON.stringify({ id: String(id), text: config }).replace(/[\u2028\u2029]/g, (mark) =>
      mark === '\u2028' ? '\\u2028' : '\\u2029',
    );
  const input = cases.map(lineOf).join('\n');
  const { stdout, stderr } = spawnSync(node, [validator, folder], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== cases.length) throw new Error(`${lines.length} of ${cases.length} answers: ${stderr}`);
  return lines.map((line) => {
    const { valid, issues }: { valid: boolean; issues: readonly { path: string }[] } = JSON.parse(line);
    return { valid, paths: [...new Set(issues.map(({ path }) => path))] };
  });
}

function samePaths(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((path) => b.includes(path));
}
