import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { loadIncludes } from '../../src/config/include.js';
import { parseConfig } from '../../src/config/parse.js';
import { formatPath } from '../../src/config/path.js';
import { substitute } from '../../src/config/substitute.js';
import { judge } from '../../src/schema/verdict.js';

/** A config and what the real program of one release said about it. */
export interface Recorded {
  readonly name: string;
  readonly config: string;
  readonly valid: boolean;
  /** Under which the program reports what is wrong, each once. */
  readonly paths: readonly string[];
}

export interface RecordedSet {
  readonly set: string;
  readonly release: string;
  readonly cases: readonly Recorded[];
}

const fixtures = fileURLToPath(new URL('../../fixtures/validator/', import.meta.url));
const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** `fixtures/validator/<set>-<release>.json.gz` */
export function recordedFixtures(): readonly RecordedSet[] {
  return readdirSync(fixtures).flatMap((file) => {
    const match = /^(.+)-(\d{4}\.\d+\.\d+)\.json\.gz$/.exec(file);
    if (match === null) return [];
    const cases: Recorded[] = JSON.parse(gunzipSync(readFileSync(fixtures + file)).toString('utf8'));
    return [{ set: match[1] ?? '', release: match[2] ?? '', cases }];
  });
}

interface CorpusVerdicts {
  readonly verdicts: Readonly<
    Record<string, Readonly<Record<string, { valid: boolean; issues?: readonly { path: string }[] }>>>
  >;
}

/** Public configs with their verdicts; empty where the knowledge folder is missing. */
export function recordedCorpus(): readonly RecordedSet[] {
  if (!existsSync(`${corpus}verdicts.json`)) return [];
  const { verdicts }: CorpusVerdicts = JSON.parse(readFileSync(`${corpus}verdicts.json`, 'utf8'));
  const byRelease = new Map<string, Recorded[]>();
  for (const [name, releases] of Object.entries(verdicts)) {
    const config = readFileSync(corpus + name, 'utf8');
    for (const [release, { valid, issues = [] }] of Object.entries(releases)) {
      const cases = byRelease.get(release) ?? [];
      cases.push({ name, config, valid, paths: [...new Set(issues.map(({ path }) => path))] });
      byRelease.set(release, cases);
    }
  }
  return [...byRelease].map(([release, cases]) => ({ set: 'corpus', release, cases }));
}

export interface Prediction {
  readonly accepted: boolean | null;
  /** Where we see something wrong: where it stands, and where the program reports it. */
  readonly paths: ReadonlySet<string>;
}

/** Our verdict on the text of a config in an empty folder, with an empty environment. */
export async function predict(text: string, release: string): Promise<Prediction> {
  const refused = { accepted: false, paths: new Set(['<root>']) };
  const parsed = parseConfig({ file: '/config/openclaw.json', text });
  if (!parsed.ok) return refused;
  const { document, problems } = loadIncludes(parsed.document, { folder: '/config' });
  if (problems.length > 0) return refused;
  const { value } = substitute(document.value, {
    lookup: () => ({ state: 'unset' }),
    secretOf: () => undefined,
  });
  const verdict = await judge({
    value,
    release,
    home: '/home/user',
    configDir: '/config',
    env: {},
    exists: () => false,
  });
  const paths = verdict.issues.flatMap((issue) => [issue.reportedAt, formatPath(issue.path)]);
  return { accepted: verdict.accepted, paths: new Set(paths) };
}
