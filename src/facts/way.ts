import { isObject, type JsonValue } from '../config/json.js';
import { type ConfigPath, formatPath, startsWith } from '../config/path.js';
import { buildEffective, type EffectiveQuestion } from '../effective/effective.js';
import { changeValue } from '../migrate/change-value.js';
import { planMigration } from '../migrate/plan.js';
import type { Migration, MigrationStep } from '../migrate/types.js';
import { traitsOf } from '../release/traits.js';
import { compareReleases } from '../release/version.js';
import { bundledReleases } from '../schema/releases.js';
import { choiceChanges } from './choice-changes.js';
import { meaningChanges } from './meaning.js';
import type { SchemaIssue, Verdict, Way, WayStop } from './types.js';

export interface WayQuestion {
  readonly from: string;
  readonly to: string;
  /** The config after includes and substitution, and before the latter. */
  readonly value: JsonValue;
  readonly written: JsonValue;
  readonly environment: EffectiveQuestion['environment'];
  readonly verdictOf: (release: string) => Promise<Verdict>;
}

/** Where on the way each thing is refused, and what means something else at its end. */
export async function wayOf({ from, to, value, written, environment, verdictOf }: WayQuestion): Promise<Way> {
  const plan = planMigration({ value: written, from, to });
  const between = bundledReleases.filter(
    (release) => compareReleases(from, release) < 0 && compareReleases(release, to) < 0,
  );
  const stops: WayStop[] = [];
  let before: Pick<Verdict, 'issues' | 'legacy'> = { issues: [], legacy: [] };
  for (const release of [from, ...between, to]) {
    const verdict = await verdictOf(release);
    stops.push({
      release,
      accepted: verdict.accepted,
      refuses: refusalsOf(newIn(verdict.issues, before.issues), plan),
      repairs: newIn(verdict.legacy, before.legacy).map(({ path }) => formatPath(path)),
    });
    before = verdict;
  }
  const at = (release: string, config: JsonValue, template: JsonValue) =>
    buildEffective({ value: config, written: template, traits: traitsOf(release), version: release, environment });
  const arrived = migrated(value, from, to);
  const [old, now] = [at(from, value, written), at(to, arrived, migrated(written, from, to))];
  const choices = choiceChanges(
    { config: value, references: old.references, traits: traitsOf(from) },
    { config: arrived, references: now.references, traits: traitsOf(to) },
  );
  return { from, to, stops, changes: [...choices, ...meaningChanges(old, now)] };
}

function newIn(issues: readonly SchemaIssue[], before: readonly SchemaIssue[]): readonly SchemaIssue[] {
  return issues.filter(({ path }) => !before.some((old) => startsWith(path, old.path) || startsWith(old.path, path)));
}

function refusalsOf(issues: readonly SchemaIssue[], { steps }: Migration): WayStop['refuses'] {
  const told = new Map<string, { readonly path: string; readonly step?: string }>();
  for (const { path } of issues) {
    const step = stepAbout(path, steps);
    const place = formatPath(step?.origin ?? path);
    told.set(step?.title ?? place, { path: place, ...(step !== undefined && { step: step.title }) });
  }
  return [...told.values()];
}

/** The one about the nearest thing above the path, else one about something within it. */
function stepAbout(path: ConfigPath, steps: Migration['steps']): MigrationStep | undefined {
  const above = steps.filter(({ origin }) => startsWith(path, origin));
  const nearest = above.toSorted((a, b) => a.origin.length - b.origin.length).at(-1);
  return nearest ?? steps.find(({ origin }) => startsWith(origin, path));
}

/** With the safe steps: what the others would change is for the user to say. */
function migrated(value: JsonValue, from: string, to: string): JsonValue {
  if (!isObject(value)) return value;
  const { steps } = planMigration({ value, from, to, accept: ({ safety }) => safety === 'safe' });
  return steps.reduce((config, { ops }) => changeValue(config, ops) ?? config, value);
}
