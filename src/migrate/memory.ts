import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { holdsFor } from '../schema/range.js';
import { beside, moved, removal, retired, sameJson } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf, type Way } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

/** 2026.8.2 has one memory.search for all agents, and one per agent. */
function searchHome(_path: ConfigPath, _config: JsonValue, { to }: Way): ConfigPath {
  return holdsFor({ from: '2026.8.2' }, to) ? ['memory', 'search'] : ['agents', 'defaults', 'memorySearch'];
}

const qmd: RowFacts = {
  id: 'memory/qmd-engine',
  since: '2026.8.2',
  note: 'The qmd engine is gone; the built-in memory takes over the paths outside the workspace and the indexing of sessions.',
  source,
};

const why = 'the qmd engine is gone; the built-in memory has no such setting';

/** Every `qmd` block, and the memory.search that takes over what the built-in engine knows too. */
function retireQmd(config: JsonObject): readonly Change[] {
  const blocks = placesOf(config, 'memory.qmd').map((path) => ({ path, search: ['memory', 'search'], list: 'paths' }));
  const nested = [...placesOf(config, 'memory.search.qmd'), ...placesOf(config, '<agent>.memory.search.qmd')].map(
    (path) => ({ path, search: path.slice(0, -1), list: 'extraCollections' }),
  );
  return [...blocks, ...nested].flatMap(({ path, search, list }) => {
    const block = valueAt(config, path) ?? null;
    const carried = [...carryPaths(config, block, list, search), ...carrySessions(config, block, search)];
    const reason = carried.length > 0 ? `${why} besides its paths and sessions` : why;
    return [changeOf(qmd, path, `remove ${path.join('.')}`, [...carried, { op: 'remove', path }], [{ path, reason }])];
  });
}

function carryPaths(config: JsonValue, block: JsonValue, list: string, search: ConfigPath): readonly ConfigOp[] {
  const entries = memberValue(block, list);
  if (!Array.isArray(entries)) return [];
  const found = entries.flatMap((entry: JsonValue): readonly JsonValue[] => {
    const [path, pattern] = [memberValue(entry, 'path'), memberValue(entry, 'pattern')];
    if (typeof path !== 'string' || path.trim() === '') return [];
    return [typeof pattern === 'string' && pattern.trim() !== '' ? { path, pattern } : path];
  });
  const target = [...search, 'extraPaths'];
  const existing = valueAt(config, target);
  const known: readonly JsonValue[] = Array.isArray(existing) ? existing : [];
  const added = found.filter((entry) => !known.some((other) => sameJson(other, entry)));
  return added.length === 0 ? [] : [{ op: 'set', path: target, value: [...known, ...added] }];
}

function carrySessions(config: JsonValue, block: JsonValue, search: ConfigPath): readonly ConfigOp[] {
  if (memberValue(memberValue(block, 'sessions'), 'enabled') !== true) return [];
  const sources = valueAt(config, [...search, 'sources']);
  const switched = valueAt(config, [...search, 'experimental', 'sessionMemory']);
  const listed = Array.isArray(sources) && sources.length > 0 ? sources : ['memory'];
  return [
    ...(switched === undefined
      ? [{ op: 'set', path: [...search, 'experimental', 'sessionMemory'], value: true } as const]
      : []),
    ...(listed.includes('sessions')
      ? []
      : [{ op: 'set', path: [...search, 'sources'], value: [...listed, 'sessions'] } as const]),
  ];
}

const backend: RowFacts = {
  id: 'memory/backend',
  since: '2026.8.2',
  note: 'The built-in engine is the only one.',
  source,
};

/** Settings of the search in memory that became fixed; the same for all agents and per agent. */
const fixed =
  '{sync,chunking}|query.hybrid|cache.maxEntries|store.{driver,path}|local.{contextSize,modelCacheDir}|remote.nonBatchConcurrency|remote.batch.{wait,concurrency,pollIntervalMs,timeoutMinutes}';

export const memoryRows = [
  moved({
    id: 'memory/search-at-the-root',
    since: '2026.5.2',
    at: 'memorySearch',
    when: isObject,
    to: searchHome,
    source: 'OpenClaw 2026.4.22 moves it while loading; 2026.9.6 refuses it',
  }),
  retired({
    id: 'memory/index-path',
    since: '2026.6.11',
    at: '<scope>.memorySearch.store.path',
    why: 'each agent has its own database, and the index is built again',
    source: 'schemas of OpenClaw 2026.6.1 and 2026.6.11, migration of 2026.9.6',
  }),
  moved({
    id: 'memory/search-of-all-agents',
    since: '2026.8.2',
    at: 'agents.defaults.memorySearch',
    when: isObject,
    to: () => ['memory', 'search'],
    source,
  }),
  moved({
    id: 'memory/search-of-an-agent',
    since: '2026.8.2',
    at: '<agent>.memorySearch',
    when: isObject,
    to: beside(1, 'memory', 'search'),
    source,
  }),
  rowOf(qmd, retireQmd),
  rowOf(backend, (config) =>
    placesOf(config, 'memory.backend').map((path) => removal(backend, path, 'the built-in engine is the only one')),
  ),
  retired({
    id: 'memory/search-tuning',
    since: '2026.8.2',
    at: fixed.split('|').flatMap((part) => [`memory.search.${part}`, `<agent>.memory.search.${part}`]),
    why: 'the value is built in',
    source,
  }),
];
