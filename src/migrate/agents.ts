import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { mergeOps, moved, named, removal, replacement, retired, rewritten } from './build.js';
import { agentPaths, isIncluded, memberValue, placesOf } from './places.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';
const source528 = 'schemas of OpenClaw 2026.5.12 and 2026.5.28, migration of 2026.9.6';

const perSession: RowFacts = {
  id: 'agents/sandbox-scope',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 translates it while loading; 2026.9.6 refuses it',
};

const rootHeartbeat: RowFacts = {
  id: 'agents/heartbeat-at-the-root',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves it while loading; 2026.9.6 refuses it',
};

/** Part of the old root `heartbeat` says what channels show, the rest when agents wake up. */
const shownByChannels = ['showOk', 'showAlerts', 'useIndicator'];

function splitHeartbeat(config: JsonObject): readonly Change[] {
  const heartbeat = valueAt(config, ['heartbeat']);
  if (!isObject(heartbeat)) return [];
  const parts = Object.keys(heartbeat).map((key) => {
    const home = shownByChannels.includes(key) ? 'channels' : 'agents';
    return mergeOps(config, ['heartbeat', key], [home, 'defaults', 'heartbeat', key]);
  });
  const ops = [
    ...parts.flatMap(({ ops }) => ops.filter(({ op }) => op !== 'remove')),
    { op: 'remove', path: ['heartbeat'] } as const,
  ];
  const lost = parts.flatMap(({ lost }) => lost);
  return [changeOf(rootHeartbeat, ['heartbeat'], 'move heartbeat to agents.defaults and channels.defaults', ops, lost)];
}

const activeHours: RowFacts = {
  id: 'agents/active-hours-that-are-no-times',
  since: '2026.8.2',
  note: 'Older releases ignored these hours as long as heartbeat.every was not set; without them heartbeats run at any hour.',
  safety: 'unsafe',
  source: 'ran OpenClaw 2026.4.22, 2026.8.2 and 2026.9.6',
};

const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function invalidHours(hours: JsonValue | undefined): boolean {
  const [start, end] = [memberValue(hours, 'start'), memberValue(hours, 'end')];
  const wrong = (value: JsonValue | undefined, last: boolean) =>
    typeof value === 'string' && !value.includes('${') && !time.test(value) && !(last && value === '24:00');
  return wrong(start, false) || wrong(end, true);
}

const sandboxEnv: RowFacts = {
  id: 'agents/sandbox-env-not-portable',
  since: '2026.8.2',
  source: 'ran OpenClaw 2026.8.2 and 2026.9.6',
};

function unportable(name: string, value: JsonValue | undefined): boolean {
  return !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || (typeof value === 'string' && /[\r\n\0]/.test(value));
}

const bindSources: RowFacts = {
  id: 'agents/sandbox-bind-sources',
  since: '2026.5.28',
  source: 'ran OpenClaw 2026.4.22 (binds of the browser not checked) and 2026.9.6, read 2026.5.28',
};

