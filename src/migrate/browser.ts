import { type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { formatPath } from '../config/path.js';
import { retired, rewritten, words } from './build.js';
import { placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';
const loading = 'OpenClaw 2026.4.22 translates it while loading; 2026.9.6 refuses it';

const privateNetwork: RowFacts = { id: 'browser/private-network', since: '2026.5.2', source: loading };

/** Allowed when either of the two spellings says so. */
function joinPrivateNetwork(config: JsonObject): readonly Change[] {
  return placesOf(config, 'browser.ssrfPolicy.allowPrivateNetwork').map((path) => {
    const to = [...path.slice(0, -1), 'dangerouslyAllowPrivateNetwork'];
    const title = `rename ${formatPath(path)} to dangerouslyAllowPrivateNetwork`;
    const current = valueAt(config, to);
    if (current === undefined)
      return changeOf(privateNetwork, path, title, [{ op: 'rename', path, key: 'dangerouslyAllowPrivateNetwork' }]);
    const value = current === true || valueAt(config, path) === true;
    const set = value === current ? [] : [{ op: 'set', path: to, value } as const];
    return changeOf(privateNetwork, path, title, [...set, { op: 'remove', path }]);
  });
}

const hostnames: RowFacts = { id: 'browser/allowed-hostnames', since: '2026.8.2', source };

function joinHostnames(config: JsonObject): readonly Change[] {
  return placesOf(config, 'browser.ssrfPolicy.hostnameAllowlist').map((path) => {
    const to = [...path.slice(0, -1), 'allowedHostnames'];
    const title = `rename ${formatPath(path)} to allowedHostnames`;
    const [old, current] = [valueAt(config, path), valueAt(config, to)];
    if (!Array.isArray(current))
      return changeOf(hostnames, path, title, [{ op: 'rename', path, key: 'allowedHostnames' }]);
    const added: readonly JsonValue[] = Array.isArray(old)
      ? old.filter((name: JsonValue) => !current.includes(name))
      : [];
    return changeOf(hostnames, path, title, [
      { op: 'set', path: to, value: [...current, ...added] },
      { op: 'remove', path },
    ]);
  });
}

export const browserRows = [
  rowOf(privateNetwork, joinPrivateNetwork),
  retired({
    id: 'browser/relay-host',
    since: '2026.5.2',
    at: 'browser.relayBindHost',
    why: 'the extension is reached on loopback only',
    source: 'OpenClaw 2026.4.22 removes it while loading; 2026.9.6 refuses it',
  }),
  rewritten({
    id: 'browser/extension-driver',
    since: '2026.5.2',
    // From 2026.7.1 on the same word means another thing again.
    writtenBefore: '2026.5.2',
    at: 'browser.profiles.*.driver',
    value: words({ extension: 'existing-session' }),
    source: loading,
  }),
  rowOf(hostnames, joinHostnames),
  retired({
    id: 'browser/tuning',
    since: '2026.8.2',
    at: [
      'browser.{remoteCdpTimeoutMs,remoteCdpHandshakeTimeoutMs,localLaunchTimeoutMs,localCdpReadyTimeoutMs,actionTimeoutMs,cdpPortRangeStart,color}',
      'browser.profiles.*.color',
      'browser.tabCleanup.{idleMinutes,maxTabsPerSession,sweepMinutes}',
    ],
    why: 'the value is built in',
    source,
  }),
];
