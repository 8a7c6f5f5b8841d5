import { type Draft, type DraftValue, draftAt, draftsIn, ensureDraft, isDraft, mergeMissing } from './draft.js';
import type { Moved, Repair } from './repair.js';

const until = { before: '2026.5.2', source: 'legacy-config-migrations.runtime.agents.ts of 2026.4.22' } as const;
const channelHeartbeat = new Set(['showOk', 'showAlerts', 'useIndicator']);

export const agentRepairs: readonly Repair[] = [
  {
    ...until,
    name: 'sandbox.perSession',
    apply(root) {
      const agents = draftAt(root, 'agents');
      const owners = [agents?.['defaults'], ...draftsIn(agents?.['list']).map(([, agent]) => agent)];
      for (const owner of owners) {
        const sandbox = isDraft(owner) ? draftAt(owner, 'sandbox') : undefined;
        const old = sandbox?.['perSession'];
        if (sandbox === undefined || typeof old !== 'boolean') continue;
        sandbox['scope'] ??= old ? 'session' : 'shared';
        delete sandbox['perSession'];
      }
    },
  },
  {
    ...until,
    name: 'memorySearch',
    apply(root, moved) {
      const old = root['memorySearch'];
      if (!isDraft(old)) return;
      mergeInto(root, ['agents', 'defaults'], 'memorySearch', old);
      delete root['memorySearch'];
      moved(['memorySearch'], ['agents', 'defaults', 'memorySearch']);
    },
  },
  {
    ...until,
    name: 'heartbeat',
    apply(root, moved) {
      const old = root['heartbeat'];
      if (!isDraft(old)) return;
      const parts: Record<'agent' | 'channel', Draft> = { agent: {}, channel: {} };
      for (const [key, value] of Object.entries(old))
        parts[channelHeartbeat.has(key) ? 'channel' : 'agent'][key] = value;
      const move = (owner: readonly string[], part: Draft) => {
        if (Object.keys(part).length === 0) return;
        mergeInto(root, owner, 'heartbeat', part);
        for (const key of Object.keys(part)) moved(['heartbeat', key], [...owner, 'heartbeat', key]);
      };
      move(['agents', 'defaults'], parts.agent);
      move(['channels', 'defaults'], parts.channel);
      delete root['heartbeat'];
    },
  },
];

function mergeInto(root: Draft, owner: readonly string[], key: string, value: Draft): void {
  const target = ensureDraft(root, ...owner);
  const existing: DraftValue | undefined = target[key];
  if (isDraft(existing)) mergeMissing(existing, value);
  else target[key] = value;
}

/** Renames `threadBindings.ttlHours` in the session, in each channel and in each of its accounts. */
export const threadBindingsRepair: Repair = {
  name: 'threadBindings.ttlHours',
  before: '2026.5.2',
  source: 'legacy-config-migrations.channels.ts of 2026.4.22',
  apply(root, moved) {
    renameTtl(root, ['session'], moved);
    for (const [id, channel] of draftsIn(root['channels'])) {
      renameTtl(root, ['channels', id], moved);
      for (const [account] of draftsIn(channel['accounts'])) {
        renameTtl(root, ['channels', id, 'accounts', account], moved);
      }
    }
  },
};

function renameTtl(root: Draft, owner: readonly string[], moved: Moved): void {
  const bindings = draftAt(root, ...owner, 'threadBindings');
  if (bindings === undefined || bindings['ttlHours'] === undefined) return;
  bindings['idleHours'] ??= bindings['ttlHours'];
  delete bindings['ttlHours'];
  moved([...owner, 'threadBindings', 'ttlHours'], [...owner, 'threadBindings', 'idleHours']);
}
