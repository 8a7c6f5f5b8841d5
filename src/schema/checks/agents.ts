import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import { agentsOf, normalizeAgentId } from '../agents.js';
import type { Mistake } from '../issues/mistake.js';
import { holdsFor } from '../range.js';
import type { Check, CheckInput } from './check.js';
import { childrenOf, objectsAt, placesOf } from './places.js';

const since82 = { from: '2026.8.2', source: 'zod-schema.agents.ts, read in 2026.8.2 to 2026.9.6' } as const;

/** Who the agents are, and who is named without being one. */
export const agentChecks: readonly Check[] = [
  { ...since82, name: 'agents.entries roster', run: roster },
  { ...since82, name: 'agents.entries blocked keys', run: blockedKeys },
  { ...since82, name: 'agent named by a default', run: namedByDefaults },
  {
    name: 'bindings of unknown agents',
    from: '2026.5.28',
    source: 'zod-schema.ts, ran 2026.5.28 to 2026.9.6; not in 2026.5.12',
    run: bindings,
  },
  { name: 'broadcast to unknown agents', source: 'zod-schema.ts, read in 2026.4.22 to 2026.9.6', run: broadcast },
  { name: 'broadcast groups', from: '2026.9.6', source: 'zod-schema.messages.ts of 2026.9.6', run: broadcastGroups },
  {
    name: 'ACP bindings without a peer',
    source: 'zod-schema.agents.ts, read in 2026.4.22 to 2026.9.6',
    *run({ value }) {
      for (const { path, value: binding } of objectsAt(value, 'bindings.*')) {
        const id = valueAt(binding, ['match', 'peer', 'id']);
        if (binding['type'] !== 'acp' || !isObject(binding['match'])) continue;
        if (typeof id === 'string' && id.trim() !== '') continue;
        yield policy([...path, 'match', 'peer'], 'an ACP binding must name its conversation: match.peer.id');
      }
    },
  },
];

export function policy(path: ConfigPath, problem: string): Mistake {
  return { kind: 'policy', path, problem };
}

function* roster({ value }: CheckInput): Iterable<Mistake> {
  const agents = valueAt(value, ['agents']);
  if (!isObject(agents)) return;
  const entries = isObject(agents['entries']) ? Object.entries(agents['entries']) : [];
  if (agents['entries'] !== undefined && !isObject(agents['entries'])) return;
  if (entries.length === 0) yield policy(['agents', 'entries'], 'agents.entries must hold at least one agent');
  const keyOf = new Map<string, string>();
  for (const [key] of entries) {
    const id = normalizeAgentId(key);
    const first = keyOf.get(id);
    if (first === undefined) keyOf.set(id, key);
    else yield policy(['agents', 'entries', key], `agents ${first} and ${key} have the same id ${id}`);
  }
  // What is no object is refused, and may well be a key that stands one level too deep.
  const settings = entries.flatMap(([, entry]) => (isObject(entry) ? [entry] : []));
  const marked = settings.filter((entry) => entry['default'] === true).length;
  const explicit = agents['ownership'] === 'explicit';
  if (marked > 1) yield policy(['agents', 'entries'], `${marked} agents are marked default, at most one may be`);
  if (explicit && marked > 0) {
    yield policy(['agents', 'ownership'], 'ownership "explicit" cannot stand beside an agent marked default');
  }
  if (settings.length > 1 && marked === 0 && !explicit) {
    // The key is not there: what stands in the file is the roster.
    const problem = 'several agents need agents.ownership "explicit", or one agent marked default';
    const reported = ['agents', 'ownership'];
    yield { ...policy(agents['ownership'] === undefined ? ['agents', 'entries'] : reported, problem), reported };
  }
}

function* blockedKeys({ value }: CheckInput): Iterable<Mistake> {
  for (const { path, value: entry } of objectsAt(value, 'agents.entries.*')) {
    for (const key of ['constructor', 'prototype']) {
      if (Object.hasOwn(entry, key)) yield policy([...path, key], `key ${key} is not allowed in an agent`);
    }
  }
}

function knownIds(value: JsonValue): ReadonlySet<string> {
  return new Set(agentsOf(value).map(({ id }) => normalizeAgentId(id)));
}

function unknownAgent(path: ConfigPath, id: string, candidates: Iterable<string>): Mistake {
  return { ...policy(path, `no agent is called ${id}`), candidates: [...candidates] };
}

function* namedByDefaults({ value }: CheckInput): Iterable<Mistake> {
  const ids = knownIds(value);
  const known = ids.size === 0 ? new Set(['main']) : ids;
  for (const place of placesOf(value, '{agents.defaults.{heartbeat,systemAgent},talk}.agentId')) {
    const { path, value: id } = place;
    if (typeof id === 'string' && !known.has(normalizeAgentId(id))) yield unknownAgent(path, id, known);
  }
}

function* bindings({ value, release }: CheckInput): Iterable<Mistake> {
  const known = knownIds(value);
  if (known.size === 0) return;
  // From 2026.8.2 on `main` may be bound whether or not it is in the roster.
  const mainIsFree = holdsFor({ from: '2026.8.2' }, release);
  for (const { path, value: id } of placesOf(value, 'bindings.*.agentId')) {
    if (typeof id !== 'string' || known.has(normalizeAgentId(id)) || (mainIsFree && id === 'main')) continue;
    yield unknownAgent(path, id, known);
  }
}

function* broadcast({ value, release }: CheckInput): Iterable<Mistake> {
  const ids = new Set(agentsOf(value).map(({ id }) => id));
  for (const peer of placesOf(value, 'broadcast.*')) {
    const key = String(peer.path[1]);
    const hasEntries = isObject(valueAt(value, ['agents', 'entries']));
    const qualified = hasEntries && holdsFor({ from: '2026.9.6' }, release) && isChannelPeer(key);
    if (key === 'strategy' || (ids.size === 0 && !qualified)) continue;
    const list = isObject(peer.value) ? placesOf(peer.value, 'agents.*') : childrenOf({ path: [], value: peer.value });
    for (const { path, value: id } of list) {
      if (typeof id === 'string' && !ids.has(id)) yield unknownAgent([...peer.path, ...path], id, ids);
    }
  }
}

function* broadcastGroups({ value }: CheckInput): Iterable<Mistake> {
  for (const { path, value: entry } of placesOf(value, 'broadcast.*')) {
    const qualified = isChannelPeer(String(path[1]));
    if (isObject(entry) && !qualified) yield policy(path, 'group options need a key such as telegram:-100123');
    if (Array.isArray(entry) && qualified && entry.length > 16)
      yield policy(path, 'at most 16 agents may share a group');
  }
}

/** `<channel>:<peer>` */
function isChannelPeer(key: string): boolean {
  return /^[a-z][a-z0-9_-]*:.+$/i.test(key);
}
