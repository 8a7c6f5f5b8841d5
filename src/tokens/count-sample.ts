import type { ServerCount } from './count-on-server.js';
import { estimateSize } from './estimate.js';
import type { Family, Range } from './families.js';
import type { AgentPrompt } from './prompt.js';
import { type MeasuredPrompt, spreadOf } from './prompt-sizes.js';
import { exactly, type Parts, plus, shareOut, times } from './range.js';
import { agentPrompt, type SamplePrompt } from './sample-prompt.js';
import { totalTokens } from './size.js';

// Checked against the real prompts of 2026.4.22 and 2026.9.6 in seven vocabularies: totals within 2.5 % with tools on one line, within 4 %
// with indented tools (test/tokens/count-sample.test.ts).
const systemDoubt: Range = [0.97, 1, 1.03];
const toolsDoubt: Range = [0.945, 1, 1.055];
const wholeDoubt: Range = [0.96, 1, 1.04];

/** Has a text of the measured size counted by `count`, and takes off what that text differs in o200k_base tokens. */
export async function countSample(
  size: MeasuredPrompt,
  family: Family,
  count: (prompt: AgentPrompt) => ServerCount | undefined | Promise<ServerCount | undefined>,
): Promise<{ readonly parts: Parts<Range>; readonly detail: string } | undefined> {
  const { counted, ...prompt } = agentPrompt(size);
  const answer = await count(prompt);
  if (answer === undefined) return undefined;
  const parts =
    answer.parts === undefined ? inOne(answer, size, { counted, family }) : apart(answer.parts, size, counted);
  return { parts, detail: `${answer.detail}, on a text of the same size` };
}

function apart(parts: Parts<Range>, size: MeasuredPrompt, counted: SamplePrompt['counted']): Parts<Range> {
  const real = (part: Range, measured: number, sample: number, doubt: Range) =>
    times(times(times(part, sample === 0 ? 1 : measured / sample), doubt), spreadOf(size));
  return {
    system: real(parts.system, size.systemTokens, counted.systemTokens, systemDoubt),
    tools: real(parts.tools, size.toolsTokens, counted.toolsTokens, toolsDoubt),
    messages: plus(parts.messages, exactly(size.otherTokens - counted.otherTokens)),
  };
}

/** Only the sum is known: it is divided as the estimate would be. */
function inOne(
  { total }: ServerCount,
  size: MeasuredPrompt,
  { counted, family }: { readonly counted: SamplePrompt['counted']; readonly family: Family },
): Parts<Range> {
  const sample = counted.systemTokens + counted.toolsTokens + counted.otherTokens;
  const real = times(times(times(total, totalTokens(size) / sample), wholeDoubt), spreadOf(size));
  return shareOut(real, estimateSize(size, family));
}
