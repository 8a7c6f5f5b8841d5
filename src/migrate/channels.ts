import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { beside, moved, named, relocation, removal, replacement, retired } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf } from './row.js';
import { signalRows } from './signal.js';
import { namesPlugin } from './web-tools.js';

const loading = 'OpenClaw 2026.4.22 moves it while loading; 2026.9.6 refuses it';
const source = 'schemas of OpenClaw 2026.7.1 and 2026.8.2, migrations of the channel plugins of 2026.9.6';
const source528 = 'schemas of OpenClaw 2026.5.12 and 2026.5.28, migration of 2026.9.6';

const direct: RowFacts = { id: 'channels/direct-messages', since: '2026.8.2', source };

/** `dm.policy` and `dm.allowFrom` stand one level higher now. */
function raiseDirectMessages(config: JsonObject): readonly Change[] {
  return placesOf(config, '<entry:discord,slack,googlechat>.dm.{policy,allowFrom}').map((path) =>
    relocation(direct, config, path, [...path.slice(0, -2), path.at(-1) === 'policy' ? 'dmPolicy' : 'allowFrom']),
  );
}

const mention: RowFacts = { id: 'channels/telegram-mentions', since: '2026.5.2', source: loading };

const ack: RowFacts = {
  id: 'channels/whatsapp-ack',
  since: '2026.8.2',
  note: 'One acknowledgement holds for all channels now.',
  safety: 'unsafe',
  source,
};

/** Who is acknowledged, in the words of messages.ackReactionScope; undefined when it has no word for it. */
function ackScope(reaction: JsonValue | undefined): string | undefined {
  const group = memberValue(reaction, 'group') ?? 'mentions';
  if (memberValue(reaction, 'direct') !== false)
    return group === 'always' ? 'all' : group === 'never' ? 'direct' : undefined;
  return group === 'always' ? 'group-all' : group === 'never' ? 'off' : 'group-mentions';
}

function raiseAck(config: JsonObject): readonly Change[] {
  const [first, ...others] = placesOf(config, '<entry:whatsapp>.ackReaction');
  if (first === undefined) return [];
  const reaction = valueAt(config, first);
  const emoji: ConfigPath = ['messages', 'ackReaction'];
  const scopePath: ConfigPath = ['messages', 'ackReactionScope'];
  const scope = ackScope(reaction);
  const moves: readonly ConfigOp[] = [
    ...(typeof memberValue(reaction, 'emoji') === 'string' && valueAt(config, emoji) === undefined
      ? [{ op: 'move', path: [...first, 'emoji'], to: emoji } as const]
      : []),
    ...(scope !== undefined && valueAt(config, scopePath) === undefined
      ? [{ op: 'set', path: scopePath, value: scope } as const]
      : []),
  ];
  const lost =
    moves.length === 2
      ? []
      : [{ path: first, reason: 'messages.ackReaction and ackReactionScope say or cannot say it' }];
  return [
    changeOf(ack, first, `move ${formatPath(first)} to messages`, [...moves, { op: 'remove', path: first }], lost),
    ...others.map((path) => removal(ack, path, 'one acknowledgement holds for all accounts')),
  ];
}

const debounce: RowFacts = { id: 'channels/whatsapp-debounce', since: '2026.8.2', source };

function raiseDebounce(config: JsonObject): readonly Change[] {
  const paths = placesOf(config, '<entry:whatsapp>.debounceMs');
  const target: ConfigPath = ['messages', 'inbound', 'byChannel', 'whatsapp'];
  const [first, ...others] = paths;
  if (first === undefined) return [];
  const value = valueAt(config, first);
  const rest = others.map((path) => {
    const same = valueAt(config, path) === value;
    const change = removal(debounce, path, 'one value holds for all accounts');
    return same ? { ...change, lost: [] } : change;
  });
  return [relocation(debounce, config, first, target), ...rest];
}

