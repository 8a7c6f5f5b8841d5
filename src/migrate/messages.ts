import { isObject, valueAt } from '../config/json.js';
import { moved, relocation, removal, retired, rewritten, words } from './build.js';
import { placesOf } from './places.js';
import { type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

const prefix: RowFacts = { id: 'messages/whatsapp-prefix', since: '2026.8.2', source };

export const messageRows = [
  rewritten({
    id: 'messages/queue-mode',
    since: '2026.5.28',
    at: ['messages.queue.mode', 'messages.queue.byChannel.*'],
    value: words({ queue: 'steer', 'steer-backlog': 'followup', 'steer+backlog': 'followup' }),
    note: 'The nearest mode that is left.',
    source: 'schemas of OpenClaw 2026.5.12 and 2026.5.28, migration of 2026.9.6',
  }),
  retired({
    id: 'messages/built-in-behaviour',
    since: '2026.8.2',
    at: ['messages.queue.debounceMs', 'messages.statusReactions.{timing,emojis}', 'messages.removeAckAfterReply'],
    why: 'the behaviour is built in',
    source,
  }),
  retired({
    id: 'messages/tool-errors',
    since: '2026.9.6',
    at: 'messages.suppressToolErrors',
    why: 'a failed tool is mentioned only when a run ends without a reply',
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6',
  }),
  rowOf(prefix, (config) =>
    placesOf(config, 'messages.messagePrefix').map((path) => {
      if (!isObject(valueAt(config, ['channels', 'whatsapp'])))
        return removal(prefix, path, 'it was for WhatsApp, which is not configured');
      return relocation(prefix, config, path, ['channels', 'whatsapp', 'responsePrefix']);
    }),
  ),
  moved({
    id: 'messages/attachments',
    since: '2026.8.2',
    at: 'media',
    when: isObject,
    to: () => ['attachments'],
    source,
  }),
  retired({
    id: 'messages/attachment-names',
    since: '2026.8.2',
    at: 'attachments.preserveFilenames',
    why: 'attachments always get safe names',
    source,
  }),
];
