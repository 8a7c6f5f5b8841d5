import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';

/** One agent of the roster, in either of its two shapes. */
export interface AgentEntry {
  /** As written: `id` of a list item, key of an entry. */
  readonly id: string;
  readonly path: ConfigPath;
  readonly entry: JsonObject;
}

/** `agents.entries` when it is there, else `agents.list`; what is no object is left out. */
export function agentsOf(value: JsonValue): readonly AgentEntry[] {
  const entries = valueAt(value, ['agents', 'entries']);
  if (isObject(entries)) {
    return Object.entries(entries).flatMap(([id, entry]) =>
      isObject(entry) ? [{ id, path: ['agents', 'entries', id], entry }] : [],
    );
  }
  const list = valueAt(value, ['agents', 'list']);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: JsonValue, index) => {
    if (!isObject(entry)) return [];
    const { id } = entry;
    return [{ id: typeof id === 'string' ? id : '', path: ['agents', 'list', index], entry }];
  });
}

/**
 * The agent that answers when none is named: marked `default`, else the first (2026.4.22, `resolveDefaultAgentId`). In `agents.entries`
 * nobody is then (2026.9.6), unless the agent is alone: of several `main` stands for them, else the first. Undefined without a roster.
 */
export function defaultAgentOf(roster: readonly AgentEntry[]): AgentEntry | undefined {
  const marked = roster.find(({ entry }) => entry['default'] === true);
  return marked ?? roster.find(({ id, path }) => path[1] === 'entries' && normalizeAgentId(id) === 'main') ?? roster[0];
}

/** Lower case, other characters than `a-z0-9_-` become `-`; `main` when nothing is left. (normalizeAgentId, 2026.4.22 to 2026.9.6) */
export function normalizeAgentId(id: string): string {
  const plain = id.trim().toLowerCase();
  if (isValidAgentId(plain)) return plain;
  const readable = plain
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .replace(/-+$/, '')
    .slice(0, 64);
  return readable === '' ? 'main' : readable;
}

export function isValidAgentId(id: string): boolean {
  return /^[a-z0-9_][a-z0-9_-]{0,63}$/i.test(id.trim());
}
