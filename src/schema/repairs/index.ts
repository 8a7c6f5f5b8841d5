import type { JsonValue } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { startsWith } from '../../config/path.js';
import { holdsFor } from '../range.js';
import { accountsRepair } from './accounts.js';
import { agentRepairs, threadBindingsRepair } from './agents.js';
import { channelRepairs } from './channels.js';
import { contextBudgetRepair } from './context-budget.js';
import { isDraft, toDraft } from './draft.js';
import { droppedRepairs } from './dropped.js';
import { pluginIdRepair } from './plugins.js';
import type { Repair } from './repair.js';
import { rosterRepair } from './roster.js';
import { sectionRepairs } from './sections.js';
import { talkRepair } from './talk.js';
import { webRepairs } from './web.js';

/** In the order in which the program applies them. */
export const repairs: readonly Repair[] = [
  threadBindingsRepair,
  ...agentRepairs,
  ...webRepairs,
  ...channelRepairs,
  accountsRepair,
  ...sectionRepairs,
  talkRepair,
  ...droppedRepairs,
  pluginIdRepair,
  contextBudgetRepair,
  rosterRepair,
];

export interface Repaired {
  readonly original: JsonValue;
  /** The document without `__proto__` keys, before any repair. */
  readonly written: JsonValue;
  /** The document as the release validates it. */
  readonly value: JsonValue;
  /** Where something of `value` stands in `written`. */
  origin(path: ConfigPath): ConfigPath;
}

export function repairFor(release: string, document: JsonValue): Repaired {
  const written = toDraft(document);
  const value = toDraft(document);
  const moves: { readonly from: ConfigPath; readonly to: ConfigPath }[] = [];
  if (isDraft(value)) {
    for (const repair of repairs)
      if (holdsFor(repair, release)) repair.apply(value, (from, to) => moves.push({ from, to }), release);
  }
  return {
    original: document,
    written,
    value,
    origin: (path) => {
      // Later repairs move what earlier ones moved, and the longest match is the most exact one.
      const move = moves.filter(({ to }) => startsWith(path, to)).sort((a, b) => b.to.length - a.to.length)[0];
      return move === undefined ? path : [...move.from, ...path.slice(move.to.length)];
    },
  };
}
