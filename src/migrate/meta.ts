import { retired } from './build.js';

export const metaRows = [
  retired({
    id: 'meta/last-touched-at',
    since: '2026.8.2',
    at: 'meta.lastTouchedAt',
    why: 'the time of the last change is kept in the state folder',
    source: 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2',
  }),
  retired({
    id: 'meta/lean-marker',
    since: '2026.9.6',
    at: 'wizard.localModelLeanAutoModel',
    why: 'local models use tool search; agents.defaults.experimental.localModelLean stays as it is',
    source: 'schemas of OpenClaw 2026.9.1 and 2026.9.6',
  }),
];
