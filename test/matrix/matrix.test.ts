import { afterAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulate/server.js';
import { type Cell, faultCells } from './cells.js';
import { examineCell } from './examine-cell.js';

const rows: string[] = [];

describe.concurrent('fault matrix', () => {
  it.each(faultCells.map((cell) => [`${cell.server} × ${cell.config} × ${cell.release}`, cell] as const))(
    '%s',
    async (_, cell) => {
      const simulator = await startSimulator({ models: [{ id: 'm1', maxModelLen: 131072 }], ...cell.options });
      try {
        const findings = (await examineCell(cell, simulator.url)).filter((f) => f.severity !== 'info');
        rows.push(rowOf(cell, findings));
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

function rowOf(
  { server, config, release, expect: expected }: Cell,
  findings: readonly { ruleId: string; severity: string }[],
) {
  const found = findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`).join(', ') || 'nothing';
  return `| ${server} | ${config} | ${release} | ${expected.replaceAll('|', ' or ')} | ${found} |`;
}

/** `OVD_TABLE=1 npx vitest run test/matrix` prints what was found, a row for a cell. */
afterAll(() => {
  if (process.env['OVD_TABLE'] !== '1') return;
  const head = ['| Server | Config | OpenClaw | Expected first | Found |', '|---|---|---|---|---|'];
  process.stdout.write(`${[...head, ...rows.sort()].join('\n')}\n`);
});
