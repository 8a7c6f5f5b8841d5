import { formatPath, samePath } from '../../config/path.js';
import type { SchemaIssue } from '../../facts/types.js';
import { defineRule } from '../define.js';
import { movedKey } from './moved-keys.js';

export default defineRule({
  meta: {
    id: 'schema/breaks-on-upgrade',
    severity: 'warning',
    needs: ['verdict', 'upgrade'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'valid now, refused by the newest release',
    why: 'After the upgrade OpenClaw refuses the whole file, and its own doctor rewrites it without comments and drops values.',
    source: [
      'OpenClaw schemas of 15 releases; of 216 public configs 123 are valid on 2026.4.22 and 11 on 2026.9.6, ran',
    ],
    messages: {
      key: "OpenClaw {newest} refuses '{path}'",
      moved: "OpenClaw {newest} refuses '{path}': it is now '{to}'",
      retired: "OpenClaw {newest} refuses '{path}', which has no effect any more",
      value: "OpenClaw {newest} refuses the value of '{path}'",
    },
    example: '{ tools: { exec: { timeoutSec: 600 } } }',
    given: { release: '2026.4.22' },
    finds: "OpenClaw 2026.9.6 refuses 'tools.exec.timeoutSec': it is now 'tools.exec.timeoutSeconds'",
  },
  check({ verdict, upgrade }, report) {
    // A file that is refused today has other worries.
    const today = verdict.issues;
    for (const issue of upgrade.issues) {
      if (today.some((other) => samePath(other.path, issue.path))) continue;
      const newest = upgrade.release;
      const path = formatPath(issue.path);
      const moved = movedKey(issue.path, newest);
      const to = moved === undefined ? issue.lifetime?.movedTo : formatPath(moved.to);
      const common = {
        at: { path: issue.path, part: issue.kind === 'unknown-key' ? 'key' : 'value' },
        proof: proofOf(issue, newest),
        fix: { title: `at the upgrade: ovd fix --openclaw-version ${newest}`, safety: 'manual', ops: [] },
      } as const;
      if (issue.kind !== 'unknown-key') report({ ...common, messageId: 'value', data: { newest, path } });
      else if (to !== undefined) report({ ...common, messageId: 'moved', data: { newest, path, to } });
      else if (issue.lifetime?.note !== undefined) {
        report({ ...common, messageId: 'retired', severity: 'info', data: { newest, path } });
      } else report({ ...common, messageId: 'key', data: { newest, path } });
    }
  },
});

function proofOf({ problem, lifetime }: SchemaIssue, newest: string): readonly string[] {
  if (lifetime === undefined) return [`${newest}: ${problem}`];
  return [`${newest}: ${problem}`, `last release that has it: ${lifetime.last}`];
}
