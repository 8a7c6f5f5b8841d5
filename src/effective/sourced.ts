import { type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { Sourced } from './types.js';

export function fromConfig<T>(value: T, path: ConfigPath, note?: string): Sourced<T> {
  return { value, from: 'config', path, ...(note !== undefined && { note }) };
}

export function fromRelease<T>(value: T, note: string): Sourced<T> {
  return { value, from: 'release', note };
}

/** A number above zero, as OpenClaw takes limits; everything else counts as not written. */
export function positiveAt(config: JsonValue, path: ConfigPath): number | undefined {
  const value = valueAt(config, path);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}
