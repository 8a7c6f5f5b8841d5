import { isObject, type JsonValue, valueAt } from '../../config/json.js';
import { nearest } from '../../nearest.js';
import type { Mistake } from '../issues/mistake.js';
import { pluginIdOf } from '../plugin-ids.js';
import { holdsFor } from '../range.js';
import { policy } from './agents.js';
import type { Check, CheckInput } from './check.js';
import { childrenOf, objectsAt, type Place, placesOf } from './places.js';
import { hasMissingLoadPath, hasPluginEvidence } from './plugins.js';

export const channelChecks: readonly Check[] = [
  {
    name: 'unknown channel',
    source: 'ran 2026.4.22 to 2026.9.6; a warning beside plugin evidence from 2026.4.29 on',
    *run(input) {
      for (const { path } of placesOf(input.value, 'channels.*')) {
        const id = String(path[1]);
        if (isTolerated(id.trim(), input)) continue;
        if (isKnownChannel(id, input)) {
          if (isMissedAsWritten(id, input)) yield padded(path, id.trim());
          continue;
        }
        const candidates = nearest(id.trim(), input.lists.channels);
        yield {
          kind: 'unknown-key',
          path,
          reported: ['channels', id.trim()],
          problem: `no channel is called ${id.trim()}`,
          ...(candidates.length > 0 ? { candidates } : {}),
        };
      }
    },
  },
  {
    name: 'ACP bindings inside a channel',
    source: 'addLegacyChannelAcpBindingIssues, read in 2026.4.22 to 2026.9.6',
    beforeSchema: true,
    *run({ value }) {
      for (const place of placesOf(value, 'channels')) yield* localBindings(place);
    },
  },
  {
    name: 'channel policies that need a list of senders',
    from: '2026.5.2',
    before: '2026.5.12',
    source: 'zod-schema.providers-core.ts, ran 2026.5.2; not enforced in 2026.4.22 and 2026.5.12',
    run: senderLists,
  },
];

export function isKnownChannel(id: string, { lists }: CheckInput): boolean {
  const plain = id.trim();
  return plain === '' || plain === 'defaults' || plain === 'modelByChannel' || lists.channels.includes(plain);
}

/** The program looks for the channel under the id without its blanks, and finds nothing there. */
function isMissedAsWritten(id: string, { lists, value }: CheckInput): boolean {
  const plain = id.trim();
  return plain !== id && lists.channels.includes(plain) && valueAt(value, ['channels', plain]) === undefined;
}

function padded(path: Mistake['path'], id: string): Mistake {
  return {
    kind: 'unknown-key',
    path,
    reported: ['channels', id],
    problem: `the channel ${id} is written with blanks around its name`,
    candidates: [id],
  };
}

/** Unknown, but taken for what is left of a plugin. */
export function isTolerated(id: string, input: CheckInput): boolean {
  if (hasMissingLoadPath(input) === 'preserved') return true;
  const { lists, release } = input;
  if (!holdsFor({ from: '2026.4.29' }, release) || lists.plugins.includes(pluginIdOf(id, release))) return false;
  return hasPluginEvidence(input, id);
}

function* localBindings(place: Place): Iterable<Mistake> {
  if (isObject(place.value) && isObject(place.value['bindings'])) {
    const acp = place.value['bindings']['acp'];
    if (typeof acp === 'object' && acp !== null) {
      yield policy(
        [...place.path, 'bindings', 'acp'],
        'ACP bindings of a channel moved to the list bindings at the root',
      );
    }
  }
  for (const child of childrenOf(place)) yield* localBindings(child);
}

/** Channels whose own zod schema 2026.5.2 ran, and whether they also read the block `dm`. */
const checked: readonly { readonly id: string; readonly nested: boolean }[] = [
  { id: 'slack', nested: true },
  { id: 'signal', nested: false },
  { id: 'imessage', nested: false },
  { id: 'irc', nested: false },
];

function* senderLists({ value }: CheckInput): Iterable<Mistake> {
  for (const { id, nested } of checked) {
    for (const channel of objectsAt(value, `channels.${id}`)) {
      yield* senderList(channel.path, [channel.value], nested);
      for (const account of objectsAt(channel.value, 'accounts.*')) {
        if (nested && account.value['enabled'] === false) continue;
        yield* senderList([...channel.path, ...account.path], [account.value, channel.value], nested);
      }
      if (id === 'slack') yield* signingSecret(channel.path, channel.value);
      if (id === 'irc') yield* nickServ(channel.path, channel.value);
    }
  }
}

type Settings = Readonly<Record<string, JsonValue>>;

/** `owners`: the account before its channel; the first that says something counts. */
function* senderList(path: Mistake['path'], owners: readonly Settings[], nested: boolean): Iterable<Mistake> {
  const first = (key: string, inner: string) => {
    for (const owner of owners) {
      const dm = owner['dm'];
      const found = owner[key] ?? (nested && isObject(dm) ? dm[inner] : undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const mode = first('dmPolicy', 'policy');
  const list = first('allowFrom', 'allowFrom');
  const senders = Array.isArray(list) ? list.map((id: JsonValue) => String(id).trim()).filter((id) => id !== '') : [];
  const own = owners.length > 1 || owners[0]?.['allowFrom'] !== undefined || !nested;
  const at = [...path, ...(own ? ['allowFrom'] : ['dm', 'allowFrom'])];
  if (mode === 'open' && !senders.includes('*')) yield policy(at, 'dmPolicy "open" needs "*" in allowFrom');
  if (mode === 'allowlist' && senders.length === 0) {
    yield policy(at, 'dmPolicy "allowlist" needs at least one sender in allowFrom');
  }
}

/** Slack over HTTP needs the secret that signs its requests. */
function* signingSecret(path: Mistake['path'], channel: Settings): Iterable<Mistake> {
  const modeOf = (owner: Settings, fallback: string) =>
    owner['mode'] === 'http' || owner['mode'] === 'socket' ? owner['mode'] : fallback;
  const isMissing = (secret: JsonValue | undefined) =>
    secret === undefined || (typeof secret === 'string' && secret.trim() === '');
  const problem = 'mode "http" needs signingSecret';
  const base = modeOf(channel, 'socket');
  if (base === 'http' && isMissing(channel['signingSecret'])) yield policy([...path, 'signingSecret'], problem);
  for (const account of objectsAt(channel, 'accounts.*')) {
    if (account.value['enabled'] === false || modeOf(account.value, base) !== 'http') continue;
    if (isMissing(account.value['signingSecret'] ?? channel['signingSecret'])) {
      yield policy([...path, ...account.path, 'signingSecret'], problem);
    }
  }
}

function* nickServ(path: Mistake['path'], channel: Settings): Iterable<Mistake> {
  const { nickserv } = channel;
  if (!isObject(nickserv) || nickserv['register'] !== true) return;
  const email = nickserv['registerEmail'];
  if (typeof email === 'string' && email.trim() !== '') return;
  yield policy([...path, 'nickserv', 'registerEmail'], 'register needs registerEmail');
}
