import type { Examination } from '../examination.js';
import type { BudgetView } from './budget.js';

/** Grows by a minor number when fields are added, by a major one when a field changes or goes. */
export const budgetSchemaVersion = '1.0';

/** One JSON document; its shape is a promise, kept by `schemas/budget.schema.json`. */
export function budgetJson(view: BudgetView, run: Examination): string {
  const document = {
    schemaVersion: budgetSchemaVersion,
    ok: view.budgets.every(({ fit, refused }) => fit.ok && refused === undefined),
    tool: { name: 'openclaw-vllm-doctor', version: run.version },
    openclaw: { version: view.release, source: view.releaseSource },
    config: { path: run.config.file, source: run.config.source },
    agent: view.agent,
    outdatedCaptures: view.outdated,
    budgets: view.budgets,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
