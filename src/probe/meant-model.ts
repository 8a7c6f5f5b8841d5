import { nearest } from '../nearest.js';
import type { ServedModel } from './types.js';

/** The served id to go on with when the server does not know `configured`: the only one, or the one that is close; undefined in doubt. */
export function meantModel(configured: string, served: readonly ServedModel[]): string | undefined {
  const ids = [...new Set(served.map((row) => row.id))];
  if (ids.length === 1) return ids[0];
  const sameName = ids.filter((id) => lastPart(id) === lastPart(configured));
  if (sameName.length === 1) return sameName[0];
  const byRoot = served.filter((row) => row.root === configured);
  if (byRoot.length === 1) return byRoot[0]?.id;
  const close = nearest(configured, ids);
  return close.length === 1 ? close[0] : undefined;
}

/** `Qwen/Qwen3-32B` and `qwen3-32b` are one model under two names. */
function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}
