import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { type ConfigPath, samePath } from '../../config/path.js';
import { agentPaths } from '../../effective/references.js';
import type { EffectiveConfig, EffectiveModel } from '../../effective/types.js';
import type { ConfigOp } from '../define.js';

interface Renaming {
  readonly config: JsonValue;
  readonly effective: EffectiveConfig;
  readonly model: EffectiveModel;
  readonly to: string;
}

/** Gives a model another id everywhere: its row, every reference, the keys and allow lists that name it. */
export function renameModel({ config, effective, model, to }: Renaming): readonly ConfigOp[] {
  const newRef = `${model.provider}/${to}`;
  const hasRow = effective.models.some((row) => row.listed && row.ref === newRef);
  const row: ConfigOp[] = model.listed && !hasRow ? [{ op: 'set', path: [...model.path, 'id'], value: to }] : [];
  const references = effective.references
    .filter((reference) => reference.resolved === model.ref)
    .flatMap(({ path, text }): ConfigOp[] => {
      const value = renamed(text, model.id, to);
      return value === undefined || valueAt(config, path) !== text ? [] : [{ op: 'set', path, value }];
    });
  const lists = [...placesNaming(config, model.ref)].map(
    ({ path, isKey }): ConfigOp => (isKey ? { op: 'rename', path, key: newRef } : { op: 'set', path, value: newRef }),
  );
  const known = references.map((op) => ('path' in op ? op.path : []));
  return [
    ...row,
    ...references,
    ...lists.filter((op) => !('path' in op) || !known.some((path) => samePath(path, op.path))),
  ];
}

/** `vllm/old@profile` to `vllm/new@profile`; undefined for an alias, which does not hold the id. */
function renamed(text: string, from: string, to: string): string | undefined {
  const at = text.indexOf(from);
  return at < 0 ? undefined : `${text.slice(0, at)}${to}${text.slice(at + from.length)}`;
}

interface Naming {
  readonly path: ConfigPath;
  readonly isKey: boolean;
}

/** Keys of `models` maps and items of `modelPolicy.allow` under `agents`. */
function* placesNaming(config: JsonValue, ref: string): Generator<Naming> {
  for (const { path } of agentPaths(config)) {
    const models = valueAt(config, [...path, 'models']);
    if (isObject(models) && ref in models) yield { path: [...path, 'models', ref], isKey: true };
    const allow = valueAt(config, [...path, 'modelPolicy', 'allow']);
    if (!Array.isArray(allow)) continue;
    for (const [i, item] of allow.entries()) {
      if (item === ref) yield { path: [...path, 'modelPolicy', 'allow', i], isKey: false };
    }
  }
}
