import type { Finding } from '../rules/finding.js';

export const failOnValues = ['error', 'warning', 'info', 'never'] as const;
export type FailOn = (typeof failOnValues)[number];

export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2, interrupted: 130 } as const;

const weight = { error: 3, warning: 2, info: 1, never: 4 } as const;

/** 1 when a finding is at or above the threshold, else 0. */
export function exitCodeOf(findings: readonly Finding[], failOn: FailOn): 0 | 1 {
  return findings.some((finding) => weight[finding.severity] >= weight[failOn]) ? exitCodes.findings : exitCodes.clean;
}
