import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { holdsFor } from '../schema/range.js';
import { sameJson } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';
import type { MigrationRemark } from './types.js';

/** How one channel spells streaming; everything about it stands in one `streaming` object now. */
interface Dialect {
  readonly channel: string;
  readonly since: string;
  /** Modes that the channel has; absent where only the delivery of blocks can be set. */
  readonly modes?: readonly string[];
  /** Mode of a switch that says yes, or of a word that is none. */
  readonly defaultMode?: string;
  /** Old words of `streamMode`. */
  readonly oldModes?: Readonly<Record<string, string>>;
  /** Slack can stream by itself; a plain yes or no was for that too. */
  readonly native?: boolean;
}

const early = '2026.5.2';
const late = '2026.8.2';
const plainModes = ['off', 'partial', 'block', 'progress'];

const dialects: readonly Dialect[] = [
  { channel: 'telegram', since: early, modes: plainModes, defaultMode: 'partial' },
  { channel: 'discord', since: early, modes: plainModes, defaultMode: 'off' },
  {
    channel: 'slack',
    since: early,
    modes: plainModes,
    defaultMode: 'partial',
    oldModes: { replace: 'partial', status_final: 'progress', append: 'block' },
    native: true,
  },
  { channel: 'mattermost', since: late, modes: plainModes, defaultMode: 'partial' },
  { channel: 'feishu', since: late, modes: ['off', 'partial'], defaultMode: 'partial' },
  { channel: 'matrix', since: late, modes: ['off', 'partial', 'quiet', 'progress'], defaultMode: 'off' },
  ...['googlechat', 'imessage', 'irc', 'msteams', 'nextcloud-talk', 'signal', 'whatsapp'].map((channel) => ({
    channel,
    since: late,
  })),
];

/** Old keys beside `streaming`, and their place in it. */
const flat: readonly (readonly [string, readonly string[]])[] = [
  ['chunkMode', ['chunkMode']],
  ['blockStreaming', ['block', 'enabled']],
  ['blockStreamingCoalesce', ['block', 'coalesce']],
  ['draftChunk', ['preview', 'chunk']],
  ['nativeStreaming', ['nativeTransport']],
];

function factsOf({ channel, since }: Dialect): RowFacts {
  const early = holdsFor({ before: '2026.5.12' }, since) ? 'OpenClaw 2026.4.22 moves them while loading; ' : '';
  return {
    id: `channels/${channel}-streaming`,
    since,
    source: `${early}schemas of 2026.7.1 and 2026.8.2, migration of the ${channel} plugin 2026.9.6`,
  };
}

/** The mode that an entry asks for: a word in `streaming`, else `streamMode`, else yes or no. */
function modeOf(dialect: Dialect, streaming: JsonValue | undefined, streamMode: JsonValue | undefined): string {
  const known = (value: JsonValue | undefined) => {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    return dialect.modes?.includes(word) === true ? word : undefined;
  };
  const old =
    typeof streamMode === 'string'
      ? (dialect.oldModes?.[streamMode.trim().toLowerCase()] ?? known(streamMode))
      : undefined;
  const fallback = dialect.defaultMode ?? 'partial';
  return known(streaming) ?? old ?? (typeof streaming === 'boolean' ? (streaming ? 'partial' : 'off') : fallback);
}

function changesOf(dialect: Dialect, config: JsonObject, path: ConfigPath): readonly Change[] {
  const facts = factsOf(dialect);
  const entry = valueAt(config, path);
  const streaming = memberValue(entry, 'streaming');
  const home = [...path, 'streaming'];
  if (dialect.modes !== undefined && (typeof streaming === 'string' || typeof streaming === 'boolean')) {
    const mode = modeOf(dialect, streaming, memberValue(entry, 'streamMode'));
    const native =
      dialect.native && typeof streaming === 'boolean' && memberValue(entry, 'nativeStreaming') === undefined;
    const value: JsonObject = { mode, ...(native ? { nativeTransport: streaming } : {}) };
    const write = changeOf(facts, home, `set ${formatPath(home)} to ${JSON.stringify(value)}`, [
      { op: 'set', path: home, value },
    ]);
    return [write, ...tidy(dialect, facts, config, path, value)];
  }
  if (streaming !== undefined && !isObject(streaming)) return [];
  return tidy(dialect, facts, config, path, isObject(streaming) ? streaming : {});
}

/** Takes the old keys of one entry into its `streaming`, which says `streaming` by now. */
function tidy(
  dialect: Dialect,
  facts: RowFacts,
  config: JsonObject,
  path: ConfigPath,
  streaming: JsonObject,
): readonly Change[] {
  const home = [...path, 'streaming'];
  const ops: ConfigOp[] = [];
  const lost: MigrationRemark[] = [];
  const take = (key: string, place: readonly string[], value: JsonValue) => {
    const from = [...path, key];
    const old = valueAt(config, from);
    if (old === undefined) return;
    if (valueAt(streaming, place) === undefined) {
      if (sameJson(old, value)) ops.push({ op: 'move', path: from, to: [...home, ...place] });
      else ops.push({ op: 'set', path: [...home, ...place], value }, { op: 'remove', path: from });
    } else {
      ops.push({ op: 'remove', path: from });
      if (!sameJson(valueAt(streaming, place), value))
        lost.push({ path: from, reason: `${formatPath([...home, ...place])} is set already and wins` });
    }
  };
  if (dialect.modes !== undefined) {
    take('streamMode', ['mode'], modeOf(dialect, undefined, valueAt(config, [...path, 'streamMode'])));
  }
  for (const [key, place] of flat) {
    if (key === 'nativeStreaming' && dialect.native !== true) continue;
    const old = valueAt(config, [...path, key]);
    if (old === undefined) continue;
    if (dialect.channel === 'feishu' && key === 'blockStreamingCoalesce' && coalescesByTime(old)) {
      ops.push({ op: 'remove', path: [...path, key] });
      lost.push({ path: [...path, key], reason: 'blocks are joined by their length (minChars, maxChars, idleMs)' });
    } else take(key, place, old);
  }
  if (ops.length === 0) return [];
  return [changeOf(facts, path, `move the streaming settings of ${formatPath(path)} into streaming`, ops, lost)];
}

function coalescesByTime(value: JsonValue): boolean {
  return ['enabled', 'minDelayMs', 'maxDelayMs'].some((key) => memberValue(value, key) !== undefined);
}

export const channelStreamingRows = dialects.map((dialect) =>
  rowOf(factsOf(dialect), (config) =>
    placesOf(config, `<entry:${dialect.channel}>`)
      .filter((path) => isObject(valueAt(config, path)))
      .flatMap((path) => changesOf(dialect, config, path)),
  ),
);
