import { isObject, type JsonValue } from '../../config/json.js';
import type { Mistake } from '../issues/mistake.js';
import { policy } from './agents.js';
import type { Check } from './check.js';
import { objectsAt } from './places.js';

const owners = '{tools,agents.{list.*,entries.*}.tools}';
const scopes = ['', '.byProvider.*', '.toolsBySender.*', '.sandbox.tools'].map((scope) => `${owners}${scope}`);

export const toolChecks: readonly Check[] = [
  {
    name: 'allow beside alsoAllow',
    source: 'zod-schema.agent-runtime.ts, read in 2026.4.22 to 2026.9.6',
    *run({ value }) {
      for (const scope of [...scopes, 'tools.subagents.tools']) {
        for (const { path, value: tools } of objectsAt(value, scope)) {
          if (!isFilled(tools['allow']) || !isFilled(tools['alsoAllow'])) continue;
          yield policy(path, 'allow and alsoAllow cannot stand in the same scope');
        }
      }
    },
  },
  {
    name: 'exec mode beside security or ask',
    source: 'addExecPolicyModeConflictIssue, read in 2026.5.28 to 2026.9.6',
    *run({ value }) {
      for (const { path, value: exec } of objectsAt(value, `${owners}.exec`)) {
        if (exec['mode'] === undefined || (exec['security'] === undefined && exec['ask'] === undefined)) continue;
        yield policy([...path, 'mode'], 'mode cannot be combined with security or ask');
      }
    },
  },
  {
    name: 'loop detection thresholds',
    source: 'zod-schema.agent-runtime.ts, read in 2026.4.22 to 2026.7.1; the keys leave the schema in 2026.8.2',
    *run({ value }) {
      for (const { path, value: loop } of objectsAt(value, `${owners}.loopDetection`)) {
        yield* ascending(path, loop, 'warningThreshold', 'criticalThreshold');
        yield* ascending(path, loop, 'criticalThreshold', 'globalCircuitBreakerThreshold');
      }
    },
  },
];

function isFilled(list: JsonValue | undefined): boolean {
  return Array.isArray(list) && list.length > 0;
}

function* ascending(
  path: Mistake['path'],
  owner: Readonly<Record<string, JsonValue>>,
  lower: string,
  higher: string,
): Iterable<Mistake> {
  const [a, b] = [owner[lower], owner[higher]];
  if (typeof a !== 'number' || typeof b !== 'number' || a < b) return;
  yield {
    kind: 'out-of-range',
    path: [...path, higher],
    problem: `must be above ${lower} (${a}), got ${b}`,
    got: String(b),
  };
}

export const retryChecks: readonly Check[] = [
  {
    name: 'runRetries order',
    source: 'zod-schema.agent-defaults.ts, read in 2026.5.28 to 2026.7.1',
    *run({ value }) {
      for (const { path, value: retries } of objectsAt(value, 'agents.{defaults,list.*}.runRetries')) {
        const { min, max } = retries;
        if (!isObject(retries) || typeof min !== 'number' || typeof max !== 'number' || max >= min) continue;
        yield { kind: 'out-of-range', path: [...path, 'max'], problem: `max (${max}) must not be below min (${min})` };
      }
    },
  },
];
