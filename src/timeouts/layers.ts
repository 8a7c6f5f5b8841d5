import { type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import type { EffectiveConfig, EffectiveProvider, Sourced } from '../effective/types.js';
import type { ReleaseTraits } from '../release/traits.js';
import { usedProviders } from '../rules/sides.js';
import { globalIdlePath, slowModelPath } from '../rules/timeouts/slow-model.js';
import { knowsPath } from '../schema/known-path.js';
import { lifetimeOf } from '../schema/lifetimes.js';
import { execLimit } from './exec.js';
import type { TimeoutKey, TimeoutLayer } from './types.js';

export interface LayersQuestion {
  readonly config: JsonValue;
  readonly effective: EffectiveConfig;
  readonly traits: ReleaseTraits;
  readonly version: string;
}

const execPaths: readonly ConfigPath[] = [
  ['tools', 'exec', 'timeoutSec'],
  ['tools', 'exec', 'timeoutSeconds'],
];
const runPath: ConfigPath = ['agents', 'defaults', 'timeoutSeconds'];
export const compactionPath: ConfigPath = ['agents', 'defaults', 'compaction', 'timeoutSeconds'];

/** Every limit of time inside OpenClaw that stands between a message and its answer, with the value that counts in this release. */
export function openclawLayers(question: LayersQuestion): readonly TimeoutLayer[] {
  return [
    ...usedProviders(question.effective).flatMap((provider) => providerLayers(provider, question)),
    ...runLayers(question),
  ];
}

function providerLayers(provider: EffectiveProvider, question: LayersQuestion): readonly TimeoutLayer[] {
  const { config, traits, version } = question;
  const key = formatPath(slowModelPath(provider, traits));
  const keys = keysOf([globalIdlePath, [...provider.path, 'timeoutSeconds']], question);
  const base = { owner: 'openclaw', provider: provider.id, present: 'yes', key, keys } as const;
  const own = valueAt(config, [...provider.path, 'timeoutSeconds']);
  const replaced =
    traits.slowModelKey !== 'agents.defaults.llm.idleTimeoutSeconds' && typeof own === 'number' && own > 0;
  return [
    {
      ...base,
      id: 'first-token',
      what: `wait for the first token of ${provider.id}`,
      awaits: 'first-token',
      ...limitOf(provider.firstEventSeconds),
      effect: 'the request is closed and sent again: the server reads the prompt from its beginning',
    },
    {
      ...base,
      id: 'between-tokens',
      what: `wait between two tokens of ${provider.id}`,
      awaits: 'next-token',
      ...limitOf(provider.idleSeconds),
      keys: [],
      effect: 'the request is closed and sent again',
    },
    {
      ...base,
      id: 'headers',
      what: `wait for response headers of ${provider.id}`,
      awaits: 'headers',
      seconds: replaced ? own : 600,
      // Read 2026.4.22 (SDK 6.26) and 2026.9.6 (SDK 7.15): 600 s; ran 2026.9.6: x-stainless-timeout is the provider's limit.
      source: replaced ? key : `default of the OpenAI library in ${version}`,
      keys: [],
      key: replaced ? key : undefined,
      effect: 'counts only behind a proxy that holds the whole answer back',
    },
  ];
}

/** Seconds: more than a timer of Node can count is cut to this (2026.4.22, `MAX_SAFE_TIMEOUT_MS`; the same in 2026.9.6). */
const longestTimer = 2_147_000;

function runLayers(question: LayersQuestion): readonly TimeoutLayer[] {
  const { config, effective, version } = question;
  const { runTimeoutSeconds: run, compaction } = effective;
  const runValue = run.value === 0 ? null : Math.min(run.value, longestTimer);
  const base = { owner: 'openclaw', present: 'yes', keys: [] } as const;
  const written = run.from === 'config' && runValue !== null;
  const heartbeat = sourcedAt(config, ['agents', 'defaults', 'heartbeat', 'timeoutSeconds']);
  const subagents = sourcedAt(config, ['agents', 'defaults', 'subagents', 'runTimeoutSeconds']);
  return [
    {
      ...base,
      id: 'run',
      what: 'whole run, all its requests and tools',
      key: formatPath(runPath),
      keys: keysOf([runPath], question),
      awaits: 'whole-run',
      ...limitOf(run),
      seconds: runValue,
      effect: 'the run ends without an answer and is not repeated',
    },
    {
      ...base,
      id: 'agent-command',
      what: '`openclaw agent` through the gateway',
      key: '--timeout',
      awaits: 'whole-run',
      // Read 2026.4.22 and 2026.9.6: --timeout, else agents.defaults.timeoutSeconds, else 600.
      seconds: written ? runValue : 600,
      source: written ? formatPath(runPath) : `default of ${version}`,
      effect: 'the command gives up, exit 1',
    },
    {
      ...base,
      id: 'agent-wait',
      what: '`agent.wait` of the gateway',
      key: 'timeoutMs of the call',
      awaits: 'nothing',
      // Read 2026.4.22; 2026.9.6: docs/concepts/agent-loop.md.
      seconds: 30,
      source: `default of ${version}, when the caller names none`,
      effect: 'answers `timeout` to whoever waits; the run goes on',
    },
    {
      ...base,
      id: 'compaction',
      what: 'compaction of a long conversation',
      key: formatPath(compactionPath),
      keys: keysOf([compactionPath], question),
      awaits: 'compaction',
      ...limitOf(compaction.timeoutSeconds),
      effect: 'the conversation is not shortened, and the next request overflows',
    },
    ...execLayers(question),
    {
      ...base,
      id: 'heartbeat',
      what: 'heartbeat turn',
      key: 'agents.defaults.heartbeat.timeoutSeconds',
      keys: keysOf([['agents', 'defaults', 'heartbeat', 'timeoutSeconds']], question),
      awaits: 'whole-run',
      ...(heartbeat ?? { ...limitOf(run), seconds: runValue }),
      effect: 'the heartbeat ends without an answer',
    },
    {
      ...base,
      id: 'subagent',
      what: 'run of a subagent',
      key: 'agents.defaults.subagents.runTimeoutSeconds',
      keys: keysOf([['agents', 'defaults', 'subagents', 'runTimeoutSeconds']], question),
      awaits: 'whole-run',
      // Read 2026.4.22 to 2026.9.6: 0, which is none.
      ...(subagents ?? { seconds: null, source: `default of ${version}` }),
      effect: 'the subagent ends, and its caller is told',
    },
    {
      ...base,
      id: 'cron',
      what: 'cron job with an agent turn',
      key: 'timeoutSeconds of the job',
      awaits: 'whole-run',
      // Read 2026.4.22, 2026.9.6: AGENT_TURN_SAFETY_TIMEOUT_MS; other jobs have 600 s.
      seconds: 3600,
      source: `default of ${version}`,
      effect: 'the job ends without an answer',
    },
    {
      ...base,
      id: 'undici',
      what: 'HTTP client inside OpenClaw (undici)',
      key: undefined,
      awaits: 'next-token',
      // Read 2026.4.29 to 2026.9.6: max(run limit, 1800 s), in place of the 300 s of undici.
      seconds: runValue === null ? null : Math.max(runValue, 1800),
      source: `${version} raises it with the limit of the run`,
      effect: 'the request is closed',
    },
    {
      ...base,
      id: 'model-list',
      what: 'look for models at start (`GET /v1/models`)',
      key: undefined,
      awaits: 'nothing',
      seconds: 5,
      source: `built into ${version}`,
      effect: 'the start goes on without the list',
    },
  ];
}

function execLayers(question: LayersQuestion): readonly TimeoutLayer[] {
  const { path, seconds } = execLimit(question.traits);
  const base = { owner: 'openclaw', present: 'yes', awaits: 'command' } as const;
  return [
    {
      ...base,
      id: 'exec',
      what: 'command of the exec tool',
      key: formatPath(path),
      keys: keysOf(execPaths, question),
      ...(sourcedAt(question.config, path) ?? { seconds, source: `default of ${question.version}` }),
      effect: 'the command is killed; the model reads that in the result',
    },
    {
      ...base,
      id: 'exec-on-node',
      what: 'preparing a command on a node',
      key: undefined,
      keys: [],
      seconds: 15,
      source: `built into ${question.version}`,
      effect: 'the command fails before it starts',
    },
  ];
}

function sourcedAt(config: JsonValue, path: ConfigPath): Pick<TimeoutLayer, 'seconds' | 'source' | 'path'> | undefined {
  const seconds = valueAt(config, path);
  if (typeof seconds !== 'number' || !(seconds >= 0)) return undefined;
  return { seconds: seconds === 0 ? null : seconds, source: formatPath(path), path };
}

function limitOf({
  value,
  from,
  path,
  note,
}: Sourced<number | null>): Pick<TimeoutLayer, 'seconds' | 'source' | 'path'> {
  const source = path === undefined ? (note ?? from) : formatPath(path);
  return { seconds: value, source, ...(path !== undefined && { path }) };
}

/** All releases together have these keys; which of them does this one have? */
function keysOf(paths: readonly ConfigPath[], { config, version }: LayersQuestion): readonly TimeoutKey[] {
  return paths.map((path): TimeoutKey => {
    const written = valueAt(config, path);
    const valid = knowsPath(path.join('.'), version);
    const life = valid ? undefined : lifetimeOf(path, version);
    return {
      key: formatPath(path),
      valid,
      ...(typeof written === 'number' && { written }),
      ...(life !== undefined && { releases: `${life.first} to ${life.last}` }),
    };
  });
}
