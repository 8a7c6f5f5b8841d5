import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';

export interface MergeQuestion {
  /** The config as it is. */
  readonly present: JsonValue;
  /** The settled draft. */
  readonly wanted: JsonValue;
  readonly providerId: string;
  /** Make it the model of the default agents also where another one is named. */
  readonly asDefault: boolean;
}

const modelPath = ['agents', 'defaults', 'model'];

/**
 * What has to be written so that `present` also says what `wanted` says. A provider of that id keeps what the draft does not name, and its
 * key; a row of that model keeps what the draft does not name. What holds for all agents (compaction, timeouts) is written where the model
 * is theirs: another model that they use may need what stands there. Nothing else changes.
 */
export function mergeOps(question: MergeQuestion): readonly ConfigOp[] {
  const { present, wanted, providerId, asDefault } = question;
  return [
    ...providerOps(present, wanted, providerId),
    ...restOps(present, wanted, { providerId, agents: isForAgents(question) }),
    ...referenceOps(present, wanted, asDefault),
  ];
}

/** Whether the agents use the model once it is merged. */
export function isForAgents({ present, wanted, asDefault }: Omit<MergeQuestion, 'providerId'>): boolean {
  const old = valueAt(present, modelPath);
  const used = typeof old === 'string' ? old : valueAt(old, ['primary']);
  return asDefault || old === undefined || used === valueAt(wanted, [...modelPath, 'primary']);
}

function providerOps(present: JsonValue, wanted: JsonValue, id: string): readonly ConfigOp[] {
  const path = ['models', 'providers', id];
  const block = valueAt(wanted, path);
  const old = valueAt(present, path);
  if (!isObject(block)) return [];
  if (!isObject(old)) return [{ op: 'set', path, value: block }];
  const { models, ...rest } = block;
  const keys = Object.entries(rest).filter(([key]) => key !== 'apiKey' || old['apiKey'] === undefined);
  return [
    ...keys.flatMap(([key, value]) => leafOps(present, [...path, key], value)),
    ...rowOps(old, models, [...path, 'models']),
  ];
}

function rowOps(old: JsonObject, models: JsonValue | undefined, path: ConfigPath): readonly ConfigOp[] {
  const rows = Array.isArray(old['models']) ? old['models'] : [];
  return (Array.isArray(models) ? models : []).flatMap((row: JsonValue): readonly ConfigOp[] => {
    if (!isObject(row)) return [];
    const index = rows.findIndex((candidate: JsonValue) => valueAt(candidate, ['id']) === row['id']);
    if (index === -1)
      return [
        {
          op: 'set',
          path: old['models'] === undefined ? path : [...path, rows.length],
          value: old['models'] === undefined ? [row] : row,
        },
      ];
    // A name is the user's own matter.
    const { name, ...limits } = row;
    return Object.entries(limits).flatMap(([key, value]) =>
      leafOps(rows[index], [key], value).map((op) => below(op, [...path, index])),
    );
  });
}

function below(op: ConfigOp, path: ConfigPath): ConfigOp {
  return op.op === 'set' ? { ...op, path: [...path, ...op.path] } : op;
}

/** Keys that fixes added elsewhere: timeouts and compaction of the agents. */
function restOps(
  present: JsonValue,
  wanted: JsonValue,
  { providerId, agents }: { readonly providerId: string; readonly agents: boolean },
): readonly ConfigOp[] {
  const skipped = [agents ? modelPath : ['agents'], ['models', 'providers', providerId]].map((path) =>
    path.join('\u0000'),
  );
  const visit = (value: JsonValue, path: ConfigPath): readonly ConfigOp[] => {
    if (skipped.includes(path.join('\u0000'))) return [];
    if (!isObject(value)) return leafOps(present, path, value);
    return Object.entries(value).flatMap(([key, inner]) => visit(inner, [...path, key]));
  };
  return visit(wanted, []);
}

function referenceOps(present: JsonValue, wanted: JsonValue, asDefault: boolean): readonly ConfigOp[] {
  const primary = valueAt(wanted, [...modelPath, 'primary']);
  const old = valueAt(present, modelPath);
  if (typeof primary !== 'string' || (old !== undefined && !asDefault)) return [];
  const path = typeof old === 'string' ? modelPath : [...modelPath, 'primary'];
  // Where models are listed for the agents, no other model may be used.
  const allowed = ['agents', 'defaults', 'models'];
  const list = isObject(valueAt(present, allowed)) ? leafOps(present, [...allowed, primary], {}) : [];
  return [...leafOps(present, path, primary), ...list];
}

/** Sets what differs, key by key inside objects, so that what stands beside it stays. */
function leafOps(present: JsonValue | undefined, path: ConfigPath, value: JsonValue): readonly ConfigOp[] {
  const old = valueAt(present, path);
  if (JSON.stringify(old) === JSON.stringify(value)) return [];
  if (!isObject(value) || !isObject(old)) return [{ op: 'set', path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leafOps(present, [...path, key], inner));
}

/** The id that a new block may take: the wished one, unless it belongs to another address; then the first free one behind it. */
export function freeProviderId(present: JsonValue, wished: string, baseUrl: string): string {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? wished : `${wished}-${n}`;
    const old = valueAt(present, ['models', 'providers', id]);
    if (old === undefined || sameOrigin(valueAt(old, ['baseUrl']), baseUrl)) return id;
  }
}

function sameOrigin(text: JsonValue | undefined, baseUrl: string): boolean {
  return typeof text === 'string' && URL.canParse(text) && new URL(text).origin === new URL(baseUrl).origin;
}
