import type { ServedModel } from './types.js';

/** The served id to go on with when the server does not know `configured`: the only one, or the one of that name; undefined in doubt. */
export function meantModel(configured: string, served: readonly ServedModel[]): string | undefined {
  const ids = [...new Set(served.map((row) => row.id))];
  if (ids.length === 1) return ids[0];
  const sameName = ids.filter((id) => core(id) === core(configured));
  if (sameName.length === 1) return sameName[0];
  // vLLM tells in `root` what a served name stands for: the repository that people copy from the model card.
  const byRoot = served.filter((row) => row.root !== undefined && core(row.root) === core(configured));
  return byRoot.length === 1 ? byRoot[0]?.id : undefined;
}

/** `Qwen/Qwen3-32B`, `qwen3_32b` and `/models/Qwen3-32B` are one model under three names. */
function core(id: string): string {
  return id
    .slice(id.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[-_.\s:]/g, '');
}
