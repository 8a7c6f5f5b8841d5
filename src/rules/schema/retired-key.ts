import { valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath, samePath, startsWith } from '../../config/path.js';
import type { Verdict } from '../../facts/types.js';
import type { Migration, MigrationRemark, MigrationStep } from '../../migrate/types.js';
import { defineRule } from '../define.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/retired-key',
    severity: 'error',
    needs: ['config', 'migration', 'release'],
    wants: ['verdict'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a key or form of an older release that this one refuses',
    why: 'OpenClaw refuses the whole file for it, and neither the gateway nor an agent starts; the official fixer drops comments and some values.',
    source: ['migrations of OpenClaw 2026.4.22 to 2026.9.6, read and ran; 4 of 5 public configs need one for 2026.9.6'],
    messages: {
      retired: "OpenClaw {release} refuses '{path}'",
      value: "OpenClaw {release} refuses the value of '{path}'",
      needed: "OpenClaw {release} refuses the file without '{path}'",
      model: 'OpenClaw {release} refuses the retired model {model}',
    },
    example: '{ tools: { exec: { timeoutSec: 600 } } }',
    finds: "OpenClaw 2026.9.6 refuses 'tools.exec.timeoutSec'",
  },
  check({ config, migration, release, verdict }, report) {
    for (const step of migration.steps) {
      const { origin, title, safety, note, ops, releases, model } = step;
      const gone = migration.lost.filter((remark) => stepThatDrops(remark, migration) === step);
      const remarks = [...(note === undefined ? [] : [note]), ...gone.map(({ reason }) => reason)];
      const risk = remarks[0] ?? 'something that is written there stops working';
      const common = {
        proof: [...new Set(remarks)],
        fix: {
          title,
          ops,
          releases,
          ...howSafe(ops, safety, risk),
          ...(gone.length > 0 && { drops: gone.map(dropLine) }),
        },
      };
      const { version } = release;
      if (model !== undefined) {
        report({
          ...common,
          messageId: 'model',
          at: placeOf(origin, model),
          data: { release: version, model: shortened(model) },
        });
        continue;
      }
      const path = shortened(formatPath(origin));
      const problem = valueProblem(origin, verdict);
      if (problem !== undefined) {
        const proof = [`${formatPath(origin)}: ${problem}`, ...common.proof];
        report({ ...common, messageId: 'value', at: { path: origin }, data: { release: version, path }, proof });
        continue;
      }
      const messageId = valueAt(config, origin) === undefined && adds(step) ? 'needed' : 'retired';
      report({ ...common, messageId, at: { path: origin, part: 'key' }, data: { release: version, path } });
    }
  },
});

/** The key is known, and what it says is not allowed. */
function valueProblem(origin: ConfigPath, verdict: Verdict | undefined): string | undefined {
  const issue = verdict?.issues.find(({ path }) => samePath(path, origin));
  return issue !== undefined && /^(?:wrong-type|out-of-range|bad-value)$/.test(issue.kind) ? issue.problem : undefined;
}

/** What the release refuses is that something is missing. */
function adds({ ops, origin }: MigrationStep): boolean {
  return ops.some((op) => op.op === 'set' && samePath(op.path, origin));
}

/** The one about the nearest thing above it; of several, the last. */
function stepThatDrops({ path }: MigrationRemark, { steps }: Migration): MigrationStep | undefined {
  return steps
    .filter(({ origin }) => startsWith(path, origin))
    .toSorted((a, b) => a.origin.length - b.origin.length)
    .at(-1);
}

/** A reference is a value, or a key of the map of models. */
function placeOf(path: ConfigPath, model: string) {
  return { path, part: path.at(-1) === model ? ('key' as const) : ('value' as const) };
}

function dropLine({ path, reason }: MigrationRemark): string {
  return `${formatPath(path)}: ${reason}`;
}

/** No operations: the value is a secret, which is moved by hand. */
function howSafe(ops: readonly unknown[], safety: 'safe' | 'unsafe', risk: string) {
  if (ops.length === 0) return { safety: 'manual' as const };
  return safety === 'safe' ? { safety } : { safety, risk };
}
