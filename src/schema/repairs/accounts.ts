import { type Draft, draftsIn, isDraft } from './draft.js';
import type { Repair } from './repair.js';

/** COMMON_SINGLE_ACCOUNT_KEYS_TO_MOVE of 2026.4.22. */
const accountKeys = new Set([
  ...['name', 'token', 'tokenFile', 'botToken', 'appToken', 'account', 'signalNumber', 'authDir', 'cliPath', 'dbPath'],
  ...['httpUrl', 'httpHost', 'httpPort', 'webhookPath', 'webhookUrl', 'webhookSecret', 'service', 'region'],
  ...['homeserver', 'userId', 'accessToken', 'password', 'deviceName', 'url', 'code'],
  ...['dmPolicy', 'allowFrom', 'groupPolicy', 'groupAllowFrom', 'defaultTo'],
]);

/** Channels that say themselves which keys belong to an account once accounts have names. */
const namedAccountKeys: Readonly<Record<string, readonly string[]>> = {
  telegram: ['botToken', 'tokenFile'],
  matrix: [
    ...['name', 'homeserver', 'userId', 'accessToken', 'password', 'deviceId', 'deviceName', 'avatarUrl'],
    ...['initialSyncLimit', 'encryption'],
  ],
};

/** Settings of a single account next to named accounts become the account `default`. */
export const accountsRepair: Repair = {
  name: 'channels.<id>.accounts.default',
  before: '2026.5.2',
  source: 'seedMissingDefaultAccountsFromSingleAccountBase of 2026.4.22',
  apply(root, moved) {
    for (const [id, channel] of draftsIn(root['channels'])) {
      const accounts = channel['accounts'];
      if (!isDraft(accounts)) continue;
      const names = Object.keys(accounts);
      if (names.length === 0 || names.some((name) => name.trim().toLowerCase() === 'default')) continue;
      const keys = keysToMove(id, channel, names);
      if (keys.length === 0) continue;
      const account: Draft = {};
      for (const key of keys) {
        const value = channel[key];
        if (value === undefined) continue;
        account[key] = value;
        delete channel[key];
        moved(['channels', id, key], ['channels', id, 'accounts', 'default', key]);
      }
      accounts['default'] = account;
    }
  },
};

function keysToMove(id: string, channel: Draft, names: readonly string[]): readonly string[] {
  const own = namedAccountKeys[id];
  const isNamed = names.some((name) => name !== '');
  return Object.keys(channel).filter((key) =>
    own !== undefined && isNamed ? own.includes(key) : accountKeys.has(key),
  );
}
