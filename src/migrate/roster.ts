import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import { isIncluded, memberValue, placesOf, rosterPaths } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const listIds: RowFacts = {
  id: 'agents/list-ids',
  since: '2026.8.2',
  note: 'OpenClaw reads agent ids this way in every release; since 2026.8.2 it wants them written so.',
  source: 'ran OpenClaw 2026.8.2 and 2026.9.6: a list loads when every id is lower case and its own',
};

/** How OpenClaw 2026.4.22 and 2026.9.6 read an agent id. */
export function normalAgentId(id: string): string {
  const text = id.trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)) return text;
  return (
    text
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^-+/, '')
      .replace(/-+$/, '')
      .slice(0, 64) || 'main'
  );
}

/** Ids as the new release wants them; a second agent of the same id gets a number, as its own doctor would do. */
function cleanIds(config: JsonObject): readonly Change[] {
  const taken = new Set<string>();
  const listed = rosterPaths(config).filter(([, roster]) => roster === 'list');
  const ids = listed.map((agent) => [...agent, 'id']);
  return ids.flatMap((path) => {
    const written = valueAt(config, path);
    if (typeof written !== 'string') return [];
    const wanted = normalAgentId(written);
    let id = wanted;
    for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
    taken.add(id);
    return id === written
      ? []
      : [changeOf(listIds, path, `set ${formatPath(path)} to "${id}"`, [{ op: 'set', path, value: id }])];
  });
}

const oneDefault: RowFacts = {
  id: 'agents/one-default',
  since: '2026.8.2',
  note: 'The first one counted already.',
  source: 'OpenClaw 2026.4.22 takes the first of several; ran 2026.9.6: more than one is refused',
};

const ownerless: RowFacts = {
  id: 'agents/default-marker',
  since: '2026.8.2',
  note: 'The first agent was the default without saying so. With the mark 2026.8.2 and later give it the channels and the heartbeat that no agent owns; agents.ownership: "explicit" instead would leave them without one.',
  source: 'ran OpenClaw 2026.8.2 and 2026.9.6: two agents without a mark or agents.ownership are refused',
};

function marked(config: JsonValue, agents: readonly ConfigPath[]): readonly ConfigPath[] {
  return agents.filter((path) => memberValue(valueAt(config, path), 'default') === true);
}

function markDefault(config: JsonObject): readonly Change[] {
  const agents = rosterPaths(config).filter((path) => isObject(valueAt(config, path)));
  const [first] = agents;
  if (isIncluded(config, ['agents'])) return [];
  if (first === undefined || agents.length < 2 || marked(config, agents).length > 0) return [];
  if (memberValue(valueAt(config, ['agents']), 'ownership') !== undefined) return [];
  const path = [...first, 'default'];
  return [changeOf(ownerless, path, `set ${formatPath(path)} to true`, [{ op: 'set', path, value: true }])];
}

const lostBinding: RowFacts = {
  id: 'agents/binding-of-unknown-agent',
  since: '2026.6.11',
  note: 'Such messages went to the default agent; they still do unless a later binding fits.',
  safety: 'unsafe',
  source: 'OpenClaw 2026.4.22 falls back to the default agent; ran 2026.6.11 and 2026.9.6: refused',
};

function dropLostBindings(config: JsonObject): readonly Change[] {
  if (isIncluded(config, ['agents'])) return [];
  const ids = new Set(
    rosterPaths(config).map((path) => {
      const id = path[1] === 'entries' ? path[2] : memberValue(valueAt(config, path), 'id');
      return normalAgentId(String(id ?? ''));
    }),
  );
  if (ids.size === 0) ids.add('main');
  const gone = placesOf(config, 'bindings.*.agentId').filter((path) => {
    const id = valueAt(config, path);
    return typeof id === 'string' && !id.includes('${') && !ids.has(normalAgentId(id));
  });
  if (gone.length === 0) return [];
  const paths = gone.map((path) => path.slice(0, -1));
  const title =
    paths.length === 1 ? `remove ${formatPath(paths[0] ?? [])}` : `remove ${paths.length} bindings of unknown agents`;
  const lost = paths.map((path) => ({ path, reason: 'no agent has this id' }));
  const ops = paths.toReversed().map((path) => ({ op: 'remove', path }) as const);
  return [changeOf(lostBinding, paths[0] ?? [], title, ops, lost)];
}

export const rosterRows = [
  rowOf(lostBinding, dropLostBindings),
  rowOf(listIds, cleanIds),
  rowOf(oneDefault, (config): readonly Change[] => {
    const [, ...others] = marked(config, rosterPaths(config));
    return others.map((agent) => {
      const path = [...agent, 'default'];
      return changeOf(
        oneDefault,
        path,
        `remove ${formatPath(path)}`,
        [{ op: 'remove', path }],
        [{ path, reason: 'an earlier agent is the default' }],
      );
    });
  }),
  rowOf(ownerless, markDefault),
];
