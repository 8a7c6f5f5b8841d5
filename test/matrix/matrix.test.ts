import { afterAll, describe, expect, it } from 'vitest';
import { allRules } from '../../src/rules/index.js';
import { startSimulator } from '../../src/simulate/server.js';
import { type Cell, faultCells } from './cells.js';
import { examineCell } from './examine-cell.js';

const rows: string[][] = [];

describe.concurrent('fault matrix', () => {
  it.each(faultCells.map((cell) => [`${cell.server} × ${cell.config} × ${cell.release}`, cell] as const))(
    '%s',
    async (_, cell) => {
      const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 131072 }], ...cell.options });
      try {
        const findings = (await examineCell(cell, simulator.url)).filter((f) => f.severity !== 'info');
        rows.push([
          cell.server,
          cell.config,
          cell.release,
          cell.expect,
          findings.map((f) => `${f.severity[0]}:${f.ruleId}`).join(' '),
        ]);
        judge(cell, findings);
      } finally {
        await simulator.close();
      }
    },
  );
});

function judge(cell: Cell, findings: readonly { ruleId: string; severity: string }[]): void {
  const allowed = cell.expect.split('|');
  if (cell.expect === 'healthy') {
    expect(findings.map((f) => f.ruleId)).toEqual([]);
    return;
  }
  expect(allowed).toContain(findings[0]?.ruleId);
  expect(
    findings
      .filter((f) => f.severity === 'error')
      .map((f) => f.ruleId)
      .filter((id) => !allowed.includes(id)),
  ).toEqual([]);
}

afterAll(() => {
  void allRules;
  for (const row of rows) console.log(row.join(' | '));
});
