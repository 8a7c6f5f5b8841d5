import { estimateTokens, sentOutputLimit } from '../../effective/limits.js';
import { isSentAsIs, modelsByLimit } from '../../effective/output-limit.js';
import type { ReleaseTraits } from '../../release/traits.js';
import type { TokenCount } from '../../tokens/types.js';
import type { Sides } from '../sides.js';

/** The tokens of one first turn on one model. */
export interface Budget {
  readonly window: number;
  /** Tokens that the server holds; undefined when it does not tell. */
  readonly served: number | undefined;
  /** The smaller of the two: what there really is. */
  readonly limit: number;
  readonly prompt: TokenCount | undefined;
  /** What the release sends as output limit; null: none. Undefined when that depends on a prompt that is not known. */
  readonly sent: number | null | undefined;
  /** OpenClaw's own guess of the prompt, when the release subtracts it. */
  readonly estimate: number | undefined;
}

/** Each model once, and once more for each agent whose own params make another answer limit of it. */
export function byLimit(sides: readonly Sides[]): readonly Sides[] {
  return sides.flatMap((one) => modelsByLimit(one.model).map((model) => ({ ...one, model })));
}

export function budgetOf({ model, served, prompt }: Sides, traits: ReleaseTraits): Budget {
  const window = model.contextWindow.value;
  const max = served?.maxModelLen;
  const subtracts = traits.outputLimit.rule === 'window-minus-estimate';
  const limits = {
    contextWindow: window,
    maxTokens: model.maxTokens.value,
    promptChars: prompt?.chars ?? 0,
    asIs: isSentAsIs(model.maxTokens, traits),
  };
  return {
    window,
    served: max,
    limit: Math.min(window, max ?? window),
    prompt: prompt?.total,
    sent: subtracts && prompt === undefined ? undefined : sentOutputLimit(limits, traits),
    estimate: subtracts && prompt !== undefined ? estimateTokens(prompt.chars) : undefined,
  };
}

/** `13612 (POST /tokenize of vLLM 0.11.0)`, or with its bounds when it is an estimate. */
export function promptProof({ tokens, low, high, detail }: TokenCount): string {
  return low === high ? `prompt ${tokens} (${detail})` : `prompt about ${tokens}, ${low} to ${high} (${detail})`;
}
