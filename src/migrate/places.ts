import { isObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';

/**
 * Paths of values that fit a pattern. Steps are separated by dots: a key, `{a,b}` one of these keys, `*` any key or position.
 * The first step may stand for a set of places: `<scope>` agents.defaults and every agent, `<agent>` every agent,
 * `<entry>` every channel and every account of it, `<entry:telegram,slack>` the same of these channels.
 */
export function placesOf(root: JsonValue, pattern: string): readonly ConfigPath[] {
  const [head = '', ...rest] = pattern.split('.');
  const set = /^<(\w+)(?::([^>]*))?>$/.exec(head);
  const starts = set === null ? descend(root, [], head) : startsOf(root, set[1] ?? '', set[2]);
  return rest.reduce<readonly ConfigPath[]>(
    (paths, step) => paths.flatMap((path) => descend(root, path, step)),
    starts,
  );
}

function startsOf(root: JsonValue, set: string, names: string | undefined): readonly ConfigPath[] {
  switch (set) {
    case 'agent':
      return agentPaths(root);
    case 'scope':
      return [...placesOf(root, 'agents.defaults'), ...agentPaths(root)];
    case 'entry':
      return entryPaths(root, names?.split(','));
    default:
      throw new Error(`no places are called <${set}>`);
  }
}

/** Every agent: items of `agents.list`, members of `agents.entries`. */
export function agentPaths(root: JsonValue): readonly ConfigPath[] {
  return [...placesOf(root, 'agents.list.*'), ...placesOf(root, 'agents.entries.*')];
}

/** The agents that OpenClaw sees: beside `agents.entries` nothing of `agents.list` counts. */
export function rosterPaths(root: JsonValue): readonly ConfigPath[] {
  if (isObject(valueAt(root, ['agents', 'entries']))) return placesOf(root, 'agents.entries.*');
  return Array.isArray(valueAt(root, ['agents', 'list'])) ? placesOf(root, 'agents.list.*') : [];
}

/** Members of `channels` that are no channels. */
const notChannels = ['defaults', 'modelByChannel', '$include'];

function entryPaths(root: JsonValue, names: readonly string[] | undefined): readonly ConfigPath[] {
  const channels = placesOf(root, 'channels.*').filter((path) => {
    const name = String(path[1]);
    return names === undefined ? !notChannels.includes(name) : names.includes(name);
  });
  return channels.flatMap((path) => [
    path,
    ...descend(root, path, 'accounts').flatMap((accounts) => descend(root, accounts, '*')),
  ]);
}

function descend(root: JsonValue, path: ConfigPath, step: string): readonly ConfigPath[] {
  return keysOf(valueAt(root, path), step).map((key) => [...path, key]);
}

function keysOf(here: JsonValue | undefined, step: string): readonly (string | number)[] {
  if (Array.isArray(here)) return step === '*' ? here.map((_, i) => i) : [];
  if (!isObject(here)) return [];
  if (step === '*') return Object.keys(here);
  const names = step.startsWith('{') ? step.slice(1, -1).split(',') : [step];
  return names.filter((name) => Object.hasOwn(here, name));
}

/** The member `key` of `value`, when it is an object that has one. */
export function memberValue(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether another file may add to what stands at `path`. */
export function isIncluded(root: JsonValue, path: ConfigPath): boolean {
  return [[], ...path.map((_, i) => path.slice(0, i + 1))].some(
    (above) => valueAt(root, [...above, '$include']) !== undefined,
  );
}
