import { type JsonObject, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { moved, named, removal, retired } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

const idle: RowFacts = {
  id: 'session/idle-minutes',
  since: '2026.8.2',
  source: `${source}; OpenClaw 2026.4.22 takes the mode idle when no other reset is set`,
};

function moveIdleMinutes(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['session', 'idleMinutes'];
  const reset: ConfigPath = ['session', 'reset'];
  if (valueAt(config, path) === undefined) return [];
  const to = [...reset, 'idleMinutes'];
  if (valueAt(config, to) !== undefined)
    return [removal(idle, path, 'session.reset.idleMinutes is set already and wins')];
  const alone = valueAt(config, reset) === undefined && valueAt(config, ['session', 'resetByType']) === undefined;
  const mode = alone ? [{ op: 'set', path: [...reset, 'mode'], value: 'idle' } as const] : [];
  return [changeOf(idle, path, 'move session.idleMinutes to session.reset', [...mode, { op: 'move', path, to }])];
}

const spawn: RowFacts = { id: 'session/thread-spawn', since: '2026.8.2', source };

/** Two switches became one: on only where both were. */
function joinSpawnSwitches(config: JsonObject): readonly Change[] {
  return ['session.threadBindings', '<entry>.threadBindings']
    .flatMap((pattern) => placesOf(config, pattern))
    .flatMap((path) => {
      const bindings = valueAt(config, path);
      const keys = ['spawnSubagentSessions', 'spawnAcpSessions'].filter(
        (key) => memberValue(bindings, key) !== undefined,
      );
      const [first] = keys;
      if (first === undefined) return [];
      const values = keys.map((key) => memberValue(bindings, key) === true);
      const removes = keys.map((key) => ({ op: 'remove', path: [...path, key] }) as const);
      const target = [...path, 'spawnSessions'];
      const title = `replace ${keys.join(' and ')} in ${path.join('.')} by spawnSessions`;
      if (valueAt(config, target) !== undefined) {
        const lost = keys.map((key) => ({ path: [...path, key], reason: 'spawnSessions is set already and wins' }));
        return [changeOf(spawn, path, title, removes, lost)];
      }
      const both = values.every(Boolean);
      const lost = values.some((value) => value !== both)
        ? [{ path: [...path, first], reason: 'one switch holds for both kinds; it stays off' }]
        : [];
      if (keys.length === 1)
        return [changeOf(spawn, path, title, [{ op: 'rename', path: [...path, first], key: 'spawnSessions' }], lost)];
      return [changeOf(spawn, path, title, [{ op: 'set', path: target, value: both }, ...removes], lost)];
    });
}

const hours: RowFacts = {
  id: 'session/thread-idle-hours',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 renames it while loading; 2026.9.6 refuses it',
};

export const sessionRows = [
  rowOf(hours, (config) =>
    ['session.threadBindings.ttlHours', '<entry>.threadBindings.ttlHours']
      .flatMap((pattern) => placesOf(config, pattern))
      .map((path) => {
        const to = [...path.slice(0, -1), 'idleHours'];
        if (valueAt(config, to) !== undefined) return removal(hours, path, 'idleHours is set already and wins');
        return changeOf(hours, path, `rename ${path.join('.')} to idleHours`, [
          { op: 'rename', path, key: 'idleHours' },
        ]);
      }),
  ),
  retired({
    id: 'session/parent-fork-limit',
    since: '2026.5.2',
    at: 'session.parentForkMaxTokens',
    why: 'forks are sized by themselves',
    source: 'schemas of OpenClaw 2026.4.29 and 2026.5.2',
  }),
  rowOf(idle, moveIdleMinutes),
  moved({
    id: 'session/prune-after',
    since: '2026.8.2',
    at: 'session.maintenance.pruneDays',
    to: named('pruneAfter'),
    source,
  }),
  retired({
    id: 'session/rotate-bytes',
    since: '2026.8.2',
    at: 'session.maintenance.rotateBytes',
    why: 'sessions are no longer one file that grows',
    source,
  }),
  moved({
    id: 'session/reset-of-direct-chats',
    since: '2026.8.2',
    at: 'session.resetByType.dm',
    to: named('direct'),
    source,
  }),
  retired({
    id: 'session/timings',
    since: '2026.8.2',
    at: ['session.{typingIntervalSeconds,writeLock}', 'session.agentToAgent'],
    why: 'the value is built in',
    source,
  }),
  rowOf(spawn, joinSpawnSwitches),
];
