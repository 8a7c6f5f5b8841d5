import { valueAt } from '../config/json.js';
import { moved, retired, rewritten, words } from './build.js';
import { placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

const bindNames: Readonly<Record<string, string>> = {
  '0.0.0.0': 'lan',
  '::': 'lan',
  '[::]': 'lan',
  '*': 'lan',
  '127.0.0.1': 'loopback',
  localhost: 'loopback',
  '::1': 'loopback',
  '[::1]': 'loopback',
};

const serviceName: RowFacts = {
  id: 'gateway/tailscale-service',
  since: '2026.8.2',
  note: 'A named service cannot follow the gateway; tailscale.mode "serve" would publish the machine itself.',
  safety: 'unsafe',
  source,
};

export const gatewayRows = [
  rewritten({
    id: 'gateway/bind-host-name',
    since: '2026.5.2',
    at: 'gateway.bind',
    value: (old) => (typeof old === 'string' ? bindNames[old.trim().toLowerCase()] : undefined),
    source: 'OpenClaw 2026.4.22 translates it while loading; 2026.9.6 refuses it',
  }),
  retired({
    id: 'gateway/webchat',
    since: '2026.6.1',
    at: 'gateway.webchat',
    why: 'the web chat is part of the control UI',
    source: 'schemas of OpenClaw 2026.5.28 and 2026.6.1, migration of 2026.9.6',
  }),
  retired({
    id: 'gateway/port-range',
    since: '2026.8.2',
    at: 'gateway.port',
    why: 'no such port exists; the default 18789 applies',
    when: (value) => typeof value === 'number' && (value < 1 || value > 65535),
    safety: 'unsafe',
    source,
  }),
  retired({
    id: 'gateway/control-ui-insecure-auth',
    since: '2026.8.2',
    at: 'gateway.controlUi.allowInsecureAuth',
    why: 'the control UI always pairs through the normal device flow',
    source,
  }),
  retired({
    id: 'gateway/control-ui-width',
    since: '2026.8.2',
    at: 'gateway.controlUi.chatMessageMaxWidth',
    why: 'the browser remembers it',
    source,
  }),
  retired({
    id: 'gateway/tailscale-reset',
    since: '2026.8.2',
    at: 'gateway.tailscale.resetOnExit',
    why: 'routes always end with the gateway',
    source,
  }),
  rowOf(serviceName, (config): readonly Change[] =>
    placesOf(config, 'gateway.tailscale.serviceName').map((path) => {
      const mode = ['gateway', 'tailscale', 'mode'];
      const off = valueAt(config, mode) === 'serve' ? [{ op: 'set', path: mode, value: 'off' } as const] : [];
      const lost = [{ path, reason: 'named services are gone' }];
      return changeOf(
        serviceName,
        path,
        'remove gateway.tailscale.serviceName',
        [...off, { op: 'remove', path }],
        lost,
      );
    }),
  ),
  rewritten({
    id: 'gateway/reload-mode',
    since: '2026.8.2',
    at: 'gateway.reload.mode',
    value: words({ hot: 'hybrid', restart: 'hybrid' }),
    note: 'hybrid applies what it can at once and restarts for the rest.',
    source,
  }),
  retired({
    id: 'gateway/timings',
    since: '2026.8.2',
    at: [
      'gateway.reload.{debounceMs,deferralTimeoutMs}',
      'gateway.{handshakeTimeoutMs,channelHealthCheckMinutes,channelStaleEventThresholdMinutes,channelMaxRestartsPerHour}',
    ],
    why: 'the value is built in',
    source,
  }),
  retired({
    id: 'gateway/body-limits',
    since: '2026.8.2',
    at: [
      'gateway.http.endpoints.chatCompletions.{maxBodyBytes,maxImageParts,maxTotalImageBytes}',
      'gateway.http.endpoints.responses.maxBodyBytes',
    ],
    why: 'the limit is built in',
    source,
  }),
  moved({
    id: 'gateway/node-commands',
    since: '2026.8.2',
    at: 'gateway.nodes.{allowCommands,denyCommands}',
    to: (path) => ['gateway', 'nodes', 'commands', path.at(-1) === 'allowCommands' ? 'allow' : 'deny'],
    source,
  }),
  moved({
    id: 'gateway/node-skills',
    since: '2026.8.2',
    at: 'gateway.nodes.skills.enabled',
    to: () => ['gateway', 'nodes', 'allowSkills'],
    source,
  }),
  retired({
    id: 'gateway/node-skills',
    since: '2026.8.2',
    at: 'gateway.nodes.skills',
    why: 'it held the switch only',
    source,
  }),
  retired({
    id: 'gateway/remote-switch',
    since: '2026.8.2',
    at: 'gateway.remote.enabled',
    why: 'gateway.mode decides it',
    source: 'schemas of OpenClaw 2026.7.1 and 2026.8.2',
  }),
  retired({
    id: 'gateway/tool-titles',
    since: '2026.9.6',
    at: 'gateway.controlUi.toolTitles',
    why: 'descriptions of tool calls come without a model',
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6',
  }),
];
