import { type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { modelKey } from '../effective/output-limit.js';
import type { ReleaseTraits } from '../release/traits.js';

/** Of the entry that all agents share for the model `ref`, `provider/id`: what stands there is sent, and what stands in its row is not. */
export function paramsOfModel(ref: string): ConfigPath {
  return ['agents', 'defaults', 'models', modelKey(ref), 'params'];
}

interface ParamsWish {
  /** A `params` of agents, and the steps below it. */
  readonly home: ConfigPath;
  readonly to: readonly string[];
  readonly config: JsonValue;
  readonly traits: Pick<ReleaseTraits, 'allowList'>;
}

/** What else changes when a parameter is written there; undefined when nothing does. */
export function riskOfParams({ home, to, config, traits }: ParamsWish): string | undefined {
  const isNew = home[2] === 'models' && valueAt(config, home.slice(0, 4)) === undefined;
  if (isNew && traits.allowList.list === 'models-map')
    return 'agents.defaults.models is also the list of allowed models';
  return to.length > 1 ? 'a strict server may refuse a field that it does not know' : undefined;
}
