import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateCount } from '../../src/tokens/estimate.js';
import type { TokenCount } from '../../src/tokens/types.js';

interface Row {
  readonly kind: 'prose' | 'code' | 'json' | 'cjk' | 'other';
  readonly name: string;
  readonly text: string;
  /** By model, without special tokens. */
  readonly counts: Readonly<Record<string, number>>;
}

const { rows } = JSON.parse(
  readFileSync(new URL('../../fixtures/prompts/counted-texts.json', import.meta.url), 'utf8'),
) as { rows: readonly Row[] };

interface Case {
  readonly row: Row;
  readonly model: string;
  readonly truth: number;
  readonly count: TokenCount;
}

async function casesOf(name: (model: string) => string): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const row of rows) {
    for (const [model, truth] of Object.entries(row.counts)) {
      cases.push({ row, model, truth, count: await estimateCount({ text: row.text }, { family: name(model) }) });
    }
  }
  return cases;
}

function missed(cases: readonly Case[]): readonly string[] {
  return cases
    .filter(({ truth, count: { low, high } }) => truth < low || truth > high)
    .map(({ row, model, truth, count: { low, high } }) => `${model}, ${row.name}: ${truth} not in ${low} to ${high}`);
}

describe('the bound of an estimate holds what the real tokenizers count', () => {
  it.each(['prose', 'code', 'json', 'cjk', 'other'] as const)('in 95 of 100 cases or more: %s', async (kind) => {
    const cases = (await casesOf((model) => model)).filter(({ row }) => row.kind === kind);
    const outside = missed(cases);
    if (process.env['OVD_TABLE'] === '1') {
      const lines = [`${kind}: ${cases.length - outside.length} of ${cases.length}`, ...outside];
      process.stdout.write(`${lines.join('\n  ')}\n`);
    }
    expect(cases.length).toBeGreaterThanOrEqual(21);
    expect(outside.length / cases.length, outside.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('also for a model whose name says nothing', async () => {
    const cases = await casesOf(() => 'my-model');
    expect(missed(cases).length / cases.length, missed(cases).join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('without being so wide that it says nothing', async () => {
    const cases = await casesOf((model) => model);
    const widths = cases.map(({ count: { tokens, low, high } }) => (high - low) / tokens).toSorted((a, b) => a - b);
    expect(widths[Math.floor(widths.length / 2)]).toBeLessThan(0.4);
    for (const { count } of cases) expect(count.detail).toMatch(/^o200k_base x [\d.]+, as for /);
  });
});
