import { InvalidArgumentError } from 'commander';
import { type ProbeLevel, probeLevels } from '../probe/questions/question.js';
import { type FailOn, failOnValues } from './exit-code.js';

export const formats = ['pretty', 'compact', 'json'] as const;
export type Format = (typeof formats)[number];

/** Options that examine a config: shared by `doctor` and `fix`. */
export interface ExamineFlags {
  readonly config?: string;
  readonly profile?: string;
  readonly offline?: boolean;
  readonly openclawVersion?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly timeout: number;
  /** Milliseconds. */
  readonly wait?: number;
  readonly probe?: ProbeLevel;
  readonly prompt?: string;
  readonly tokenizer?: string;
  readonly failOn: FailOn;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly ascii?: boolean;
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** `10`, `10s`, `1500ms`, `2m` in milliseconds; a plain number is seconds. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim());
  const ms = match === null ? Number.NaN : Number(match[1]) * (unitMs[match[2] ?? 's'] ?? Number.NaN);
  if (!Number.isFinite(ms) || ms <= 0 || ms > 3_600_000) {
    throw new InvalidArgumentError('Give seconds (10), or 1500ms, 10s, 2m; more than 0, at most an hour.');
  }
  return ms;
}

/** `--wait` without a value. */
export const usualWait = '10m';

/** A URL that follows `--wait` would be taken for its value. */
export function parseWait(text: string): number {
  if (/[a-z]{2}:|\/|\.[a-z]/i.test(text))
    throw new InvalidArgumentError('Write --wait last, or with a time: --wait 10m.');
  return parseDuration(text);
}

/** Comma lists and repeated options both work: `--only a,b --only c`. */
export function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return [...(before ?? []), ...items];
}

export function parseFailOn(text: string): FailOn {
  return oneOf(text, failOnValues);
}

export function parseProbeLevel(text: string): ProbeLevel {
  return oneOf(text, probeLevels);
}

export function parseFormat(text: string): Format {
  return oneOf(text, formats);
}

function oneOf<T extends string>(text: string, values: readonly T[]): T {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new InvalidArgumentError(`Choose one of ${values.join(', ')}.`);
  return value;
}
