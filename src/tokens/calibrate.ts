import type { Counter } from './ask.js';
import { type Estimate, estimateSize } from './estimate.js';
import type { Family, Range } from './families.js';
import { type Parts, times } from './range.js';
import type { Size } from './size.js';

/** A small request of known size: long enough to weigh the vocabulary, short enough for any window. */
const known = {
  tools: 2,
  systemChars: 2_000,
  toolsChars: 2_400,
  otherChars: 4,
  systemTokens: 460,
  toolsTokens: 545,
  otherTokens: 1,
} as const satisfies Size;

/** Tokens of `Reply with exactly: smoke-ok`, the same in all vocabularies within one or two. */
const smokeText = 8;

/** What a small real request says about the estimates of large ones. */
export interface Calibration {
  /** Corrects an estimate. */
  readonly apply: (estimate: Parts<Range>) => Parts<Range>;
  readonly detail: string;
}

/**
 * Sends one request of about 1000 known tokens, two tools among them, and lets the server generate a single token: `usage.prompt_tokens`
 * tells what its template and vocabulary do. Undefined when the server gives no usage or refuses.
 */
export async function calibrate(counter: Counter, family: Family): Promise<Calibration | undefined> {
  const { ask, smokeTokens, model, server } = counter;
  if (ask?.chat === undefined || smokeTokens === undefined) return undefined;
  const { agentPrompt } = await import('./sample-prompt.js');
  const { messages, tools, counted } = agentPrompt(known);
  const withTools = await usage(ask.chat({ model, messages, tools, maxTokens: 1 }));
  // A server without a tool parser refuses tools; the vocabulary can be weighed all the same.
  const plain = withTools === undefined ? await usage(ask.chat({ model, messages, maxTokens: 1 })) : undefined;
  const told = withTools ?? plain;
  if (told === undefined) return undefined;
  const sent = { ...known, ...counted, ...(withTools === undefined && { tools: 0, toolsTokens: 0 }) };
  return {
    apply: correction(estimateSize(sent, family), told - (smokeTokens - smokeText), withTools !== undefined),
    detail: `usage of a request of ${told} tokens to ${server}`,
  };
}

async function usage(asked: ReturnType<NonNullable<NonNullable<Counter['ask']>['chat']>>): Promise<number | undefined> {
  const answer = await asked;
  return answer.ok ? answer.value.promptTokens : undefined;
}

/**
 * `body` tokens were used beyond the template around the messages. What the estimate misses is either in proportion (vocabulary, form of
 * the tools) or constant (what the template adds once): both readings bound the truth, their middle is the answer.
 */
function correction(estimate: Estimate, body: number, toolsSeen: boolean): Calibration['apply'] {
  const fixed = toolsSeen ? estimate.family.preamble[1] : 0;
  const expected = estimate.system[1] + estimate.tools[1];
  const factor = Math.max(0.3, (body - fixed) / Math.max(1, expected - fixed));
  const missing = body - expected;
  return ({ system, tools, messages }) => {
    const [systemMid, toolsMid] = [system[1], tools[1]];
    const doubt = toolsSeen || toolsMid === 0 ? 0.03 : 0.1;
    const scaled = [systemMid * factor, Math.max(0, toolsMid - fixed) * factor + Math.min(toolsMid, fixed)] as const;
    const shifted = toolsMid > 0 ? ([systemMid, toolsMid + missing] as const) : ([systemMid + missing, 0] as const);
    return { system: span(scaled[0], shifted[0], doubt), tools: span(scaled[1], shifted[1], doubt), messages };
  };
}

function span(a: number, b: number, doubt: number): Range {
  return times([Math.min(a, b), (a + b) / 2, Math.max(a, b)], [1 - doubt, 1, 1 + doubt]);
}
