import { shortPath } from '../../config/path.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'syntax/duplicate-key',
    severity: 'warning',
    needs: ['syntax'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'a key stands twice in one object, and only the last one counts',
    why: 'The last one replaces the whole earlier value, nested keys included, and nobody complains.',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: ran, last key wins, no message'],
    messages: { lost: "'{key}' is written again below, so this value is lost" },
    example: '{ gateway: { port: 18789 }, gateway: { mode: "local" } }',
    finds: "'gateway' is written again below, so this value is lost",
  },
  check({ syntax }, report) {
    for (const { path, lost, wins } of syntax.duplicateKeys) {
      const key = shortPath(path);
      report({
        messageId: 'lost',
        at: lost,
        data: { key },
        label: 'lost',
        related: [{ at: wins, note: 'this one counts' }],
        fix: { title: `keep one '${key}': merge what both should say`, safety: 'manual', ops: [] },
      });
    }
  },
});
