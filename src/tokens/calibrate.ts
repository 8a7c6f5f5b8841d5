import type { ChatQuestion, Counter } from './ask.js';
import { type Estimate, printedRatio } from './estimate.js';
import { type Family, formGrowth, messageOverhead, type Range, type ToolForm } from './families.js';
import { exactly, type Parts, times } from './range.js';
import type { Size } from './size.js';

/** A request of known size: long enough to weigh vocabulary and template, short enough for any window. */
const known = {
  tools: 2,
  systemChars: 1_500,
  toolsChars: 4_600,
  otherChars: 4,
  systemTokens: 345,
  toolsTokens: 1_040,
  otherTokens: 1,
} as const satisfies Size;

/** Tokens of `Reply with exactly: smoke-ok`, and of `hi`; the same in all vocabularies within one or two. */
const [smokeText, greeting] = [8, 1];

/** What two small real requests say about the estimates of large ones. */
export interface Calibration {
  readonly apply: (estimate: Estimate, spread: Range) => Parts<Range>;
  readonly detail: string;
}

/**
 * Sends a known system text, with two known tools and without, and lets the server generate one token each time: `usage.prompt_tokens`
 * tells what vocabulary and template do. Undefined when the server gives no usage.
 */
export async function calibrate(counter: Counter, family: Family): Promise<Calibration | undefined> {
  const { model, server, smokeTokens } = counter;
  if (smokeTokens === undefined) return undefined;
  const { agentPrompt } = await import('./sample-prompt.js');
  const { messages, tools, counted } = agentPrompt(known);
  const plain = await usage(counter, { model, messages, maxTokens: 1 });
  if (plain === undefined) return undefined;
  // A server without a tool parser refuses tools; the vocabulary is weighed all the same.
  const withTools = await usage(counter, { model, messages, tools, maxTokens: 1 });
  const text = plain - greeting - (smokeTokens - smokeText) - messageOverhead[1];
  const growth = withTools === undefined ? undefined : toolGrowth(withTools - plain, counted.toolsTokens, family);
  return {
    apply: (estimate, spread) => ({
      system: times(systemRange(estimate.system, text / counted.systemTokens, family), spread),
      tools: growth === undefined ? estimate.tools : growth(estimate, spread),
      messages: estimate.messages,
    }),
    detail: `usage of ${withTools === undefined ? 'a request' : 'two requests'} of up to ${withTools ?? plain} tokens to ${server}`,
  };
}

async function usage({ ask }: Counter, question: ChatQuestion): Promise<number | undefined> {
  const answer = await ask?.chat?.(question);
  return answer?.ok === true ? answer.value.promptTokens : undefined;
}

/** `ratio` was seen; a template's own words for a missing system text blur it, so the family's range keeps the last word. */
function systemRange(estimate: Range, ratio: number, { ratios }: Family): Range {
  const [low, mid, high] = ratios.manual;
  const seen = Math.min(high, Math.max(low, ratio));
  return times(exactly((estimate[1] / mid) * seen), [0.96, 1, 1.04]);
}

interface Reading {
  /** Tokens for each o200k_base token of compact JSON. */
  readonly growth: Range;
  /** How far the words around the tools would be from what is usual. */
  readonly oddity: number;
}

/**
 * Two tools of `compact` o200k_base tokens cost `delta` tokens: some for their printed form, the rest for the words of the template around
 * them. Every form that leaves a believable rest is a reading; together they bound what many tools cost.
 */
function toolGrowth(delta: number, compact: number, family: Family) {
  const readings = formsOf(family).flatMap((form) => read(form, { delta, compact, family }));
  const [best] = readings.toSorted((a, b) => a.oddity - b.oddity);
  const leftOut = delta < compact / 4;
  const whole = delta / compact;
  const growth: Range = leftOut
    ? [0, 0, 0]
    : best === undefined
      ? [whole * 0.85, whole * 0.95, whole * 1.05]
      : [
          Math.min(...readings.map((row) => row.growth[0])),
          best.growth[1],
          Math.max(...readings.map((row) => row.growth[2])),
        ];
  return ({ tools }: Estimate, spread: Range): Range => {
    if (tools[1] === 0) return exactly(0);
    const usual = formGrowth[family.toolForm][1] * printedRatio(family)[1];
    const target = Math.max(0, tools[1] - family.preamble[1]) / usual;
    const cost = (each: number, share: number) => Math.max(0, delta + each * (target * share - compact));
    const [low, mid, high] = growth;
    return [cost(low, spread[0]), cost(mid, spread[1]), cost(high, spread[2])];
  };
}

/** Other tools are nested more or less deeply than the two that were sent (measured sets differ by up to 4 %). */
const otherTools = 0.04;

function formsOf({ toolForm }: Family): readonly ToolForm[] {
  return toolForm === 'unknown' ? ['spaced', 'indented', 'xml', 'typescript'] : [toolForm];
}

function read(
  form: ToolForm,
  { delta, compact, family }: { readonly delta: number; readonly compact: number; readonly family: Family },
): readonly Reading[] {
  const [low, mid, high] = times(formGrowth[form], printedRatio({ ...family, toolForm: form }));
  const least = Math.max(low, (delta - family.preamble[2]) / compact);
  const most = Math.min(high, (delta - family.preamble[0]) / compact);
  if (least > most) return [];
  const likely = Math.min(most, Math.max(least, mid));
  return [
    {
      growth: [least * (1 - otherTools), likely, most * (1 + otherTools)],
      oddity: Math.abs(delta - likely * compact - family.preamble[1]),
    },
  ];
}
