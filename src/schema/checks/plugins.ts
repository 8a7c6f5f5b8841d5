import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { nearest } from '../../nearest.js';
import { pluginIdOf } from '../plugin-ids.js';
import { holdsFor } from '../range.js';
import { resolveUserPath } from '../surroundings.js';
import type { Check, CheckInput } from './check.js';
import { placesOf, stringsAt } from './places.js';

export const pluginChecks: readonly Check[] = [
  {
    name: 'plugins.load.paths that do not exist',
    before: '2026.9.6',
    source: 'ran 2026.4.22 to 2026.9.1; a warning in 2026.9.6',
    *run({ value, surroundings }) {
      for (const { path, value: folder } of stringsAt(value, 'plugins.load.paths.*')) {
        if (folder.trim() === '') continue;
        if (surroundings.exists === undefined) {
          yield { unsure: 'whether the folders in plugins.load.paths exist decides it' };
        } else if (!surroundings.exists(resolveUserPath(folder, surroundings))) {
          yield { kind: 'policy', path, reported: ['plugins', 'load', 'paths'], problem: 'plugin path does not exist' };
        }
      }
    },
  },
  {
    name: 'plugins.deny of an unknown plugin',
    before: '2026.5.12',
    source: 'ran 2026.4.22 and 2026.5.2; a warning from 2026.5.12 on',
    *run({ value, lists }) {
      for (const { path, value: id } of stringsAt(value, 'plugins.deny.*')) {
        if (id.trim() === '' || lists.plugins.includes(id) || removed.includes(id)) continue;
        yield unknownPlugin(path, ['plugins', 'deny'], id, lists.plugins);
      }
    },
  },
  {
    name: 'memory-lancedb without its settings',
    before: '2026.5.2',
    source: 'resolveEffectivePluginActivationState of 2026.4.22; the only bundled plugin that must be configured',
    *run({ value }) {
      const id = 'memory-lancedb';
      const plugins = valueAt(value, ['plugins']);
      const entry = valueAt(value, ['plugins', 'entries', id]);
      const isOff = (owner: JsonValue | undefined) => isObject(owner) && owner['enabled'] === false;
      if (valueAt(value, ['plugins', 'slots', 'memory']) !== id || isOff(plugins) || isOff(entry)) return;
      if (stringsAt(value, 'plugins.deny.*').some(({ value: denied }) => denied === id)) return;
      if (isObject(entry) && isObject(entry['config'])) return;
      const reported = ['plugins', 'entries', id, 'config', 'embedding'];
      const problem = `${id} needs ${reported.join('.')}`;
      yield { kind: 'policy', path: ['plugins', 'slots', 'memory'], reported, problem };
    },
  },
  {
    name: 'plugins.slots.memory of an unknown plugin',
    source: 'ran 2026.4.22 to 2026.9.6',
    *run(input) {
      const { value, lists, release } = input;
      const slot = valueAt(value, ['plugins', 'slots', 'memory']);
      if (typeof slot !== 'string') return;
      const id = slot.trim();
      if (id === '' || id.toLowerCase() === 'none' || lists.plugins.includes(id) || removed.includes(id)) return;
      // The official plugin that left the package is only missed, not refused.
      if (id === 'memory-lancedb' && holdsFor({ from: '2026.5.28' }, release)) return;
      if (hasMissingLoadPath(input) === 'preserved') return;
      yield unknownPlugin(['plugins', 'slots', 'memory'], undefined, id, lists.plugins);
    },
  },
];

/** Ids that were retired and may stay in a file. */
const removed = ['google-antigravity-auth', 'google-gemini-cli-auth'];

function unknownPlugin(
  path: readonly (string | number)[],
  reported: readonly string[] | undefined,
  id: string,
  known: readonly string[],
) {
  const candidates = nearest(id, known);
  return {
    kind: 'bad-value',
    path,
    ...(reported === undefined ? {} : { reported }),
    problem: `no plugin is called ${id}`,
    ...(candidates.length > 0 ? { candidates } : {}),
  } as const;
}

/** The plugins section names the plugin, so what belongs to it is taken for a plugin that was installed once. */
export function hasPluginEvidence({ value, release }: CheckInput, ...ids: readonly string[]): boolean {
  const wanted = new Set(ids.map((id) => pluginIdOf(id, release)));
  const allowed = placesOf(value, 'plugins.allow.*').map(({ value: id }) => id);
  const entries = valueAt(value, ['plugins', 'entries']);
  const named = [...allowed, ...(isObject(entries) ? Object.keys(entries) : [])];
  return named.some((id) => typeof id === 'string' && wanted.has(pluginIdOf(id, release)));
}

/**
 * From 2026.9.6 on an unreadable load path makes the program keep what it cannot check: `preserved`. `unknown`: nobody can say
 * whether the paths exist.
 */
export function hasMissingLoadPath({ value, release, surroundings }: CheckInput): 'preserved' | 'unknown' | 'no' {
  if (!holdsFor({ from: '2026.9.6' }, release)) return 'no';
  const folders = stringsAt(value, 'plugins.load.paths.*').filter(({ value: folder }) => folder.trim() !== '');
  if (folders.length === 0) return 'no';
  const { exists } = surroundings;
  if (exists === undefined) return 'unknown';
  return folders.some(({ value: folder }) => !exists(resolveUserPath(folder, surroundings))) ? 'preserved' : 'no';
}