const feishuGroups: RowFacts = { id: 'channels/feishu-group-policy', since: '2026.8.2', source };

const openPolicy: RowFacts = {
  id: 'channels/open-policy-needs-list',
  since: '2026.5.2',
  before: '2026.5.12',
  source: 'ran OpenClaw 2026.5.2 and 2026.5.12',
};

/** Only 2026.5.2 wants the list that goes with a policy; an account may leave it to its channel. */
function policyWithoutList(config: JsonObject): readonly Found[] {
  const policies = ['<entry:slack,signal,imessage,irc>.dmPolicy', '<entry:slack>.dm.policy'];
  return policies
    .flatMap((pattern) => placesOf(config, pattern))
    .flatMap((path): readonly Found[] => {
      const channel = path.slice(0, 2);
      const entry = path.slice(0, path[2] === 'accounts' ? 4 : 2);
      const lists = [entry, [...entry, 'dm'], channel, [...channel, 'dm']].map((at) =>
        valueAt(config, [...at, 'allowFrom']),
      );
      const names = lists.flatMap((list): readonly JsonValue[] => (Array.isArray(list) ? list : []));
      const policy = valueAt(config, path);
      const missing =
        (policy === 'open' && !names.includes('*')) ||
        (policy === 'allowlist' && names.length === 0 && path[1] !== 'irc');
      const wanted = policy === 'open' ? 'allowFrom with "*"' : 'an allowFrom list';
      return missing
        ? [{ blocked: { path, reason: `2026.5.2 wants ${wanted} beside it; other releases do not` } }]
        : [];
    });
}

const feishuDomain: RowFacts = {
  id: 'channels/feishu-domain',
  since: '2026.9.6',
  source: 'schema of OpenClaw 2026.9.6',
};

/** Channels that came with OpenClaw and are plugins of their own now: a mention of the plugin keeps the file loadable. */
const departed: readonly (RowFacts & { readonly channel: string })[] = [
  {
    channel: 'bluebubbles',
    id: 'channels/bluebubbles-plugin',
    since: '2026.5.12',
    source:
      'schemas of OpenClaw 2026.5.2 and 2026.5.12; ran 2026.9.6: an unknown channel is refused unless the plugins section names it',
  },
  {
    channel: 'qqbot',
    id: 'channels/qqbot-plugin',
    since: '2026.8.2',
    source:
      'schemas of OpenClaw 2026.7.1 and 2026.8.2; ran 2026.9.6: an unknown channel is refused unless the plugins section names it',
  },
];

const departedRows = departed.map((facts) =>
  rowOf(facts, (config): readonly Change[] => {
    const path: ConfigPath = ['channels', facts.channel];
    if (valueAt(config, path) === undefined || namesPlugin(config, facts.channel)) return [];
    const note = `${facts.channel} is no part of OpenClaw any more: install its plugin, else the channel stays off.`;
    const enabled = ['plugins', 'entries', facts.channel, 'enabled'];
    return [
      changeOf({ ...facts, note }, path, `name the plugin ${facts.channel} in plugins.entries`, [
        { op: 'set', path: enabled, value: true },
      ]),
    ];
  }),
);

/** Channels whose `heartbeat` said what is shown. */
const showing = '<entry:discord,googlechat,imessage,msteams,signal,slack,telegram,whatsapp,feishu>';

const neverRead = (value: JsonValue): boolean =>
  memberValue(value, 'visibility') !== undefined || memberValue(value, 'intervalMs') !== undefined;

const thread: RowFacts = { id: 'channels/slack-thread-mentions', since: '2026.8.2', source };
const account: RowFacts = { id: 'channels/google-chat-account', since: '2026.8.2', source };
const history: RowFacts = {
  id: 'channels/telegram-group-history',
  since: '2026.7.1',
  note: 'Group history is always given, and historyLimit says how much.',
  source: 'schemas of OpenClaw 2026.6.11 and 2026.7.1, migration of 2026.9.6',
};

