import { pluginIdOf } from '../plugin-ids.js';
import { draftAt, draftsIn, ensureDraft, isDraft } from './draft.js';
import type { Repair } from './repair.js';

/** The settings of a plugin are those under its id, however the id was written. */
export const pluginIdRepair: Repair = {
  name: 'plugins.entries ids',
  source: 'normalizePluginsConfig, read and ran in 2026.4.22 to 2026.9.6',
  apply(root, moved, release) {
    const entries = draftAt(root, 'plugins', 'entries');
    if (entries === undefined) return;
    for (const [id, entry] of draftsIn(entries)) {
      const plugin = pluginIdOf(id, release);
      if (plugin === id || !isDraft(entry['config'])) continue;
      ensureDraft(entries, plugin)['config'] = entry['config'];
      delete entry['config'];
      moved(['plugins', 'entries', id, 'config'], ['plugins', 'entries', plugin, 'config']);
    }
  },
};
