import { type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import { fromConfig } from './sourced.js';
import type { Sourced } from './types.js';

const defaults = ['agents', 'defaults'];

export interface ParamsQuestion {
  readonly config: JsonValue;
  readonly ref: string;
  readonly provider: ConfigPath;
  /** Undefined when no row lists the model. */
  readonly row: ConfigPath | undefined;
  readonly traits: Pick<ReleaseTraits, 'limitParams'>;
}

/**
 * The output limit of a model after `params`: of the agents for this model, of the agents for all, of the row, and of the provider
 * (these two only newer schemas have; ran 2026.9.6). Params of a single agent are left out: they are not a matter of the model.
 */
export function withParams(own: Sourced<number | null>, question: ParamsQuestion): Sourced<number | null> {
  const { may } = question.traits.limitParams;
  const params = paramsLimit(question);
  if (params === undefined) return own;
  return may === 'replace' || own.value === null || params.value < own.value ? params : own;
}

function paramsLimit({ config, ref, row, provider, traits }: ParamsQuestion): Sourced<number> | undefined {
  for (const params of [
    [...defaults, 'models', ref, 'params'],
    [...defaults, 'params'],
    ...(row === undefined ? [] : [[...row, 'params']]),
    [...provider, 'params'],
  ]) {
    for (const name of traits.limitParams.names) {
      const tokens = valueAt(config, [...params, name]);
      if (typeof tokens === 'number' && Number.isFinite(tokens) && tokens >= 0) {
        return fromConfig(tokens, [...params, name], 'by params');
      }
    }
  }
  return undefined;
}

/** Whether an entry of `params` decides the limit. */
export function isByParams({ path }: Sourced<number | null>): boolean {
  return path?.includes('params') === true;
}

/** What goes out when the prompt leaves room for it; newer releases send less when it does not. */
export function highestSent(
  maxTokens: Sourced<number | null>,
  window: number,
  { outputLimit }: Pick<ReleaseTraits, 'outputLimit'>,
  version: string,
): Sourced<number | null> {
  const wanted = maxTokens.value;
  if (wanted === null) return maxTokens;
  if (outputLimit.rule === 'window-minus-estimate') {
    const note = `less when the prompt leaves less of ${window}`;
    return wanted < window ? { ...maxTokens } : { value: window - 1, from: 'derived', note };
  }
  const cap = outputLimit.cap === 'window' ? window : Math.min(outputLimit.cap, window);
  // What params say goes out as it is (read 2026.4.22: the cap is part of the default alone).
  if (isByParams(maxTokens) || wanted <= cap) return maxTokens;
  return { value: cap, from: 'derived', note: cap === window ? 'the context window' : `${version} sends no more` };
}
