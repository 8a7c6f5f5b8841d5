import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { promptSizeOf } from '../../src/tokens/prompt-sizes.js';
import { agentPrompt } from '../../src/tokens/sample-prompt.js';

type Counts = Readonly<Record<string, number>>;
interface Recorded {
  readonly rows: readonly { readonly text: string; readonly o200k: number; readonly counts: Counts }[];
  readonly standIn: Readonly<Record<string, { sha256: string; system: Counts; spaced: Counts; indented: Counts }>>;
}

const { rows, standIn } = JSON.parse(
  readFileSync(new URL('../../fixtures/prompts/tokenizer-counts.json', import.meta.url), 'utf8'),
) as Recorded;

const usual = { profile: 'full', lean: false, toolSearch: false, bootstrap: 'first-run', window: 131_072 } as const;
const queries = {
  '422-default': { ...usual, version: '2026.4.22' },
  '422-lean': { ...usual, version: '2026.4.22', lean: true },
  '96-default': { ...usual, version: '2026.9.6', toolSearch: true },
  '96-tsoff16': { ...usual, version: '2026.9.6', window: 16_384 },
} as const;

describe.each(Object.entries(queries))('the stand-in for %s', (name, query) => {
  const size = promptSizeOf(query);
  if (size === undefined) throw new Error(name);
  const prompt = agentPrompt(size);
  const recorded = standIn[name];
  if (recorded === undefined) throw new Error(`no counts for ${name}`);
  const real = (part: string) => rows.find(({ text }) => text === `captured ${name} ${part}`);

  it('is the text that was counted', () => {
    const hash = createHash('sha256')
      .update(String(prompt.messages[0]?.['content']))
      .update(JSON.stringify(prompt.tools));
    // Otherwise: count it again, see fixtures/prompts/tokenizer-counts.origin.md.
    expect(hash.digest('hex').slice(0, 16)).toBe(recorded.sha256);
  });

  it.each([
    ['spaced', 0.026],
    ['indented', 0.042],
  ] as const)('costs what the real prompt costs in seven vocabularies, tools %s', (form, bound) => {
    const [system, tools] = [real('system'), real(form)];
    const compact = real('tools');
    if (system === undefined || tools === undefined || compact === undefined)
      throw new Error(`nothing recorded of ${name}`);
    for (const [model, count] of Object.entries(recorded.system)) {
      const { counted } = prompt;
      // What countSample does with a server's numbers.
      const corrected =
        (count * system.o200k) / counted.systemTokens +
        ((recorded[form][model] ?? 0) * compact.o200k) / counted.toolsTokens;
      const truth = (system.counts[model] ?? 0) + (tools.counts[model] ?? 0);
      expect(Math.abs(corrected / truth - 1), `${model}: ${corrected} for ${truth}`).toBeLessThan(bound);
    }
  });
});
