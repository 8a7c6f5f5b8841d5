import { isValidAgentId, normalizeAgentId } from '../agents.js';
import { type Draft, type DraftValue, isDraft, toDraft } from './draft.js';
import type { Repair } from './repair.js';

/** A clean `agents.list` becomes `agents.entries`; a document without agents gets `main`; a single old default marker goes. */
export const rosterRepair: Repair = {
  name: 'agents.list',
  from: '2026.8.2',
  source: 'legacy.roster.ts of 2026.9.6 (migratePersistedImplicitMainRoster)',
  apply(root, moved) {
    if (root['agents'] !== undefined && !isDraft(root['agents'])) return;
    const agents: Draft = isDraft(root['agents']) ? root['agents'] : {};
    if (agents['entries'] === undefined && agents['list'] !== undefined) {
      const entries = readList(agents['list']);
      if (entries === undefined) return;
      delete agents['list'];
      agents['entries'] = Object.fromEntries(entries);
      moved(['agents', 'list'], ['agents', 'entries']);
      for (const [index, [id]] of entries.entries()) moved(['agents', 'list', index], ['agents', 'entries', id]);
      // An agent of that name gets lost in the program, which does not look for another one then.
      if (Object.hasOwn(agents['entries'], '__proto__')) {
        agents['entries'] = toDraft(agents['entries']);
        return;
      }
    }
    const entries = agents['entries'];
    if (entries === undefined || (isDraft(entries) && Object.keys(entries).length === 0)) {
      if (agents['ownership'] === 'explicit') return;
      agents['entries'] = { main: {} };
      root['agents'] = agents;
      return;
    }
    dropSingleMarker(agents, entries);
  },
};

/** Ids with their settings; undefined when an item has no id, or ids are not plain and different. */
function readList(list: DraftValue): [string, Draft][] | undefined {
  if (!Array.isArray(list)) return undefined;
  const entries: [string, Draft][] = [];
  for (const item of list) {
    if (!isDraft(item)) return undefined;
    const { id, ...settings } = item;
    if (typeof id !== 'string' || id === '' || normalizeAgentId(id) !== id || !isValidAgentId(id)) return undefined;
    if (entries.some(([known]) => known === id)) return undefined;
    entries.push([id, settings]);
  }
  return entries;
}

/** With several agents the marked one keeps its role in memory, so the roster counts as owned. */
function dropSingleMarker(agents: Draft, entries: DraftValue): void {
  if (!isDraft(entries) || agents['ownership'] === 'explicit') return;
  const known = Object.values(entries).filter(isDraft);
  if (known.some((entry) => entry['default'] !== undefined && typeof entry['default'] !== 'boolean')) return;
  const marked = known.filter((entry) => entry['default'] === true);
  if (marked.length !== 1) return;
  for (const entry of known) delete entry['default'];
  if (Object.keys(entries).length > 1 && agents['ownership'] === undefined) agents['ownership'] = 'explicit';
}