export const channelRows = [
  retired({
    id: 'channels/webchat',
    since: '2026.4.22',
    at: 'channels.webchat',
    why: 'the web chat is part of the control UI',
    source: 'ran OpenClaw 2026.4.22: refused',
  }),
  rowOf(mention, (config) =>
    placesOf(config, 'channels.telegram.{requireMention,groupMentionsOnly}').map((path) =>
      relocation(mention, config, path, ['channels', 'telegram', 'groups', '*', 'requireMention']),
    ),
  ),
  moved({
    id: 'channels/allow-is-enabled',
    since: '2026.5.2',
    at: [
      '<entry:discord>.guilds.*.channels.*.allow',
      '<entry:slack>.channels.*.allow',
      '<entry:googlechat,zalouser>.groups.*.allow',
      '<entry:matrix>.{groups,rooms}.*.allow',
    ],
    to: named('enabled'),
    source: loading,
  }),
  moved({
    id: 'channels/private-network',
    since: '2026.5.2',
    at: '<entry:bluebubbles,matrix,mattermost,nextcloud-talk,tlon>.allowPrivateNetwork',
    to: beside(1, 'network', 'dangerouslyAllowPrivateNetwork'),
    source: loading,
  }),
  retired({
    id: 'channels/google-chat-stream-mode',
    since: '2026.5.2',
    at: '<entry:googlechat>.streamMode',
    why: 'it was no longer read',
    source: 'OpenClaw 2026.4.22 removes it while loading; 2026.9.6 refuses it',
  }),
  retired({
    id: 'channels/telegram-topics',
    since: '2026.5.28',
    at: ['<entry:telegram>.dm', '<entry:telegram>.direct.*.threadReplies'],
    why: 'Telegram itself says whether a direct chat has topics',
    source: source528,
  }),
  retired({
    id: 'channels/clickclack-owner',
    since: '2026.5.28',
    at: '<entry:clickclack>.senderIsOwner',
    why: 'it was no longer read',
    source: 'schemas of OpenClaw 2026.5.12 and 2026.5.28',
  }),
  retired({
    id: 'channels/telegram-native-progress',
    since: '2026.6.11',
    at: '<entry:telegram>.streaming.preview.{nativeToolProgress,nativeToolProgressAllowFrom}',
    why: 'previews are ordinary messages that are edited',
    source: 'schemas of OpenClaw 2026.6.1 and 2026.6.11, migration of 2026.9.6',
  }),
  rowOf(history, (config) =>
    placesOf(config, '<entry:telegram>.includeGroupHistoryContext').map((path) => {
      const none = valueAt(config, path) === 'none';
      const limit = [...path.slice(0, -1), 'historyLimit'];
      const ops: readonly ConfigOp[] = [
        ...(none ? [{ op: 'set', path: limit, value: 0 } as const] : []),
        { op: 'remove', path },
      ];
      const lost = none ? [] : [{ path, reason: 'group history is always given, bounded by historyLimit' }];
      return changeOf(history, path, `remove ${formatPath(path)}`, ops, lost);
    }),
  ),
  retired({
    id: 'channels/heartbeat-never-read',
    since: '2026.8.2',
    at: '<entry:feishu>.heartbeat',
    when: neverRead,
    why: 'it was never read',
    source,
  }),
  moved({
    id: 'channels/heartbeat-visibility',
    since: '2026.8.2',
    at: ['channels.defaults.heartbeat', `${showing}.heartbeat`],
    when: isObject,
    to: named('heartbeatVisibility'),
    source,
  }),
  rowOf(openPolicy, policyWithoutList),
  rowOf(direct, raiseDirectMessages),
  moved({
    id: 'channels/slack-reply-mode',
    since: '2026.8.2',
    at: '<entry:slack>.dm.replyToMode',
    to: beside(2, 'replyToModeByChatType', 'direct'),
    source,
  }),
  rowOf(thread, (config) =>
    placesOf(config, '<entry:slack>.thread.requireExplicitMention').map((path) =>
      replacement(
        thread,
        path,
        [...path.slice(0, -2), 'implicitMentions', 'threadParticipation'],
        valueAt(config, path) !== true,
        config,
      ),
    ),
  ),
  retired({
    id: 'channels/slack-capabilities',
    since: '2026.8.2',
    at: '<entry:slack>.capabilities',
    when: isObject,
    why: 'interactive replies need no switch',
    source,
  }),
  retired({
    id: 'channels/tuning',
    since: '2026.8.2',
    at: [
      '<entry:telegram>.{timeoutSeconds,mediaGroupFlushMs,pollingStallThresholdMs,retry,errorCooldownMs}',
      '<entry:telegram>.{groups,direct}.*.errorCooldownMs',
      '<entry:telegram>.{groups,direct}.*.topics.*.errorCooldownMs',
      '<entry:discord>.{gatewayInfoTimeoutMs,gatewayReadyTimeoutMs,gatewayRuntimeReadyTimeoutMs,eventQueue,retry,ui}',
      '<entry:discord>.autoPresence.{healthyText,degradedText,exhaustedText}',
      '<entry:slack>.socketMode',
      '<entry:imessage>.coalesceSameSenderDms',
      '<entry:clickclack>.timeoutSeconds',
      '<entry:googlechat>.actions',
      '<entry>.streaming.progress.render',
    ],
    why: 'the behaviour is built in',
    source,
  }),
  retired({
    id: 'channels/irc-mentions',
    since: '2026.8.2',
    at: '<entry:irc>.mentionPatterns',
    why: 'it was never read; messages.groupChat.mentionPatterns is',
    source,
  }),
  rowOf(ack, raiseAck),
  retired({
    id: 'channels/whatsapp-error-text',
    since: '2026.8.2',
    at: '<entry:whatsapp>.exposeErrorText',
    why: 'it was no longer read',
    source,
  }),
  rowOf(debounce, raiseDebounce),
  moved({
    id: 'channels/whatsapp-prefix',
    since: '2026.8.2',
    at: '<entry:whatsapp>.messagePrefix',
    to: named('responsePrefix'),
    source,
  }),
  moved({
    id: 'channels/feishu-base',
    since: '2026.8.2',
    at: '<entry:feishu>.tools.base',
    to: named('bitable'),
    source,
  }),
  rowOf(account, (config) =>
    placesOf(config, '<entry:googlechat>.serviceAccountRef').map((path) => {
      const to = [...path.slice(0, -1), 'serviceAccount'];
      if (valueAt(config, to) === undefined) return relocation(account, config, path, to);
      // The reference was the one that counted.
      const value = valueAt(config, path) ?? null;
      const lost = [{ path: to, reason: 'serviceAccountRef won over it' }];
      return changeOf(
        account,
        path,
        `move ${formatPath(path)} to serviceAccount`,
        [
          { op: 'set', path: to, value },
          { op: 'remove', path },
        ],
        lost,
      );
    }),
  ),
  rowOf(feishuGroups, (config) =>
    placesOf(config, '<entry:feishu>.groupPolicy').flatMap((path): readonly Found[] => {
      const value = valueAt(config, path);
      if (typeof value !== 'string' || /^(open|disabled|allowlist|allowall|\$\{.*)$/.test(value)) return [];
      return [{ blocked: { path, reason: 'only open, disabled and allowlist are policies' } }];
    }),
  ),
  rowOf(feishuDomain, (config) =>
    placesOf(config, '<entry:feishu>.domain').flatMap((path): readonly Found[] => {
      const value = valueAt(config, path);
      if (typeof value !== 'string' || /^(feishu$|lark$|https:\/\/|\$\{)/i.test(value)) return [];
      return [{ blocked: { path, reason: 'only feishu, lark or an https address is taken' } }];
    }),
  ),
  ...signalRows,
  ...departedRows,
];
