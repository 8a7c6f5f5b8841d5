import { shortPath } from '../../config/path.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'syntax/lost-backslash',
    severity: 'error',
    needs: ['syntax'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a string loses its backslashes: OpenClaw reads another text than is written',
    why: 'In JSON5 a backslash starts an escape, and one before an ordinary letter just disappears: the file loads without a word and the path points elsewhere.',
    source: ['json5 2.2.3, the parser of OpenClaw 2026.4.22 and 2026.9.6: "C:\\Users" reads as C:Users'],
    messages: { lost: "'{key}' reads as '{reads}'" },
    example: String.raw`{ agents: { defaults: { workspace: "C:\Users\dev\work" } } }`,
    finds: "'workspace' reads as 'C:Usersdevwork'",
  },
  check({ syntax }, report) {
    // A path that stops the parser is told by syntax/parse-error.
    if (syntax.failure?.cause?.kind === 'windows-path') return;
    for (const { path, at, reads, meant } of syntax.lostBackslashes) {
      report({
        messageId: 'lost',
        at,
        data: { key: shortPath(path), reads: shorten(visible(reads)) },
        proof: [`reads ${visible(reads)}`, `meant ${meant}`],
        observed: reads,
        expected: meant,
        fix: { title: 'double the backslashes', safety: 'safe', ops: [{ op: 'rewrite', at, text: quoted(meant) }] },
      });
    }
  },
});

/** Control characters that an escape produced (`\t`, `\n`), written out. */
function visible(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
