import { isObject, type JsonObject, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { moved, named, relocation, removal } from './build.js';
import { placesOf } from './places.js';
import { type Change, type RowFacts, rowOf } from './row.js';

/** What every release that was looked at refuses already; files that old are still around. */
const since = '2026.3.31';
const source = 'migration of OpenClaw 2026.9.6; ran 2026.4.22: refused';

const mentions: RowFacts = { id: 'early/group-mentions', since, source };

/** One setting for the groups of all channels became one for each. */
function spreadMentions(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['routing', 'groupChat', 'requireMention'];
  if (valueAt(config, path) === undefined) return [];
  const [first, ...others] = placesOf(config, 'channels.{whatsapp,telegram,imessage}').map((at) => [
    ...at,
    'groups',
    '*',
    'requireMention',
  ]);
  if (first === undefined) return [removal(mentions, path, 'no channel with groups is configured')];
  const move = relocation(mentions, config, path, first);
  const value = valueAt(config, path) ?? null;
  const open = others.filter((at) => valueAt(config, at) === undefined);
  return [{ ...move, ops: [...open.map((at) => ({ op: 'set', path: at, value }) as const), ...move.ops] }];
}

export const earlyRows = [
  moved({
    id: 'early/default-model',
    since,
    at: 'defaultModel',
    when: (value) => typeof value === 'string',
    to: () => ['agents', 'defaults', 'model'],
    source,
  }),
  moved({
    id: 'early/allowed-senders',
    since,
    at: 'routing.allowFrom',
    when: (_, __, config) => isObject(valueAt(config, ['channels', 'whatsapp'])),
    to: () => ['channels', 'whatsapp', 'allowFrom'],
    source,
  }),
  rowOf(mentions, spreadMentions),
  moved({
    id: 'early/group-chats',
    since,
    at: 'routing.groupChat.{historyLimit,mentionPatterns}',
    to: (path) => ['messages', 'groupChat', ...path.slice(2)],
    source,
  }),
  rowOf({ id: 'early/routing', since, source }, (config): readonly Change[] =>
    isObject(valueAt(config, ['routing'])) && leftovers(config).length === 0
      ? [
          {
            ...removal({ id: 'early/routing', since, source }, ['routing'], 'nothing is left in it'),
            note: 'Nothing is left in it.',
          },
        ]
      : [],
  ),
  moved({ id: 'early/feishu-bot-name', since, at: 'channels.feishu.accounts.*.botName', to: named('name'), source }),
];

function leftovers(config: JsonObject): readonly string[] {
  const routing = valueAt(config, ['routing']);
  if (!isObject(routing)) return [];
  return Object.entries(routing).flatMap(([key, value]) =>
    isObject(value) && Object.keys(value).length === 0 ? [] : [key],
  );
}
