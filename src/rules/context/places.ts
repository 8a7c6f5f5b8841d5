import { type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, startsWith } from '../../config/path.js';
import { isByParams } from '../../effective/output-limit.js';
import type { EffectiveModel } from '../../effective/types.js';
import type { ConfigOp } from '../define.js';

/** Where to write the window of this model: the key that decides it now, else its own row; undefined when it has no row. */
export function windowPath({ contextWindow, listed, path }: EffectiveModel): ConfigPath | undefined {
  if (!listed) return undefined;
  return contextWindow.from === 'config' && contextWindow.path !== undefined
    ? contextWindow.path
    : [...path, 'contextWindow'];
}

/**
 * Where to write its output limit: its own row, so that a limit for a whole provider stays for the others; where `params` replace
 * what the row says, those.
 */
export function answerPath({ maxTokens, listed, path }: EffectiveModel): ConfigPath | undefined {
  if (isByParams(maxTokens)) return maxTokens.path;
  if (!listed) return undefined;
  const own = maxTokens.path !== undefined && startsWith(maxTokens.path, path) ? maxTokens.path : undefined;
  return own ?? [...path, 'maxTokens'];
}

/** Lists a model that its provider does not list, with this window; undefined where there is no list to write in. */
export function listingOf(
  { id, listed, path }: EffectiveModel,
  config: JsonValue | undefined,
  contextWindow: number,
): readonly ConfigOp[] | undefined {
  const at = [...path, 'models'];
  const rows = config === undefined || listed ? undefined : valueAt(config, at);
  if (!Array.isArray(rows)) return undefined;
  return [{ op: 'set', path: [...at, rows.length], value: { id, name: id, contextWindow } }];
}
