import { type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import { moved, named, removal, replacement, rewritten } from './build.js';
import { placesOf } from './places.js';
import { type Change, type Found, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6; ran 2026.8.2 and 2026.9.6: other spellings are refused';

const servers = ['mcp.servers.*', 'nodeHost.mcp.servers.*'] as const;
const inServers = (key: string) => servers.map((base) => `${base}.${key}`);

const newNames: Readonly<Record<string, string>> = {
  workingDirectory: 'cwd',
  supports_parallel_tool_calls: 'supportsParallelToolCalls',
  ssl_verify: 'sslVerify',
  client_cert: 'clientCert',
  client_key: 'clientKey',
};

const disabled: RowFacts = { id: 'mcp/enabled', since: '2026.8.2', source };
const timeouts: RowFacts = { id: 'mcp/timeouts', since: '2026.8.2', source };

const inMilliseconds: Readonly<Record<string, string>> = {
  connectTimeout: 'connectionTimeoutMs',
  connect_timeout: 'connectionTimeoutMs',
  timeout: 'requestTimeoutMs',
};

function moveTimeouts(config: JsonObject): readonly Change[] {
  const taken = new Set<string>();
  return inServers(`{${Object.keys(inMilliseconds).join(',')}}`)
    .flatMap((pattern) => placesOf(config, pattern))
    .map((path) => {
      const to = [...path.slice(0, -1), inMilliseconds[String(path.at(-1))] ?? ''];
      const seconds = valueAt(config, path);
      if (typeof seconds !== 'number' || seconds <= 0) return removal(timeouts, path, 'it is no number of seconds');
      if (taken.has(formatPath(to))) return removal(timeouts, path, `${formatPath(to)} is set already and wins`);
      taken.add(formatPath(to));
      return replacement(timeouts, path, to, seconds * 1000, config);
    });
}

const types: RowFacts = { id: 'mcp/transport', since: '2026.8.2', source };

/** Words of other programs for what OpenClaw calls a transport. */
const transports: Readonly<Record<string, string>> = {
  http: 'streamable-http',
  'streamable-http': 'streamable-http',
  streamable_http: 'streamable-http',
  streamablehttp: 'streamable-http',
  sse: 'sse',
  stdio: 'stdio',
};

function transportOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? transports[value.trim().toLowerCase()] : undefined;
}

const badTransport: RowFacts = {
  id: 'mcp/transport',
  since: '2026.4.29',
  source: 'ran OpenClaw 2026.4.29 to 2026.9.6',
};

const plainStdio: RowFacts = {
  id: 'mcp/transport-stdio',
  since: '2026.4.29',
  source: 'schemas of OpenClaw 2026.4.29 to 2026.6.11: the word is known from 2026.6.11 on',
};

function isStdio(config: JsonObject, path: ConfigPath): boolean {
  return transportOf(valueAt(config, path)) === 'stdio';
}

function hasCommand(config: JsonObject, path: ConfigPath): boolean {
  return valueAt(config, [...path.slice(0, -1), 'command']) !== undefined;
}

function implied(facts: RowFacts, path: ConfigPath): Change {
  return { ...removal(facts, path, 'a server with a command is one of stdio'), lost: [] };
}

export const mcpRows = [
  rewritten({
    ...badTransport,
    at: 'mcp.servers.*.transport',
    value: (old) => transportOf(old),
  }),
  rowOf(badTransport, (config) =>
    placesOf(config, 'mcp.servers.*.transport').flatMap((path): readonly Found[] => {
      const value = valueAt(config, path);
      if (typeof value !== 'string' || value.includes('${') || transportOf(value) !== undefined) return [];
      return [{ blocked: { path, reason: 'only stdio, sse and streamable-http are transports' } }];
    }),
  ),
  rowOf(plainStdio, (config) =>
    placesOf(config, 'mcp.servers.*.transport').flatMap((path): readonly Found[] =>
      isStdio(config, path) && !hasCommand(config, path)
        ? [{ blocked: { path, reason: 'stdio needs a command' } }]
        : [],
    ),
  ),
  rowOf({ ...plainStdio, before: '2026.6.11' }, (config) =>
    placesOf(config, 'mcp.servers.*.transport').flatMap((path): readonly Found[] =>
      isStdio(config, path) && hasCommand(config, path) ? [implied(plainStdio, path)] : [],
    ),
  ),
  rowOf(disabled, (config) =>
    inServers('disabled')
      .flatMap((pattern) => placesOf(config, pattern))
      .flatMap((path): readonly Change[] => {
        const value = valueAt(config, path);
        return typeof value === 'boolean'
          ? [replacement(disabled, path, [...path.slice(0, -1), 'enabled'], !value, config)]
          : [];
      }),
  ),
  rowOf(timeouts, moveTimeouts),
  moved({
    id: 'mcp/names',
    since: '2026.8.2',
    at: inServers(`{${Object.keys(newNames).join(',')}}`),
    to: (path) => [...path.slice(0, -1), newNames[String(path.at(-1))] ?? ''],
    source,
  }),
  moved({
    id: 'mcp/names',
    since: '2026.8.2',
    at: inServers('codex.default_tools_approval_mode'),
    to: named('defaultToolsApprovalMode'),
    source,
  }),
  rowOf(types, (config) =>
    inServers('type')
      .flatMap((pattern) => placesOf(config, pattern))
      .flatMap((path): readonly Change[] => {
        const transport = transportOf(valueAt(config, path));
        if (transport === undefined) return [];
        return [replaceType(config, path, transport)];
      }),
  ),
];

function replaceType(config: JsonObject, path: ConfigPath, transport: string): Change {
  if (transport === 'stdio' && hasCommand(config, path)) {
    return implied(types, path);
  }
  return replacement(types, path, [...path.slice(0, -1), 'transport'], transport, config);
}
