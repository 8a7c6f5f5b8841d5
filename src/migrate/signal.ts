import { type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const facts: RowFacts = {
  id: 'channels/signal-transport',
  since: '2026.8.2',
  source: 'schemas of OpenClaw 2026.7.1 and 2026.8.2, migration of the signal plugin 2026.9.6',
};

/** What a server that OpenClaw starts by itself is told. */
const startKeys = ['configPath', 'cliPath', 'httpHost', 'httpPort', 'startupTimeoutMs', 'receiveMode', 'ignoreStories'];
const oldKeys = [...startKeys, 'httpUrl', 'autoStart', 'apiMode'];

/** One `transport` says how signal-cli is reached; an account falls back to what the channel says. */
function writeTransport(config: JsonObject): readonly Change[] {
  const channel = valueAt(config, ['channels', 'signal']);
  return placesOf(config, '<entry:signal>').flatMap((path) => {
    const entry = valueAt(config, path);
    const own = oldKeys.filter((key) => memberValue(entry, key) !== undefined);
    if (own.length === 0) return [];
    const home = [...path, 'transport'];
    if (memberValue(entry, 'transport') !== undefined) {
      const lost = own.map((key) => ({ path: [...path, key], reason: 'transport is set already and wins' }));
      return [
        changeOf(
          facts,
          path,
          `remove what ${formatPath(home)} replaces`,
          own.map((key) => ({ op: 'remove', path: [...path, key] })),
          lost,
        ),
      ];
    }
    return [
      path.length === 2 ? rootTransport(config, path, own, home) : accountTransport(entry, channel, path, own, home),
    ];
  });
}

function rootTransport(config: JsonObject, path: ConfigPath, own: readonly string[], home: ConfigPath): Change {
  const entry = valueAt(config, path);
  const kind = kindOf((key) => memberValue(entry, key));
  const title = `move ${own.join(', ')} of ${formatPath(path)} to transport`;
  const set: ConfigOp = { op: 'set', path: [...home, 'kind'], value: kind };
  const goes = (key: string) => kind === 'managed-native' && startKeys.includes(key);
  const lost = own
    .filter(
      (key) => kind !== 'managed-native' && !['httpUrl', 'autoStart', 'apiMode', 'httpHost', 'httpPort'].includes(key),
    )
    .map((key) => ({ path: [...path, key], reason: 'it is for a server that OpenClaw starts itself' }));
  const ops = own.map((key): ConfigOp => {
    if (goes(key)) return { op: 'move', path: [...path, key], to: [...home, key] };
    return key === 'httpUrl'
      ? { op: 'move', path: [...path, key], to: [...home, 'url'] }
      : { op: 'remove', path: [...path, key] };
  });
  const url: readonly ConfigOp[] =
    kind === 'managed-native' || own.includes('httpUrl')
      ? []
      : [{ op: 'set', path: [...home, 'url'], value: addressOf((key) => memberValue(entry, key)) }];
  return changeOf(withDoubt(own), path, title, [set, ...url, ...ops], lost);
}

function accountTransport(
  entry: JsonValue | undefined,
  channel: JsonValue | undefined,
  path: ConfigPath,
  own: readonly string[],
  home: ConfigPath,
): Change {
  const read = (key: string) => memberValue(entry, key) ?? memberValue(channel, key);
  const kind = kindOf(read);
  const started = startKeys.flatMap((key) => {
    const value = read(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const url = read('httpUrl');
  const transport: JsonValue =
    kind === 'managed-native'
      ? { kind, ...(typeof url === 'string' ? { url } : {}), ...Object.fromEntries(started) }
      : { kind, url: typeof url === 'string' ? url : addressOf(read) };
  const ops: readonly ConfigOp[] = [
    { op: 'set', path: home, value: transport },
    ...own.map((key): ConfigOp => ({ op: 'remove', path: [...path, key] })),
  ];
  return changeOf(withDoubt(own), path, `replace ${own.join(', ')} of ${formatPath(path)} by transport`, ops);
}

function withDoubt(own: readonly string[]): RowFacts {
  if (!own.includes('apiMode') && !own.includes('httpUrl')) return facts;
  return {
    ...facts,
    safety: 'unsafe',
    note: 'Older releases found out by asking whether the server is signal-cli or a container; say kind: "container" if it is one.',
  };
}

function kindOf(read: (key: string) => JsonValue | undefined): 'container' | 'managed-native' | 'external-native' {
  if (read('apiMode') === 'container') return 'container';
  const autoStart = read('autoStart');
  const starts = typeof autoStart === 'boolean' ? autoStart : read('httpUrl') === undefined;
  return starts ? 'managed-native' : 'external-native';
}

function addressOf(read: (key: string) => JsonValue | undefined): string {
  const host = String(read('httpHost') ?? '127.0.0.1').trim() || '127.0.0.1';
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `http://${shown}:${String(read('httpPort') ?? 8080)}`;
}

export const signalRows = [rowOf(facts, writeTransport)];
