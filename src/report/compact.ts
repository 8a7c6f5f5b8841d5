import { positionAt } from '../config/document.js';
import type { Examination } from '../examination.js';
import { printable } from './text.js';

/** One line a finding, as editors and grep read it: `file:line:column: severity: message [rule]`. */
export function compactReport(run: Examination): string {
  return run.findings
    .map((finding) => {
      const text = run.sources.find((source) => source.file === finding.at.file)?.text ?? '';
      const { line, column } = positionAt(text, finding.at.start);
      return `${finding.at.file}:${line}:${column}: ${finding.severity}: ${printable(finding.message)} [${finding.ruleId}]\n`;
    })
    .join('');
}
