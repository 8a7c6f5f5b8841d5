import { allRules } from '../rules/index.js';
import { ruleTable } from '../rules/page.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';

/** `ovd rules`: every rule with its severity and whether it can be fixed. */
export async function rules(format: string, context: Context): Promise<number> {
  await write(context.stdout, render(format));
  return exitCodes.clean;
}

function render(format: string): string {
  if (format === 'markdown') return ruleTable(allRules);
  const rows = allRules.map(({ meta }) => ({
    id: meta.id,
    severity: meta.severity,
    fix: meta.fix,
    summary: meta.summary,
  }));
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  const idWidth = Math.max(...rows.map((row) => row.id.length));
  const lines = rows.map(
    (row) => `${row.severity.padEnd(7)}  ${row.id.padEnd(idWidth)}  ${fixText(row.fix).padEnd(6)}  ${row.summary}`,
  );
  return `${lines.join('\n')}\n\n${rows.length} rules; the page of one: ovd explain ${rows[0]?.id}\n`;
}

function fixText(fix: string): string {
  return fix === 'none' ? '-' : fix;
}
