import { type ConfigPath, samePath } from '../../config/path.js';
import type { SchemaIssue, VariableUse, Verdict } from '../../facts/types.js';

/** The variable that stands where the release wants a number or a boolean, which no variable can give; else undefined. */
export function numberFrom(issue: SchemaIssue, variables: readonly VariableUse[]): VariableUse | undefined {
  const wants = /\b(?:number|integer|boolean|true|false)\b/.test(issue.expected ?? '');
  if (!wants || (issue.kind !== 'wrong-type' && issue.kind !== 'bad-value')) return undefined;
  const use = variables.find(({ path }) => samePath(path, issue.path));
  return issue.kind === 'wrong-type' || use?.meant !== undefined ? use : undefined;
}

/** Whether env/number-from-variable speaks about this path. */
export function isNumberFrom(
  verdict: Verdict | undefined,
  { variables, path }: { readonly variables: readonly VariableUse[]; readonly path: ConfigPath },
): boolean {
  const issues = verdict?.issues ?? [];
  return issues.some((issue) => samePath(issue.path, path) && numberFrom(issue, variables) !== undefined);
}
