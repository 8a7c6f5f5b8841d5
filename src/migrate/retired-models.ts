import type { JsonObject } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { formatPath } from '../config/path.js';
import { type ModelRef, modelRefs, retirementOf } from '../schema/model-refs.js';
import { mergeOps } from './build.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf } from './row.js';

const retiredModel: RowFacts = {
  id: 'models/retired-model',
  since: '2026.5.2',
  source: 'lists of OpenClaw 2026.5.2 to 2026.9.6: a file that names such a model is refused, ran',
};

/**
 * Models that the target refuses to see. The same model under another name is safe; a successor is another model, which only
 * the user can want. Runs after all other rows, when references stand where the target looks for them.
 */
export const retiredModelRow = rowOf(retiredModel, (config, { to }) =>
  modelRefs(config, to).flatMap((place): readonly Found[] => {
    const { ref, path } = place;
    const retirement = retirementOf(ref, to);
    if (retirement === undefined) return [];
    const { otherName, successor } = retirement;
    if (otherName !== undefined) {
      const note = successor === undefined ? undefined : `The same model to every release; ${to} calls ${successor}.`;
      return [renaming({ ...retiredModel, ...(note && { note }) }, place, otherName, config)];
    }
    if (successor !== undefined) {
      const note = `another model answers: ${ref} is gone, and OpenClaw names ${successor} in its place`;
      return [renaming({ ...retiredModel, safety: 'unsafe', note }, place, successor, config)];
    }
    return [{ blocked: { path, reason: `${ref} is retired, and ${to} refuses a file that names it` } }];
  }),
);

function renaming(facts: RowFacts, { path, ref, isKey }: ModelRef, name: string, config: JsonObject): Change {
  const to: ConfigPath = [...path.slice(0, -1), name];
  const merge = isKey ? mergeOps(config, path, to) : { ops: [{ op: 'set' as const, path, value: name }], lost: [] };
  const title = isKey ? `rename ${formatPath(path)} to ${name}` : `set ${formatPath(path)} to "${name}"`;
  return { ...changeOf(facts, path, title, merge.ops, merge.lost), model: ref };
}
