import type { JsonValue } from '../../src/config/json.js';
import { formatPath } from '../../src/config/path.js';
import type { SchemaIssue, Verdict } from '../../src/facts/types.js';
import { type JudgeInput, judge } from '../../src/schema/verdict.js';

/** The verdict on a document on a machine without files and variables. */
export function judged(value: JsonValue, release: string, more: Partial<JudgeInput> = {}): Promise<Verdict> {
  return judge({ value, release, home: '/home/user', configDir: '/config', env: {}, exists: () => false, ...more });
}

export async function issuesOf(value: JsonValue, release = '2026.9.6'): Promise<readonly SchemaIssue[]> {
  return (await judged(value, release)).issues;
}

/** `path: problem`, one line per issue. */
export function linesOf(issues: readonly SchemaIssue[]): readonly string[] {
  return issues.map(({ path, problem }) => `${formatPath(path)}: ${problem}`);
}

/** A document with one provider `vllm`. */
export function provider(settings: Readonly<Record<string, JsonValue>>): JsonValue {
  return { models: { providers: { vllm: { baseUrl: 'http://127.0.0.1:8000/v1', models: [], ...settings } } } };
}
