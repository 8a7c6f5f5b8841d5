import { retired } from './build.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

export const commandRows = [
  retired({
    id: 'commands/models-write',
    since: '2026.8.2',
    at: 'commands.modelsWrite',
    why: 'it was no longer read since 2026.4.29',
    source: 'schemas of OpenClaw 2026.4.22 and 2026.4.29; ran 2026.8.2: refused',
  }),
  retired({
    id: 'commands/owner-display',
    since: '2026.8.2',
    at: 'commands.{ownerDisplay,ownerDisplaySecret}',
    why: 'owner ids are always shown as they are',
    source,
  }),
  retired({
    id: 'commands/access-groups',
    since: '2026.8.2',
    at: 'commands.useAccessGroups',
    why: 'access groups always hold',
    when: (value) => value !== false,
    source,
  }),
  retired({
    id: 'commands/access-groups',
    since: '2026.8.2',
    at: 'commands.useAccessGroups',
    why: 'access groups always hold: commands.allowFrom and the lists of the channels say who may give commands',
    safety: 'unsafe',
    source,
  }),
];
