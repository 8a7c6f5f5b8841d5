import { pluginIdOf } from '../plugin-ids.js';
import { draftAt, draftsIn, ensureDraft, isDraft } from './draft.js';
import type { Repair } from './repair.js';

/** The settings of a plugin are those under its id, however the id was written. */
export const pluginIdRepair: Repair = {
  name: 'plugins.entries ids',
  source: 'normalizePluginsConfig, read in 2026.4.22 and 2026.9.6, ran in all',
  apply(root, moved) {
    const entries = draftAt(root, 'plugins', 'entries');
    if (entries === undefined) return;
    for (const [id, entry] of draftsIn(entries)) {
      const plugin = pluginIdOf(id);
      if (plugin === id || !isDraft(entry['config'])) continue;
      ensureDraft(entries, plugin)['config'] = entry['config'];
      delete entry['config'];
      moved(['plugins', 'entries', id, 'config'], ['plugins', 'entries', plugin, 'config']);
    }
  },
};
