import { textByKind } from './classify.js';
import { type Family, familyOf, formGrowth, messageOverhead, type Range, type TextKind } from './families.js';
import { type AgentPrompt, countParts, type Prompt, textOf } from './prompt.js';
import { exactly, type Parts, plus, sum, times, toCount } from './range.js';
import type { Size } from './size.js';
import { imageTokens, printTools } from './tool-form.js';
import type { TokenCount } from './types.js';

export interface Estimate extends Parts<Range> {
  readonly family: Family;
}

/**
 * Tokens on a model of which only a name is known: o200k_base times what its vocabulary differs by for that kind of text, tools in the
 * form that its template prints. Loads gpt-tokenizer (about 0.3 s).
 */
export async function estimateCount(
  prompt: Prompt,
  names: { readonly family?: string | undefined },
): Promise<TokenCount> {
  const family = familyOf(names.family);
  if ('text' in prompt) return toCount(await textRange(prompt.text, family), 'estimate', detailOf(family));
  return toCount(sum(await estimateParts(prompt, family)), 'estimate', detailOf(family));
}

export async function estimateParts({ messages, tools }: AgentPrompt, family: Family): Promise<Estimate> {
  const system = messages.filter(({ role }) => role === 'system' || role === 'developer');
  const others = messages.filter((message) => !system.includes(message));
  const images = messages.reduce((count, message) => count + countParts(message, /^(image|input_image)/), 0);
  const text = async (part: typeof messages) => textRange(part.map(textOf).join('\n\n'), family);
  const { manual, notes } = ownText(system.map(textOf).join('\n\n'));
  const overhead = times(messageOverhead, messages.length + 1);
  return {
    family,
    system: plus(await manualRange(manual, family), await textRange(notes, family)),
    messages: plus(await text(others), times(imageTokens, images), overhead),
    tools: tools.length === 0 ? exactly(0) : plus(await toolsRange(tools, family), family.preamble),
  };
}

/** The same from counted sizes, without any text or tokenizer; `spread` is the doubt about the sizes. */
export function estimateSize(size: Size, family: Family, spread: Range = [1, 1, 1]): Estimate {
  const tools = times(times(exactly(size.toolsTokens), formGrowth[family.toolForm]), printedRatio(family));
  return {
    family,
    system: times(times(exactly(size.systemTokens), family.ratios.manual), spread),
    messages: plus(times(exactly(size.otherTokens), family.ratios.prose), times(messageOverhead, 3)),
    tools: size.tools === 0 ? exactly(0) : plus(times(tools, spread), family.preamble),
  };
}

export function detailOf(family: Family): string {
  return `o200k_base x ${family.ratios.manual[1]}, as for ${family.name}`;
}

async function textRange(text: string, family: Family): Promise<Range> {
  if (text === '') return exactly(0);
  const count = await o200k();
  const pieces = [...textByKind(text)].map(([kind, part]) =>
    plus(times(exactly(count(part)), family.ratios[kind]), digitRange(part, family)),
  );
  return plus(...pieces, fewTokens);
}

/** Where a text is cut into pieces, and at its ends, a token or two more or less. */
const fewTokens: Range = [-2, 0, 2];

/** Tokens that figures take beyond those of o200k_base, which counts three digits as one. */
function digitRange(text: string, { digits }: Family): Range {
  if (digits === 'in-threes') return exactly(0);
  const runs = text.match(/\d+/g) ?? [];
  const more = runs.reduce((sum, { length }) => sum + length - Math.ceil(length / 3), 0);
  return digits === 'one-by-one' ? exactly(more) : [0, more / 2, more];
}

/** First words of the system text (2026.4.22 to 2026.9.6), and the first workspace file in it. */
const ownWords = /^You are a personal assistant running inside OpenClaw/;
const firstNote = /^## \S.*\.md$/m;

/** What OpenClaw itself says is known better than what stands in the workspace. */
function ownText(system: string): { readonly manual: string; readonly notes: string } {
  if (!ownWords.test(system)) return { manual: '', notes: system };
  const start = system.search(firstNote);
  return start < 0 ? { manual: system, notes: '' } : { manual: system.slice(0, start), notes: system.slice(start) };
}

async function manualRange(text: string, { ratios }: Family): Promise<Range> {
  return text === '' ? exactly(0) : times(exactly((await o200k())(text)), ratios.manual);
}

async function toolsRange(tools: AgentPrompt['tools'], family: Family): Promise<Range> {
  const count = await o200k();
  const printed = exactly(count(printTools(tools, family)));
  if (family.toolForm === 'typescript' || family.toolForm === 'xml') {
    return times(times(printed, formGrowth[family.toolForm]), printedRatio(family));
  }
  const unknown: Range = [1, 1.05, formGrowth.unknown[2] / formGrowth.spaced[1]];
  return times(times(printed, printedRatio(family)), family.toolForm === 'unknown' ? unknown : 1);
}

/** Of the vocabulary on tools as its template prints them. */
export function printedRatio({ toolForm, ratios }: Family): Range {
  const kind: TextKind =
    toolForm === 'typescript' || toolForm === 'xml' ? 'prose' : toolForm === 'indented' ? 'indented' : 'spaced';
  if (toolForm !== 'unknown') return ratios[kind];
  return [
    Math.min(ratios.spaced[0], ratios.indented[0]),
    ratios.spaced[1],
    Math.max(ratios.spaced[2], ratios.indented[2]),
  ];
}

async function o200k(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  // What looks like a special token in a user's text is text.
  const asText = { disallowedSpecial: new Set<string>() };
  return (text) => countTokens(text, asText);
}
