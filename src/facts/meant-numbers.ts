import { type JsonValue, valueAt } from '../config/json.js';
import { samePath } from '../config/path.js';
import { writtenNumber } from '../config/written-number.js';
import type { SchemaIssue, VariableUse } from './types.js';

/** The uses, each with the number or boolean that its place comes to where the release wants one and gets a text. */
export function withMeantNumbers(
  uses: readonly VariableUse[],
  issues: readonly SchemaIssue[],
  substituted: JsonValue,
): readonly VariableUse[] {
  return uses.map((use) => {
    const issue = issues.find(({ path }) => samePath(path, use.path));
    const meant = issue && use.state === 'set' ? meantBy(issue, valueAt(substituted, use.path)) : undefined;
    return meant === undefined ? use : { ...use, meant };
  });
}

function meantBy({ expected = '', path }: SchemaIssue, text: JsonValue | undefined): number | boolean | undefined {
  if (typeof text !== 'string') return undefined;
  if (/\b(?:number|integer)\b/.test(expected)) {
    const number = writtenNumber(text, String(path.at(-1)));
    // No key of OpenClaw's takes less than nothing.
    return number !== undefined && number < 0 ? undefined : number;
  }
  const word = text.trim().toLowerCase();
  const wanted = /\b(?:boolean|true|false)\b/.test(expected) && /^(?:true|false)$/.test(word);
  return wanted ? word === 'true' : undefined;
}
