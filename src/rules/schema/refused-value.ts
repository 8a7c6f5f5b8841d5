import { formatPath, shortPath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { isCovered } from './covered.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/refused-value',
    severity: 'error',
    needs: ['verdict'],
    wants: ['migration'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a value that fits the schema, and that the program refuses all the same',
    why: 'OpenClaw checks more than its schema says: channels, durations, agents that others name, models that are gone.',
    remedy: 'change what the message names; `openclaw config validate` says the same',
    source: ['OpenClaw 2026.4.22 to 2026.9.6: checks beside the schema, ran on 675 configs per release'],
    messages: { refused: "'{key}': {problem}" },
    example: '{ tools: { allow: ["exec"], alsoAllow: ["read"] } }',
    finds: "'tools': allow and alsoAllow cannot stand in the same scope",
  },
  check({ verdict, migration }, report) {
    const told = new Set<string>();
    for (const issue of verdict.issues) {
      if (issue.kind !== 'policy') continue;
      const key = `${formatPath(issue.path)}: ${issue.problem}`;
      if (told.has(key)) continue;
      told.add(key);
      if (isCovered(issue, migration)) continue;
      report({
        messageId: 'refused',
        at: { path: issue.path },
        data: { key: shortPath(issue.path), problem: shortened(issue.problem) },
        proof: [`${issue.reportedAt}: ${issue.problem}`],
        ...(issue.expected !== undefined && { expected: issue.expected }),
      });
    }
  },
});
