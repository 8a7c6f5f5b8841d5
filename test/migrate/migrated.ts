import { applyOps } from '../../src/config/edit.js';
import type { JsonValue } from '../../src/config/json.js';
import { parseConfig } from '../../src/config/parse.js';
import { planMigration } from '../../src/migrate/plan.js';
import type { Migration } from '../../src/migrate/types.js';

export interface Migrated {
  readonly plan: Migration;
  readonly text: string;
  readonly value: JsonValue;
  readonly comments: readonly string[];
}

/** Plans the way of a text and goes it, step by step. Throws when the editor refuses a step. */
export function migrated(text: string, from: string, to: string): Migrated {
  const parsed = parseConfig({ file: 'openclaw.json', text });
  if (!parsed.ok) throw new Error(`does not parse: ${parsed.failure.problem}`);
  const plan = planMigration({ value: parsed.document.value, from, to });
  let { document } = parsed;
  for (const step of plan.steps) {
    const edited = applyOps(document, step.ops);
    if (!edited.ok) throw new Error(`cannot ${step.title}: ${edited.reason}`);
    document = edited.document;
  }
  const comments = document.comments.map(({ start, end }) => document.text.slice(start, end));
  return { plan, text: document.text, value: document.value, comments };
}

/** Without objects and arrays that hold nothing at any depth: what is left behind when a value moves away. */
export function pruned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .map(([key, item]) => [key, pruned(item)] as const)
    .filter(([, item]) => typeof item !== 'object' || item === null || Object.keys(item).length > 0);
  return Object.fromEntries(members);
}
