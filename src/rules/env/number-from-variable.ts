import { formatPath, shortPath } from '../../config/path.js';
import type { VariableUse } from '../../facts/types.js';
import { defineRule, type Fix } from '../define.js';
import { isCovered } from '../schema/covered.js';
import { numberFrom } from './number-from.js';

export default defineRule({
  meta: {
    id: 'env/number-from-variable',
    severity: 'error',
    needs: ['verdict', 'variables'],
    wants: ['migration'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'a variable stands where a number or a boolean is wanted, and always gives a text',
    why: 'OpenClaw puts the value in as text, whatever it holds, and then refuses the whole file: neither the gateway nor an agent starts.',
    remedy: 'write the value itself, without quotes',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: "expected number, received string", with the variable set and unset, ran',
    ],
    messages: { text: "'{key}' wants {wanted}, and the variable {name} gives a text" },
    example: `{ gateway: { mode: "local", port: "\${GATEWAY_PORT}" } }`,
    given: { env: { GATEWAY_PORT: '18790' } },
    finds: "'port' wants integer, and the variable GATEWAY_PORT gives a text",
  },
  check({ verdict, variables, migration }, report) {
    for (const issue of verdict.issues) {
      const use = numberFrom(issue, variables);
      if (use === undefined || isCovered(issue, migration)) continue;
      const { path, expected = 'a number' } = issue;
      const fix = fixFor(use);
      report({
        messageId: 'text',
        at: { path },
        data: {
          key: shortPath(path),
          wanted: expected.length > 30 ? 'another type' : expected,
          name: use.name,
        },
        proof: [`${formatPath(path)}: ${issue.problem}`],
        label: labelOf(use),
        ...(fix && { fix }),
      });
    }
  },
});

function labelOf({ name, state, meant, source }: VariableUse): string {
  if (state === 'empty') return `${name} is empty`;
  if (state !== 'set') return `${name} is not set`;
  return meant === undefined ? `${name} holds something else (${source})` : `${name} holds ${meant} (${source})`;
}

function fixFor({ path, name, meant }: VariableUse): Fix | undefined {
  if (meant === undefined) return undefined;
  return {
    title: `write ${meant}, which ${name} holds now; from then on ${name} changes nothing here`,
    safety: 'safe',
    ops: [{ op: 'set', path, value: meant }],
  };
}
