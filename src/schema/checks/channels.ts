import { isObject, type JsonValue } from '../../config/json.js';
import { nearest } from '../../nearest.js';
import type { Mistake } from '../issues/mistake.js';
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
        if (isKnownChannel(id, input) || isTolerated(id.trim(), input)) continue;
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

/** Unknown, but taken for what is left of a plugin. */
export function isTolerated(id: string, input: CheckInput): boolean {
  if (hasMissingLoadPath(input) === 'preserved') return true;
  const holds = holdsFor({ from: '2026.4.29' }, input.release) && !input.lists.plugins.includes(id.toLowerCase());
  return holds && hasPluginEvidence(input.value, id);
}

function* localBindings(place: Place): Iterable<Mistake> {
  if (isObject(place.value) && isObject(place.value['bindings'])) {
    const acp = place.value['bindings']['acp'];
    if (typeof acp === 'object' && acp !== null) {
      yield policy([...place.path, 'bindings', 'acp'], 'ACP bindings of a channel moved to the list bindings at the root');
    }
  }
  for (const child of childrenOf(place)) yield* localBindings(child);
}

/** Channels whose own schema was checked in 2026.5.2, and whether they know dmPolicy "allowlist" as such. */
const checked: readonly { readonly id: string; readonly nested: boolean; readonly allowlist: boolean }[] = [
  { id: 'slack', nested: true, allowlist: true },
  { id: 'signal', nested: false, allowlist: true },
  { id: 'imessage', nested: false, allowlist: true },
  { id: 'irc', nested: false, allowlist: true },
];

function* senderLists({ value }: CheckInput): Iterable<Mistake> {
  for (const { id, nested, allowlist } of checked) {
    for (const channel of objectsAt(value, `channels.${id}`)) {
      yield* senderList(channel.path, [channel.value], nested, allowlist);
      for (const account of objectsAt(channel.value, 'accounts.*')) {
        if (nested && account.value['enabled'] === false) continue;
        yield* senderList([...channel.path, ...account.path], [account.value, channel.value], nested, allowlist);
      }
      if (id === 'slack') yield* signingSecret(channel.path, channel.value);
    }
  }
}

type Settings = Readonly<Record<string, JsonValue>>;

/** `owners`: the account before its channel; the first that says something counts. */
function* senderList(
  path: Mistake['path'],
  owners: readonly Settings[],
  nested: boolean,
  allowlist: boolean,
): Iterable<Mistake> {
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
  if (allowlist && mode === 'allowlist' && senders.length === 0) {
    yield policy(at, 'dmPolicy "allowlist" needs at least one sender in allowFrom');
  }
}

/** Slack over HTTP needs the secret that signs its requests. */
function* signingSecret(path: Mistake['path'], channel: Settings): Iterable<Mistake> {
  if (channel['enabled'] === false) return;
  const baseMode = channel['mode'] ?? 'socket';
  if (baseMode === 'http' && channel['signingSecret'] === undefined) {
    yield policy([...path, 'signingSecret'], 'mode "http" needs signingSecret');
  }
  for (const account of objectsAt(channel, 'accounts.*')) {
    const mode = account.value['mode'] ?? baseMode;
    if (account.value['enabled'] === false || mode !== 'http') continue;
    if ((account.value['signingSecret'] ?? channel['signingSecret']) === undefined) {
      yield policy([...path, ...account.path, 'signingSecret'], 'mode "http" needs signingSecret');
    }
  }
}
