import { type Draft, type DraftValue, draftAt, draftsIn, ensureDraft, isDraft } from './draft.js';
import type { Repair } from './repair.js';
import { moveTtsProviders } from './sections.js';
import {
  discordStreaming,
  repairStreaming,
  type StreamingDialect,
  slackStreaming,
  telegramStreaming,
} from './streaming.js';

/** What a channel's doctor contract changes while loading (extensions/<id>/doctor-contract of 2026.4.22). */
export const channelRepairs: readonly Repair[] = Object.entries({
  telegram: repairTelegram,
  discord: repairDiscord,
  slack: repairSlack,
  googlechat: repairGoogleChat,
  matrix: repairMatrix,
  zalouser: repairZalouser,
  mattermost: repairPrivateNetworks,
  tlon: repairPrivateNetworks,
  bluebubbles: repairPrivateNetworks,
  'nextcloud-talk': repairPrivateNetworks,
}).map(([id, repairChannel]) => ({
  name: `channels.${id}`,
  before: '2026.5.2',
  source: `extensions/${id} of 2026.4.22`,
  apply(root) {
    const channel = draftAt(root, 'channels', id);
    if (channel !== undefined) repairChannel(channel);
  },
}));

const nothing = () => {};

function accountsOf(channel: Draft): readonly Draft[] {
  return draftsIn(channel['accounts']).map(([, account]) => account);
}

function repairTelegram(channel: Draft): void {
  const mentionsOnly = channel['groupMentionsOnly'];
  const groups = channel['groups'] ?? {};
  const everyGroup = isDraft(groups) ? (groups['*'] ?? {}) : undefined;
  if (mentionsOnly !== undefined && isDraft(everyGroup)) {
    ensureDraft(channel, 'groups', '*')['requireMention'] ??= mentionsOnly;
    delete channel['groupMentionsOnly'];
  }
  for (const entry of [channel, ...accountsOf(channel)]) repairStreaming(entry, telegramStreaming);
}

function repairDiscord(channel: Draft): void {
  repairDms(channel, !isDraft(channel['accounts']));
  repairStreaming(channel, discordStreaming);
  for (const account of accountsOf(channel)) {
    repairDmsAndStreaming(account, discordStreaming);
  }
  for (const entry of [channel, ...accountsOf(channel)]) {
    for (const [, guild] of draftsIn(entry['guilds'])) repairAllow(guild['channels']);
    const tts = draftAt(entry, 'voice', 'tts');
    if (tts !== undefined) moveTtsProviders(tts, nothing);
  }
}

function repairSlack(channel: Draft): void {
  for (const entry of [channel, ...accountsOf(channel)]) {
    repairDmsAndStreaming(entry, slackStreaming);
    repairAllow(entry['channels']);
  }
}

function repairDmsAndStreaming(entry: Draft, dialect: StreamingDialect): void {
  repairDms(entry, true);
  repairStreaming(entry, dialect);
}

function repairGoogleChat(channel: Draft): void {
  for (const entry of [channel, ...accountsOf(channel)]) {
    delete entry['streamMode'];
    repairAllow(entry['groups']);
  }
}

function repairMatrix(channel: Draft): void {
  repairPrivateNetworks(channel);
  for (const entry of [channel, ...accountsOf(channel)]) {
    const dm = draftAt(entry, 'dm');
    if (dm?.['policy'] === 'trusted') {
      const from = dm['allowFrom'];
      const known = Array.isArray(from) && from.some((id) => typeof id === 'string' && id.trim() !== '');
      dm['policy'] = known ? 'allowlist' : 'pairing';
    }
    for (const key of ['groups', 'rooms']) repairBooleanAllow(entry[key]);
  }
}

function repairZalouser(channel: Draft): void {
  for (const entry of [channel, ...accountsOf(channel)]) repairBooleanAllow(entry['groups']);
}

/** `allow` becomes `enabled`, whatever its value. */
function repairAllow(map: DraftValue | undefined): void {
  for (const [, entry] of isDraft(map) ? draftsIn(map) : []) {
    if (entry['allow'] === undefined) continue;
    entry['enabled'] ??= entry['allow'];
    delete entry['allow'];
  }
}

function repairBooleanAllow(map: DraftValue | undefined): void {
  for (const [, entry] of isDraft(map) ? draftsIn(map) : []) {
    if (typeof entry['allow'] !== 'boolean') continue;
    if (typeof entry['enabled'] !== 'boolean') entry['enabled'] = entry['allow'];
    delete entry['allow'];
  }
}

function repairPrivateNetworks(channel: Draft): void {
  for (const entry of [channel, ...accountsOf(channel)]) {
    const old = entry['allowPrivateNetwork'];
    if (old === undefined) continue;
    delete entry['allowPrivateNetwork'];
    const network = ensureDraft(entry, 'network');
    const current = network['dangerouslyAllowPrivateNetwork'];
    if (typeof current !== 'boolean' && (typeof old === 'boolean' || current === undefined)) {
      network['dangerouslyAllowPrivateNetwork'] = old;
    }
  }
}

/** `dm.policy` and `dm.allowFrom` move one level up. (normalizeLegacyDmAliases) */
function repairDms(entry: Draft, withAllowFrom: boolean): void {
  const dm = entry['dm'];
  if (!isDraft(dm)) return;
  const moved = moveUp(entry, 'dmPolicy', dm, 'policy', (a, b) => a === b);
  const movedFrom = withAllowFrom && moveUp(entry, 'allowFrom', dm, 'allowFrom', sameList);
  if ((moved || movedFrom) && Object.keys(dm).length === 0) delete entry['dm'];
}

type Same = (a: DraftValue, b: DraftValue) => boolean;

function moveUp(entry: Draft, key: string, dm: Draft, old: string, same: Same): boolean {
  const value = dm[old];
  const current = entry[key];
  if (value === undefined || (current !== undefined && !same(current, value))) return false;
  entry[key] = value;
  delete dm[old];
  return true;
}

function sameList(a: DraftValue, b: DraftValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  const plain = (list: readonly DraftValue[]) => list.map((item) => String(item).trim()).filter((item) => item !== '');
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