/** `source:target[:mode]`, the source a path from the root of a Unix or Windows file system. */
const absoluteBind = /^(\/|[A-Za-z]:[\\/]|\$\{)/;

const broadcastNames: RowFacts = {
  id: 'agents/broadcast-of-unknown-agent',
  since: '2026.8.2',
  source: 'ran OpenClaw 2026.4.22 (accepts any name as long as no agent is listed) and 2026.9.6',
};

const mediaModels = {
  imageGenerationModel: 'image',
  videoGenerationModel: 'video',
  musicGenerationModel: 'music',
} as const;

const typingMode: RowFacts = {
  id: 'agents/typing-mode',
  since: '2026.8.2',
  source,
};

export const agentRows = [
  rowOf(perSession, (config) =>
    placesOf(config, '<scope>.sandbox.perSession').flatMap((path) => {
      const value = valueAt(config, path);
      if (typeof value !== 'boolean') return [];
      return [replacement(perSession, path, [...path.slice(0, -1), 'scope'], value ? 'session' : 'shared', config)];
    }),
  ),
  rowOf(rootHeartbeat, splitHeartbeat),
  moved({
    id: 'agents/embedded-agent',
    since: '2026.5.28',
    at: '<scope>.embeddedPi',
    to: named('embeddedAgent'),
    source: source528,
  }),
  retired({
    id: 'agents/runtime-fallback',
    since: '2026.5.12',
    at: ['<scope>.embeddedHarness.fallback', '<scope>.agentRuntime.fallback'],
    why: 'a runtime that is missing is an error now',
    source: 'schemas of OpenClaw 2026.5.2 and 2026.5.12',
  }),
  retired({
    id: 'agents/runtime-per-model',
    since: '2026.5.28',
    at: ['<scope>.embeddedHarness', '<scope>.agentRuntime'],
    why: 'the runtime is chosen by agentRuntime of a provider or a model',
    safety: 'unsafe',
    source: source528,
  }),
  retired({
    id: 'agents/system-prompt-override',
    since: '2026.5.28',
    at: '<scope>.systemPromptOverride',
    why: 'the system prompt is always the generated one; AGENTS.md and SOUL.md of the workspace add to it',
    safety: 'unsafe',
    source: source528,
  }),
  retired({
    id: 'agents/silent-reply',
    since: '2026.5.28',
    at: [
      'agents.defaults.silentReplyRewrite',
      'agents.defaults.silentReply.direct',
      'surfaces.*.silentReplyRewrite',
      'surfaces.*.silentReply.direct',
    ],
    why: 'direct chats are never told to stay silent, and an exact NO_REPLY is never rewritten',
    source: source528,
  }),
  moved({
    id: 'agents/vnc-switch',
    since: '2026.8.2',
    at: '<scope>.sandbox.browser.enableNoVnc',
    to: named('noVncEnabled'),
    source,
  }),
  rowOf(sandboxEnv, (config) =>
    placesOf(config, '<scope>.sandbox.docker.env.*').flatMap((path): readonly Found[] => {
      if (!unportable(String(path.at(-1)), valueAt(config, path))) return [];
      return [{ blocked: { path, reason: 'the name must be letters, digits and _, and the value one line' } }];
    }),
  ),
  rowOf(bindSources, (config) =>
    placesOf(config, '<scope>.sandbox.browser.binds.*').flatMap((path): readonly Found[] => {
      const bind = valueAt(config, path);
      if (typeof bind !== 'string' || absoluteBind.test(bind)) return [];
      return [{ blocked: { path, reason: 'the source of a bind must be an absolute path' } }];
    }),
  ),
  rowOf(broadcastNames, (config) => {
    if (agentPaths(config).length > 0 || isIncluded(config, ['agents'])) return [];
    return placesOf(config, 'broadcast.*.*').flatMap((path): readonly Found[] => {
      const name = valueAt(config, path);
      if (typeof name !== 'string' || name.trim().toLowerCase() === 'main') return [];
      return [{ blocked: { path, reason: 'no agent has this id: add it to the agents' } }];
    });
  }),
  retired({
    id: 'agents/heartbeat-switches',
    since: '2026.8.2',
    at: '<scope>.heartbeat.{ackMaxChars,includeReasoning,includeSystemPromptSection,skipWhenBusy,suppressToolErrorWarnings}',
    why: 'the behaviour is built in',
    source,
  }),
  rowOf(activeHours, (config) =>
    placesOf(config, '<scope>.heartbeat.activeHours')
      .filter((path) => invalidHours(valueAt(config, path)))
      .map((path) => removal(activeHours, path, 'they are no times of day (HH:MM)')),
  ),
  retired({
    id: 'agents/run-retries',
    since: '2026.8.2',
    at: '<scope>.runRetries',
    why: 'the number of tries is built in',
    source,
  }),
  retired({
    id: 'agents/visible-replies',
    since: '2026.8.2',
    at: '<agent>.groupChat.visibleReplies',
    why: 'messages.groupChat.visibleReplies holds for all agents',
    source,
  }),
  rowOf(typingMode, (config): readonly Change[] => {
    const path: ConfigPath = ['session', 'typingMode'];
    const target: ConfigPath = ['agents', 'defaults', 'typingMode'];
    const value = valueAt(config, path);
    if (value === undefined) return [];
    const title = 'move session.typingMode to agents.defaults.typingMode';
    if (valueAt(config, target) === undefined)
      return [changeOf(typingMode, path, title, [{ op: 'move', path, to: target }])];
    const reason = 'session.typingMode won over it';
    const lost = valueAt(config, target) === value ? [] : [{ path: target, reason }];
    return [
      changeOf(
        typingMode,
        path,
        title,
        [
          { op: 'set', path: target, value },
          { op: 'remove', path },
        ],
        lost,
      ),
    ];
  }),
  moved({
    id: 'agents/media-models',
    since: '2026.8.2',
    at: `agents.defaults.{${Object.keys(mediaModels).join(',')}}`,
    to: (path) => ['agents', 'defaults', 'mediaModels', memberOfMedia(String(path.at(-1)))],
    source,
  }),
  moved({
    id: 'agents/pdf-limit',
    since: '2026.8.2',
    at: 'agents.defaults.pdfMaxBytesMb',
    to: named('pdfMaxMb'),
    source,
  }),
  moved({
    id: 'agents/prompt-overlays',
    since: '2026.8.2',
    at: 'agents.defaults.promptOverlays.gpt5.personality',
    to: () => ['plugins', 'entries', 'openai', 'config', 'personality'],
    source,
  }),
  retired({
    id: 'agents/prompt-overlays',
    since: '2026.8.2',
    at: 'agents.defaults.promptOverlays',
    why: 'only the personality is left, in the openai plugin',
    source,
  }),
  retired({
    id: 'agents/prompt-envelope',
    since: '2026.8.2',
    at: 'agents.defaults.{envelopeTimestamp,envelopeElapsed,envelopeTimezone,timeFormat,bootstrapPromptTruncationWarning,mediaGenerationAutoProviderFallback}',
    why: 'the behaviour is built in',
    source,
  }),
  retired({
    id: 'agents/cli-backends',
    since: '2026.8.2',
    at: 'agents.defaults.cliBackends',
    why: 'command-line backends register through plugins now',
    safety: 'unsafe',
    source,
  }),
  rewritten({
    id: 'agents/peer-kind',
    since: '2026.8.2',
    at: 'bindings.*.match.peer.kind',
    value: (old) => (old === 'dm' ? 'direct' : undefined),
    source: 'schemas of OpenClaw 2026.7.1 and 2026.8.2',
  }),
  rewritten({
    id: 'agents/chat-type',
    since: '2026.8.2',
    at: [
      'session.sendPolicy.rules.*.match.chatType',
      'tools.links.scope.rules.*.match.chatType',
      'tools.media.{audio,image,video}.scope.rules.*.match.chatType',
    ],
    value: (old) => (old === 'dm' ? 'direct' : undefined),
    source: 'schemas of OpenClaw 2026.7.1 and 2026.8.2',
  }),
];

function memberOfMedia(key: string): string {
  return Object.entries(mediaModels).find(([old]) => old === key)?.[1] ?? key;
}
