import { type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath, shortPath } from '../../config/path.js';
import { writtenNumber } from '../../config/written-number.js';
import type { SchemaIssue } from '../../facts/types.js';
import { isSlip, nearest } from '../../nearest.js';
import { defineRule, type Fix } from '../define.js';
import { numberFrom } from '../env/number-from.js';
import { adapterNamed } from './adapter-names.js';
import { isCovered } from './covered.js';
import { otherShape } from './other-shape.js';
import { shortened } from './shortened.js';

export default defineRule({
  meta: {
    id: 'schema/wrong-type',
    severity: 'error',
    needs: ['config', 'verdict'],
    wants: ['migration', 'variables'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a value of the wrong type, or none of the allowed ones',
    why: 'OpenClaw refuses the whole file, and neither the gateway nor an agent starts.',
    remedy: 'write a value of the expected kind',
    source: ['OpenClaw schemas 2026.3.31 to 2026.9.6; 2026.4.22 and 2026.9.6 refuse such files, ran'],
    messages: { value: "'{key}': {problem}" },
    example: `{ gateway: { port: "18789" } }`,
    finds: "'port': expected integer, got string",
  },
  check({ config, verdict, migration, variables = [] }, report) {
    for (const issue of verdict.issues) {
      if (issue.kind !== 'wrong-type' && issue.kind !== 'bad-value') continue;
      // env/number-from-variable tells the second.
      if (isCovered(issue, migration) || numberFrom(issue, variables) !== undefined) continue;
      const value = valueAt(config, issue.path);
      const fix = fixFor(issue, value);
      const variable = typeof value === 'string' && value.includes('${') && issue.kind === 'wrong-type';
      report({
        messageId: 'value',
        at: { path: issue.path },
        data: { key: shortPath(issue.path), problem: shortened(issue.problem) },
        proof: [`${formatPath(issue.path)}: ${issue.problem}`],
        ...(issue.expected !== undefined && { expected: issue.expected }),
        ...(issue.got !== undefined && { observed: issue.got }),
        ...(variable && {
          why: 'A variable always gives a text, and this key wants another type: write the value itself.',
        }),
        ...(fix && { fix }),
      });
    }
  },
});

function fixFor(issue: SchemaIssue, value: JsonValue | undefined): Fix | undefined {
  const { path, candidates = [] } = issue;
  if (issue.kind === 'bad-value' && typeof value === 'string') {
    const near = nearest(value, candidates);
    const [first] = near;
    const same =
      candidates.find((candidate) => plain(candidate) === plain(value)) ??
      wordFor(path, value) ??
      onlySlip(value, near);
    if (same !== undefined)
      return { title: `write '${same}'`, safety: 'safe', ops: [{ op: 'set', path, value: same }] };
    if (first === undefined) return undefined;
    return {
      title: `write '${first}'`,
      safety: 'unsafe',
      ops: [{ op: 'set', path, value: first }],
      risk: 'it is the nearest allowed value, not certainly the one that was meant',
    };
  }
  const meant = typeof value === 'string' ? unquoted(value, path, issue.expected ?? issue.problem) : undefined;
  if (meant === undefined) return otherShape(issue, value);
  const same =
    String(value)
      .replace(/[\s,_]/g, '')
      .toLowerCase() === String(meant);
  const title = same ? `write ${String(meant)} without quotes` : `write ${String(meant)} for '${String(value)}'`;
  return { title, safety: 'safe', ops: [{ op: 'set', path, value: meant }] };
}

/** A number or a boolean that stands in quotes, when such a one is expected. */
function unquoted(text: string, path: ConfigPath, expected: string): number | boolean | undefined {
  if (/\b(?:number|integer)\b/.test(expected)) return writtenNumber(text, String(path.at(-1)));
  if (/\bboolean\b/.test(expected) && /^(?:true|false)$/i.test(text.trim()))
    return text.trim().toLowerCase() === 'true';
  return undefined;
}

/** What other programs and forum answers call it. */
function wordFor(path: ConfigPath, value: string): string | undefined {
  const key = path.at(-1);
  if (key === 'api' && path[0] === 'models') return adapterNamed(value);
  const inInput = path.at(-2) === 'input' && path[0] === 'models';
  return inInput && /^(?:vision|images?|img|picture|multimodal)$/i.test(value) ? 'image' : undefined;
}

function onlySlip(value: string, [first, second]: readonly string[]): string | undefined {
  return first !== undefined && second === undefined && isSlip(value, first) ? first : undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[-_\s]/g, '');
}
