import { isObject, type JsonObject, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { moved, relocation, removal, replacement, retired, rewritten, words } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

const grpc: RowFacts = {
  id: 'system/telemetry-over-grpc',
  since: '2026.8.2',
  note: 'Nothing was exported over grpc; http/protobuf needs a collector that speaks it.',
  source,
};

function dropGrpc(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['diagnostics', 'otel', 'protocol'];
  if (valueAt(config, path) !== 'grpc') return [];
  const enabled: ConfigPath = ['diagnostics', 'otel', 'enabled'];
  const off = valueAt(config, enabled) === true ? [{ op: 'set', path: enabled, value: false } as const] : [];
  return [
    changeOf(
      grpc,
      path,
      'remove diagnostics.otel.protocol',
      [...off, { op: 'remove', path }],
      [{ path, reason: 'only http/protobuf is left' }],
    ),
  ];
}

const handlers: RowFacts = {
  id: 'system/hook-handlers',
  since: '2026.8.2',
  note: 'Each module belongs into a hook directory of its own, with a HOOK.md.',
  safety: 'unsafe',
  source: 'OpenClaw 2026.4.22 reads them although its schema does not know them; ran 2026.8.2: refused',
};

function dropHandlers(config: JsonObject): readonly Change[] {
  const above: ConfigPath = ['hooks', 'internal'];
  const path = [...above, 'handlers'];
  const internal = valueAt(config, above);
  if (memberValue(internal, 'handlers') === undefined) return [];
  const dirs = memberValue(memberValue(internal, 'load'), 'extraDirs');
  const entries = memberValue(internal, 'entries');
  const others = (isObject(entries) && Object.keys(entries).length > 0) || (Array.isArray(dirs) && dirs.length > 0);
  // Alone, the switch would turn on every hook that is found.
  const lonely = memberValue(internal, 'enabled') === true && !others;
  const ops: readonly ConfigOp[] = [
    { op: 'remove', path },
    ...(lonely ? [{ op: 'remove', path: [...above, 'enabled'] } as const] : []),
  ];
  const lost = [
    { path, reason: 'handlers are found in hook directories now' },
    ...(lonely ? [{ path: [...above, 'enabled'], reason: 'it switched on these handlers only' }] : []),
  ];
  return [changeOf(handlers, path, 'remove hooks.internal.handlers', ops, lost)];
}

const capture: RowFacts = {
  id: 'system/telemetry-content',
  since: '2026.8.2',
  note: 'One switch holds for all content of messages and tools.',
  source,
};

const web: RowFacts = { id: 'system/web-section', since: '2026.8.2', source };

function dropWeb(config: JsonObject): readonly Change[] {
  const section = valueAt(config, ['web']);
  if (section === undefined) return [];
  const path: ConfigPath = ['web', 'enabled'];
  const hasWhatsapp = isObject(valueAt(config, ['channels', 'whatsapp']));
  const move =
    valueAt(config, path) !== undefined && hasWhatsapp
      ? [relocation(web, config, path, ['channels', 'whatsapp', 'enabled'])]
      : [];
  const why = hasWhatsapp
    ? 'timings of the WhatsApp connection are built in'
    : 'it was for WhatsApp, which is not configured';
  return [...move, removal(web, ['web'], why)];
}

const domain: RowFacts = { id: 'system/wide-area', since: '2026.8.2', source };

function dropWideAreaSwitch(config: JsonObject): readonly Change[] {
  const above: ConfigPath = ['discovery', 'wideArea'];
  const path = [...above, 'enabled'];
  const name = [...above, 'domain'];
  const value = valueAt(config, path);
  if (value === undefined) return [];
  const off = value === false && valueAt(config, name) !== undefined;
  const why = 'a domain is what switches it on';
  const lost = [
    { path, reason: why },
    ...(off ? [{ path: name, reason: 'it was switched off, and a domain would switch it on' }] : []),
  ];
  return [
    changeOf(
      { ...domain, note: why },
      path,
      `remove ${formatPath(path)}`,
      [{ op: 'remove', path }, ...(off ? [{ op: 'remove', path: name } as const] : [])],
      lost,
    ),
  ];
}

const mode: RowFacts = { id: 'system/skill-workshop', since: '2026.8.2', source };

export const systemRows = [
  retired({
    id: 'system/cron-settings',
    since: '2026.8.2',
    at: ['cron.{webhook,runLog,store,maxConcurrentRuns,retry}', 'cron.triggers.minIntervalMs'],
    why: (): string =>
      'jobs and their history are kept in the state folder, with built-in limits; a job has its own delivery',
    source,
  }),
  moved({
    id: 'system/cron-failures',
    since: '2026.8.2',
    at: 'cron.failureDestination',
    when: isObject,
    to: () => ['cron', 'failureAlert'],
    source,
  }),
  rowOf(handlers, dropHandlers),
  retired({
    id: 'system/hook-settings',
    since: '2026.8.2',
    at: ['hooks.internal.installs', 'hooks.maxBodyBytes'],
    why: 'what is installed is kept in the state folder, and the limit is built in',
    source,
  }),
  rowOf(grpc, dropGrpc),
  rowOf(capture, (config) =>
    placesOf(config, 'diagnostics.otel.captureContent').flatMap((path): readonly Change[] => {
      const old = valueAt(config, path);
      if (!isObject(old)) return [];
      const { enabled, ...parts } = old;
      const value = typeof enabled === 'boolean' ? enabled : Object.values(parts).includes(true);
      const mixed = Object.entries(parts).filter(([, part]) => part !== value);
      const lost = mixed.map(([key]) => ({ path: [...path, key], reason: 'one switch holds for all content' }));
      const safety = mixed.length > 0 && value ? 'unsafe' : 'safe';
      return [
        changeOf(
          { ...capture, safety },
          path,
          `set ${formatPath(path)} to ${String(value)}`,
          [{ op: 'set', path, value }],
          lost,
        ),
      ];
    }),
  ),
  retired({
    id: 'system/diagnostics-settings',
    since: '2026.8.2',
    at: [
      'diagnostics.{stuckSessionWarnMs,stuckSessionAbortMs,memoryPressureSnapshot,memoryPressureBundle}',
      'diagnostics.cacheTrace.{filePath,includeMessages,includePrompt,includeSystem}',
    ],
    why: 'the behaviour is built in',
    source,
  }),
  retired({
    id: 'system/log-redaction',
    since: '2026.8.2',
    at: 'logging.redactSensitive',
    why: 'logs are always redacted',
    source,
  }),
  rewritten({
    id: 'system/log-style',
    since: '2026.8.2',
    at: 'logging.consoleStyle',
    value: words({ compact: 'pretty' }),
    source,
  }),
  moved({ id: 'system/audit', since: '2026.8.2', at: 'audit', when: isObject, to: () => ['logging', 'audit'], source }),
  rowOf(web, dropWeb),
  rowOf(domain, dropWideAreaSwitch),
  rowOf(mode, (config) =>
    placesOf(config, 'skills.workshop.autonomous.enabled').map((path) =>
      replacement(
        mode,
        path,
        [...path.slice(0, -1), 'mode'],
        valueAt(config, path) === false ? 'off' : 'propose',
        config,
      ),
    ),
  ),
  retired({
    id: 'system/skill-watcher',
    since: '2026.8.2',
    at: 'skills.load.watchDebounceMs',
    why: 'the watcher waits 250 ms',
    source,
  }),
  retired({
    id: 'system/skill-links',
    since: '2026.9.6',
    at: 'skills.workshop.allowSymlinkTargetWrites',
    why: 'the workshop writes into its own folder only',
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6',
  }),
  retired({
    id: 'system/acp-settings',
    since: '2026.8.2',
    at: [
      'acp.stream.{coalesceIdleMs,maxChunkChars,maxOutputChars,maxSessionUpdateChars,hiddenBoundarySeparator}',
      'acp.maxConcurrentSessions',
      'acp.runtime.ttlMinutes',
    ],
    why: 'the value is built in',
    source,
  }),
  retired({
    id: 'system/update-timing',
    since: '2026.8.2',
    at: 'update.auto.{stableDelayHours,stableJitterHours,betaCheckIntervalHours}',
    why: 'the value is built in',
    source,
  }),
  retired({
    id: 'system/assistant-identity',
    since: '2026.8.2',
    at: 'ui.assistant',
    why: 'the identity of an agent (agents.list[].identity) is what is shown',
    source,
  }),
  retired({
    id: 'system/ui-preferences',
    since: '2026.8.2',
    at: 'ui.prefs.{chatMessageMaxWidth,textScale,sidebarLiveActivity,showAdvancedSettings}',
    why: 'the browser remembers it',
    source,
  }),
  retired({
    id: 'system/retired-sections',
    since: '2026.8.2',
    at: [
      'cli',
      'commitments',
      'crestodian',
      'marketplaces',
      'tui',
      'worktrees',
      'systemAgent',
      'transcripts.maxUtterances',
    ],
    why: 'the behaviour is built in',
    source,
  }),
];
