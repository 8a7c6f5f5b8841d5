import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { fromConfig, fromRelease } from './sourced.js';
import type { Sourced } from './types.js';

const defaults = ['agents', 'defaults'];

/**
 * References that a user may choose in place of the configured ones; null: any. `modelPolicy.allow` from 2026.8.2 on (older schemas
 * refuse it), before and until a config is marked as moved the keys of `agents.defaults.models` (read 2026.4.22 and 2026.9.6). The
 * configured primary runs all the same (ran both).
 */
export function allowListOf(config: JsonValue, version: string): Sourced<readonly string[] | null> {
  const any = fromRelease(null, `default of ${version}`);
  const policy = [...defaults, 'modelPolicy'];
  if (isObject(valueAt(config, policy))) {
    const path = [...policy, 'allow'];
    const allow = valueAt(config, path);
    const refs = Array.isArray(allow) ? allow.filter((ref): ref is string => typeof ref === 'string') : [];
    return refs.length > 0 ? fromConfig(refs, path) : any;
  }
  if (valueAt(config, ['meta', 'migrations', 'modelPolicyAllowlist']) === true) return any;
  const path = [...defaults, 'models'];
  const map = valueAt(config, path);
  const refs = Object.keys(isObject(map) ? map : {}).filter((ref) => ref.trim() !== '');
  return refs.length > 0 ? fromConfig(refs, path) : any;
}
