import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'syntax/include-broken',
    severity: 'error',
    needs: ['syntax'],
    fix: 'none',
    since: '0.1.0',
    summary: 'an $include cannot be brought in',
    why: 'OpenClaw refuses the whole config when one included file is missing, outside its folder, or does not parse.',
    remedy: 'correct the path, or the file that it names; nothing outside the folder of the config may be included',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: confined to the folder of the config, ten levels, ran'],
    messages: { broken: '$include: {problem}' },
    example: '{ $include: "./not-there.json5" }',
    finds: '$include: ./not-there.json5 does not exist',
  },
  check({ syntax }, report) {
    for (const { at, message, failure, reason } of syntax.includeProblems ?? []) {
      report({
        messageId: 'broken',
        at,
        data: { problem: message.length > 85 ? `${message.slice(0, 84)}…` : message },
        proof: [`${reason}: ${message}`],
        ...(failure !== undefined && {
          related: [
            {
              at: { file: failure.file, start: failure.offset, end: failure.offset + 1 },
              note: failure.problem,
            },
          ],
        }),
      });
    }
  },
});
