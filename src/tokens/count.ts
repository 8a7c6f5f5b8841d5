import type { Counter } from './ask.js';
import type { Calibration } from './calibrate.js';
import { type Family, familyOf, type Range } from './families.js';
import type { LocalTokenizer } from './local-tokenizer.js';
import type { AgentPrompt, Prompt } from './prompt.js';
import { type MeasuredPrompt, spreadOf } from './prompt-sizes.js';
import { type Parts, sum, toCount } from './range.js';
import type { CountMethod, TokenCount } from './types.js';

export interface Counted {
  readonly total: Range;
  readonly parts: Parts<Range> | undefined;
  readonly method: CountMethod;
  readonly detail: string;
}

/** Best first: the server's tokenizer on a text of that size, one that the user has, a small request's usage, the ratio of the vocabulary. */
export async function countFirstTurn(size: MeasuredPrompt, counter: Counter, family: Family): Promise<Counted> {
  if (counter.tokenizeWorks) {
    const { countSample } = await import('./count-sample.js');
    const { countOnServer } = await import('./count-on-server.js');
    const counted = await countSample(size, family, (prompt) => countOnServer(prompt, counter, family));
    if (counted !== undefined) return { ...counted, total: sum(counted.parts), method: 'server-tokenizer' };
  }
  const { tokenizer } = counter;
  if (tokenizer !== undefined) {
    const { countSample } = await import('./count-sample.js');
    const { countLocally } = await import('./count-locally.js');
    const counted = await countSample(size, family, (prompt) => countLocally(prompt, tokenizer, family));
    if (counted !== undefined) return { ...counted, total: sum(counted.parts), method: 'local-tokenizer' };
  }
  const { detailOf, estimateSize } = await import('./estimate.js');
  const calibration = await calibrated(counter, family);
  if (calibration === undefined) return estimated(estimateSize(size, family, spreadOf(size)), detailOf(family));
  return byUsage(calibration, calibration.apply(estimateSize(size, family), spreadOf(size)));
}

/** The same for a text that is at hand: exact where the server counts it. */
export async function countPrompt(prompt: AgentPrompt, counter: Counter, family: Family): Promise<Counted> {
  if (counter.tokenizeWorks) {
    const { countOnServer } = await import('./count-on-server.js');
    const counted = await countOnServer(prompt, counter, family);
    if (counted !== undefined) return { ...counted, method: 'server-tokenizer' };
  }
  if (counter.tokenizer !== undefined) {
    const { countLocally } = await import('./count-locally.js');
    return { ...countLocally(prompt, counter.tokenizer, family), method: 'local-tokenizer' };
  }
  const { detailOf, estimateParts } = await import('./estimate.js');
  const estimate = await estimateParts(prompt, family);
  const calibration = await calibrated(counter, family);
  if (calibration === undefined) return estimated(estimate, detailOf(family));
  return byUsage(calibration, calibration.apply(estimate, [0.97, 1, 1.03]));
}

/** Without a server: with the vocabulary that the user has, else by that of the family that the name of the model tells. */
export async function countAlone(
  prompt: Prompt,
  model: string,
  tokenizer: LocalTokenizer | undefined,
): Promise<TokenCount> {
  const agent = 'text' in prompt ? { messages: [{ role: 'user', content: prompt.text }], tools: [] } : prompt;
  const counter: Counter = { model, ask: undefined, tokenizeWorks: false, server: '', tokenizer };
  const { total, method, detail } = await countPrompt(agent, counter, familyOf(model));
  return toCount(total, method, detail);
}

function estimated(parts: Parts<Range>, detail: string): Counted {
  return { total: sum(parts), parts, method: 'estimate', detail };
}

function byUsage({ detail }: Calibration, parts: Parts<Range>): Counted {
  return { total: sum(parts), parts, method: 'server-usage', detail };
}

async function calibrated(counter: Counter, family: Family): Promise<Calibration | undefined> {
  if (counter.smokeTokens === undefined || counter.ask?.chat === undefined) return undefined;
  const { calibrate } = await import('./calibrate.js');
  return calibrate(counter, family);
}
