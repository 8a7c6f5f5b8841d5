import { valueAt } from '../../config/json.js';
import type { Mistake } from '../issues/mistake.js';
import { channelAliases } from '../lists.js';
import type { Check, CheckInput } from './check.js';
import { objectsAt, stringsAt } from './places.js';
import { hasMissingLoadPath } from './plugins.js';

const heartbeat = 'agents.{defaults,list.*,entries.*}.heartbeat';

export const heartbeatChecks: readonly Check[] = [
  {
    name: 'heartbeat.activeHours beside every',
    before: '2026.8.2',
    source: 'zod-schema.agent-runtime.ts, read in 2026.4.22 to 2026.7.1',
    *run({ value }) {
      for (const { path, value: block } of objectsAt(value, heartbeat)) {
        if (typeof block['every'] === 'string' && block['every'] !== '') yield* activeHours(path, block);
      }
    },
  },
  {
    name: 'heartbeat.activeHours',
    from: '2026.8.2',
    source: 'zod-schema.agent-runtime.ts, read in 2026.8.2 to 2026.9.6',
    *run({ value }) {
      for (const { path, value: block } of objectsAt(value, heartbeat)) yield* activeHours(path, block);
    },
  },
  {
    name: 'heartbeat.target',
    source: 'validateHeartbeatTarget, read in 2026.4.22 to 2026.9.6; owner seen from 2026.8.2 on',
    *run(input) {
      for (const { path, value: target } of stringsAt(input.value, `${heartbeat}.target`)) {
        if (isTarget(target, input)) continue;
        const problem =
          target.trim() === '' ? 'heartbeat target is empty' : 'heartbeat target is no channel of this release';
        yield { kind: 'bad-value', path, problem, candidates: ['last', 'none', ...input.lists.channels] };
      }
    },
  },
];

function* activeHours(path: Mistake['path'], block: Parameters<typeof valueAt>[0]): Iterable<Mistake> {
  for (const end of ['start', 'end']) {
    const time = valueAt(block, ['activeHours', end]);
    if (typeof time !== 'string' || time === '') continue;
    const midnight = end === 'end' && time === '24:00';
    if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) || midnight) continue;
    const expected = 'a time such as 08:30';
    yield { kind: 'bad-value', path: [...path, 'activeHours', end], expected, problem: `expected ${expected}` };
  }
}

function isTarget(target: string, input: CheckInput): boolean {
  const name = target.trim().toLowerCase();
  if (name === 'last' || name === 'none') return true;
  const sinceEntries = input.release.localeCompare('2026.8.2', 'en', { numeric: true }) >= 0;
  if (name === 'owner' && sinceEntries) return true;
  if (name !== '' && hasMissingLoadPath(input) === 'preserved') return true;
  const { channels } = input.lists;
  return channels.includes(name) || channels.includes(channelAliases[name] ?? '');
}
