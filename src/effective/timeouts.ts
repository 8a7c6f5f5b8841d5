import type { JsonValue } from '../config/json.js';
import { valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { HostTimeout, ReleaseTraits } from '../release/traits.js';
import { hostOf, isBareName, isContainerName, isLocalForTimeouts, isSelfHostedId } from './hosts.js';
import { fromConfig, fromRelease, positiveAt } from './sourced.js';
import type { EffectiveProvider, Sourced } from './types.js';

export interface TimeoutQuestion {
  /** Substituted. */
  readonly config: JsonValue;
  /** Lower case. */
  readonly id: string;
  readonly path: ConfigPath;
  readonly baseUrl: string | undefined;
  readonly traits: ReleaseTraits;
  readonly version: string;
}

type Limits = Pick<EffectiveProvider, 'firstEventSeconds' | 'idleSeconds'>;

const idlePath = ['agents', 'defaults', 'llm', 'idleTimeoutSeconds'];
export const runTimeoutPath = ['agents', 'defaults', 'timeoutSeconds'];

/** Until the first streamed event, and between two. Measured and read rows: `timeouts` and `slowModelKey` of the traits. */
export function timeoutsOf(question: TimeoutQuestion): Limits {
  const { config, traits, version } = question;
  const host = hostOf(question.baseUrl ?? '');
  const local = host !== undefined && isLocalForTimeouts(host);
  const { limits, what } = classLimits(question, host, local);
  const byClass = (seconds: number | null) => fromRelease(seconds, `default of ${version} for ${what}`);
  const run = positiveAt(config, runTimeoutPath);
  const own = ownLimit(question, { run, local });
  if (own !== undefined) return own;
  if (run === undefined) return { firstEventSeconds: byClass(limits.firstEvent), idleSeconds: byClass(limits.idle) };

  const byRun = fromConfig<number | null>(run, runTimeoutPath, 'agents.defaults.timeoutSeconds');
  const lower = (limit: Sourced<number | null>) => (limit.value === null || run < limit.value ? byRun : limit);
  switch (traits.timeouts.runTimeout) {
    case 'replaces':
      return { firstEventSeconds: byRun, idleSeconds: byRun };
    case 'lowers-to-120': {
      // It also puts a limit on local hosts, which have none without it.
      const idle = lower(fromRelease(120, `limit of ${version} beside agents.defaults.timeoutSeconds`));
      return {
        firstEventSeconds: limits.firstEvent === null ? idle : lower(byClass(limits.firstEvent)),
        idleSeconds: idle,
      };
    }
    case 'sets-local-lowers-rest':
      return {
        firstEventSeconds: lower(byClass(limits.firstEvent)),
        idleSeconds: local ? byRun : lower(byClass(limits.idle)),
      };
  }
}

/** What the key for slow models sets, in the generation that has it. */
function ownLimit(
  { config, path, traits, version }: TimeoutQuestion,
  { run, local }: { readonly run: number | undefined; readonly local: boolean },
): Limits | undefined {
  const both = (limit: Sourced<number | null>): Limits => ({ firstEventSeconds: limit, idleSeconds: limit });
  if (traits.slowModelKey === 'agents.defaults.llm.idleTimeoutSeconds') {
    if (valueAt(config, idlePath) === 0) return both(fromConfig(null, idlePath, 'switched off'));
    const seconds = positiveAt(config, idlePath);
    return seconds === undefined ? undefined : both(fromConfig(seconds, idlePath));
  }
  const own = positiveAt(config, [...path, 'timeoutSeconds']);
  if (own === undefined) return undefined;
  const ceiling = local ? null : traits.timeouts.providerCeiling;
  if (ceiling !== null && ceiling < Math.min(own, run ?? own)) {
    return both(fromRelease(ceiling, `${version} cuts it to ${ceiling} s off local hosts`));
  }
  if (run !== undefined && run < own) return both(fromConfig(run, runTimeoutPath, 'agents.defaults.timeoutSeconds'));
  return both(fromConfig(own, [...path, 'timeoutSeconds']));
}

function classLimits(
  { config, id, path, traits: { timeouts } }: TimeoutQuestion,
  host: string | undefined,
  local: boolean,
): { readonly limits: HostTimeout; readonly what: string } {
  if (local) return { limits: timeouts.local, what: 'local hosts' };
  if (host !== undefined && isContainerName(host)) return { limits: timeouts.container, what: 'container hosts' };
  const key = valueAt(config, [...path, 'apiKey']);
  const marked = typeof key === 'string' && /^(?:custom|ollama)-local$/.test(key.trim());
  const ownServer = isSelfHostedId(id) || marked || valueAt(config, [...path, 'localService']) !== undefined;
  if (host !== undefined && isBareName(host) && ownServer)
    return { limits: timeouts.bareName, what: 'names without a dot' };
  if (isSelfHostedId(id)) return { limits: timeouts.vllmId, what: `ids like ${id}` };
  return { limits: timeouts.other, what: 'other hosts' };
}
