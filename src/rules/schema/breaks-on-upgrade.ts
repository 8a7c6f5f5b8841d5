import { formatPath, samePath, startsWith } from '../../config/path.js';
import type { SchemaIssue } from '../../facts/types.js';
import type { MigrationStep } from '../../migrate/types.js';
import { defineRule } from '../define.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/breaks-on-upgrade',
    severity: 'warning',
    needs: ['verdict', 'upgrade'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'valid now, refused by the newest release',
    why: 'After the upgrade OpenClaw refuses the whole file, and its own fixer rewrites it without comments and drops values.',
    source: [
      'OpenClaw schemas of 15 releases; of 216 public configs 123 are valid on 2026.4.22 and 11 on 2026.9.6, ran',
    ],
    messages: {
      moves: "OpenClaw {newest} refuses '{path}', which another key replaces",
      retired: "OpenClaw {newest} refuses '{path}', which has no effect any more",
      model: 'OpenClaw {newest} refuses the retired model {model}',
      refused: "OpenClaw {newest} refuses '{path}'",
    },
    example: '{ tools: { exec: { timeoutSec: 600 } } }',
    given: { release: '2026.4.22' },
    finds: "OpenClaw 2026.9.6 refuses 'tools.exec.timeoutSec', which another key replaces",
  },
  check({ verdict, upgrade }, report) {
    const told = new Set<MigrationStep>();
    for (const issue of upgrade.issues) {
      // What is refused today has other worries.
      if (verdict.issues.some((other) => samePath(other.path, issue.path))) continue;
      const step = upgrade.migration?.steps.find(({ origin }) => covers(origin, issue));
      if (step !== undefined && told.has(step)) continue;
      if (step !== undefined) told.add(step);
      const newest = upgrade.release;
      const path = step?.origin ?? issue.path;
      const removed = step?.ops.every((op) => op.op === 'remove') ?? false;
      const retired = step?.safety === 'safe' && removed && step.model === undefined;
      const common = {
        severity: retired ? ('info' as const) : ('warning' as const),
        proof: proofOf(issue, step, newest),
        fix: {
          title: `at the upgrade: ${step?.title ?? `ovd fix --openclaw-version ${newest}`}`,
          safety: 'manual' as const,
          ops: [],
        },
      };
      if (step?.model !== undefined) {
        const part = path.at(-1) === step.model ? ('key' as const) : ('value' as const);
        report({ ...common, messageId: 'model', at: { path, part }, data: { newest, model: shortened(step.model) } });
        continue;
      }
      report({
        ...common,
        messageId: step === undefined ? 'refused' : retired ? 'retired' : removed ? 'refused' : 'moves',
        at: { path, part: issue.kind === 'unknown-key' || step !== undefined ? 'key' : 'value' },
        data: { newest, path: shortened(formatPath(path), 40) },
      });
    }
  },
});

function covers(origin: MigrationStep['origin'], { path }: SchemaIssue): boolean {
  return startsWith(path, origin) || startsWith(origin, path);
}

function proofOf(
  { problem, lifetime }: SchemaIssue,
  step: MigrationStep | undefined,
  newest: string,
): readonly string[] {
  return [
    `${newest}: ${problem}`,
    ...(lifetime === undefined ? [] : [`last release that has it: ${lifetime.last}`]),
    ...(step?.note === undefined ? [] : [step.note]),
    ...(step === undefined ? [] : [`ovd fix --openclaw-version ${newest} does it`]),
  ];
}
