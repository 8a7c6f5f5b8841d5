/** The library: what an editor or another tool needs. The command line is one user of it. */
export type { Examination } from './examination.js';
export { type ExamineOptions, examine } from './examine.js';
export type { Fact } from './facts/fact.js';
export type { Facts } from './facts/types.js';
export { planFixes } from './fix/plan.js';
export { type AnyRule, type ConfigOp, defineRule, type Fix, type Rule, type Severity } from './rules/define.js';
export type { Finding, RuleOutcome } from './rules/finding.js';
