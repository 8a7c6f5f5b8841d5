import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath, samePath, startsWith } from '../config/path.js';
import type { SchemaIssue, Verdict } from '../facts/types.js';
import { type CheckInput, isDoubt } from './checks/check.js';
import { checks } from './checks/index.js';
import { comparedPart } from './compared.js';
import { explainErrors } from './issues/explain.js';
import type { Mistake } from './issues/mistake.js';
import { kindOf } from './issues/words.js';
import { fateOf, lifetimeOf } from './lifetimes.js';
import { listsFor } from './lists.js';
import { holdsFor } from './range.js';
import { schemaFor } from './releases.js';
import { type Repaired, repairFor } from './repairs/index.js';
import { loadSchema } from './source.js';
import type { Surroundings } from './surroundings.js';
import { validateAgainst } from './validate.js';

export interface JudgeInput {
  /** The document after `$include` and `${VAR}`. */
  readonly value: JsonValue;
  readonly release: string;
  readonly configDir?: string | undefined;
  readonly home?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly platform?: NodeJS.Platform | undefined;
  /** Whether a file or folder exists; without it some verdicts cannot be known. */
  readonly exists?: ((path: string) => boolean) | undefined;
}

/** What `openclaw config validate` of that release says about the document: the stock program, no plugins installed. */
export async function judge(input: JudgeInput): Promise<Verdict> {
  const { release } = input;
  if (!isObject(input.value)) return { release, accepted: false, issues: [notAnObject(input.value)], legacy: [] };
  const surroundings = surroundingsOf(input);
  const repaired = repairFor(release, input.value);
  const found = await findMistakes({ repaired, release, surroundings, value: repaired.value });
  const issues = found.mistakes.map((mistake) => toIssue(mistake, repaired.origin, release));
  const legacy = await findLegacy({ repaired, release, surroundings, value: repaired.written }, issues);
  const [unsure] = found.doubts;
  return {
    release,
    accepted: issues.length > 0 ? false : unsure === undefined ? true : null,
    ...(unsure === undefined || issues.length > 0 ? {} : { unsure }),
    issues,
    legacy,
  };
}

function notAnObject(value: JsonValue): SchemaIssue {
  const got = kindOf(value);
  return {
    kind: 'wrong-type',
    path: [],
    reportedAt: formatPath([]),
    problem: `expected object, got ${got}`,
    expected: 'object',
    got,
  };
}

function surroundingsOf({
  env = {},
  home = '~',
  configDir = '.',
  platform = 'linux',
  exists,
}: JudgeInput): Surroundings {
  return { env, home, configDir, platform, exists };
}

interface Question {
  readonly repaired: Repaired;
  readonly release: string;
  readonly surroundings: Surroundings;
  /** The document to look at: as repaired, or as written. */
  readonly value: JsonValue;
}

interface Found {
  readonly mistakes: readonly Mistake[];
  readonly doubts: readonly string[];
}

async function findMistakes({ repaired, release, surroundings, value }: Question): Promise<Found> {
  const { schema } = schemaFor(release);
  const input: CheckInput = {
    original: repaired.original,
    written: repaired.written,
    value,
    release,
    lists: listsFor(release),
    surroundings,
  };
  const source = loadSchema(schema);
  const errors = await validateAgainst(source, comparedPart(input));
  const pinned = { from: '2026.5.12', before: '2026.9.6' }; // zod 4.4.3; older releases take the newest zod 4, 2026.9.6 has 4.6.5
  const unknownKeysContinue = !holdsFor(pinned, release);
  const bySchema = explainErrors(errors, { source, value, unknownKeysContinue });
  const findings = checks
    .filter((check) => holdsFor(check, release))
    .flatMap((check) => [...check.run(input)].map((finding) => ({ check, finding })));
  const early = findings.flatMap(({ check, finding }) =>
    check.beforeSchema === true && !isDoubt(finding) ? [finding] : [],
  );
  // What was refused early does not become an unknown key on top, and what the schema refused needs no second reason.
  const kept = bySchema.filter(({ path }) => !early.some((mistake) => startsWith(mistake.path, path)));
  const fresh = findings.flatMap(({ finding }) =>
    isDoubt(finding) || kept.some((mistake) => covers(mistake, finding.path)) ? [] : [finding],
  );
  return {
    mistakes: [...kept, ...fresh],
    doubts: findings.flatMap(({ finding }) => (isDoubt(finding) ? [finding.unsure] : [])),
  };
}

/** A key that does not belong here and a value of the wrong kind are refused with everything in them. */
function covers({ path, kind }: Mistake, other: ConfigPath): boolean {
  const isWhole = kind === 'unknown-key' || kind === 'wrong-type';
  return isWhole ? startsWith(other, path) : samePath(other, path);
}

/** What the release would refuse if it did not repair it first. */
async function findLegacy(question: Question, issues: readonly SchemaIssue[]): Promise<readonly SchemaIssue[]> {
  const { repaired, value } = question;
  if (isKept(value, repaired.value)) return [];
  const { mistakes } = await findMistakes(question);
  return mistakes
    .filter(({ path }) => valueAt(value, path) !== undefined && !issues.some((issue) => samePath(issue.path, path)))
    .map((mistake) => {
      const now = valueAt(repaired.value, mistake.path);
      const readAs = typeof now === 'string' ? { candidates: [now] } : {};
      return { ...toIssue(mistake, (path) => path, question.release), ...readAs, kind: 'legacy' };
    });
}

/** Everything that was written is still there: repairs have added something at most. */
function isKept(written: JsonValue, now: JsonValue | undefined): boolean {
  if (!isObject(written) || !isObject(now)) return JSON.stringify(written) === JSON.stringify(now);
  return Object.entries(written).every(([key, value]) => isKept(value, now[key]));
}

function toIssue({ reported, ...mistake }: Mistake, origin: Repaired['origin'], release: string): SchemaIssue {
  const path = origin(mistake.path);
  const fate = mistake.kind === 'unknown-key' ? fateOfUnknown(path, release, mistake.candidates) : {};
  return { ...mistake, path, reportedAt: formatPath(reported ?? mistake.path), ...fate };
}

/** A key of no bundled release may still be one that people write: then its place today is the best candidate. */
function fateOfUnknown(path: ConfigPath, release: string, candidates: readonly string[] = []): Partial<SchemaIssue> {
  const lifetime = lifetimeOf(path, release);
  if (lifetime !== undefined) return { lifetime };
  const { movedTo } = fateOf(path, release);
  const isNearest = candidates.some((key) => formatPath([...path.slice(0, -1), key]) === movedTo);
  return movedTo === undefined || isNearest ? {} : { candidates: [movedTo, ...candidates] };
}
