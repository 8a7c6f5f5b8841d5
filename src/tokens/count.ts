import type { Counter } from './ask.js';
import type { Calibration } from './calibrate.js';
import type { Family, Range } from './families.js';
import type { AgentPrompt } from './prompt.js';
import { type MeasuredPrompt, spreadOf } from './prompt-sizes.js';
import { type Parts, sum } from './range.js';
import type { CountMethod } from './types.js';

export interface Counted {
  readonly total: Range;
  readonly parts: Parts<Range> | undefined;
  readonly method: CountMethod;
  readonly detail: string;
}

/** Best first: the server's tokenizer on a text of that size, a small request's usage, the ratio of the vocabulary. */
export async function countFirstTurn(size: MeasuredPrompt, counter: Counter, family: Family): Promise<Counted> {
  if (counter.tokenizeWorks) {
    const { countSample } = await import('./count-sample.js');
    const counted = await countSample(size, counter, family);
    if (counted !== undefined) return { ...counted, total: sum(counted.parts), method: 'server-tokenizer' };
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
  const { detailOf, estimateParts } = await import('./estimate.js');
  const estimate = await estimateParts(prompt, family);
  const calibration = await calibrated(counter, family);
  if (calibration === undefined) return estimated(estimate, detailOf(family));
  return byUsage(calibration, calibration.apply(estimate, [0.97, 1, 1.03]));
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
