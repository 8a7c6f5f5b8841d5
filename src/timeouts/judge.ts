import { type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath } from '../config/path.js';
import { recommendTimeout } from '../effective/limits.js';
import type { EffectiveConfig } from '../effective/types.js';
import type { ReleaseTraits } from '../release/traits.js';
import type { ConfigOp } from '../rules/define.js';
import { slowModelPath } from '../rules/timeouts/slow-model.js';
import { compactionPath } from './layers.js';
import { outsideLimits } from './outside.js';
import type { Pace } from './pace.js';
import type { JudgedLayer, Judgement, Recommendation, TimeoutLayer } from './types.js';

export interface JudgeQuestion {
  readonly paces: readonly Pace[];
  readonly config: JsonValue;
  readonly effective: EffectiveConfig;
  readonly traits: ReleaseTraits;
}

/** Holds each limit against what the slowest used model takes, and says what to set instead where that is too close. */
export function judgeLayer(layer: TimeoutLayer, question: JudgeQuestion): JudgedLayer {
  if (layer.awaits === 'nothing' || layer.seconds === null) return { ...layer, judgement: 'harmless' };
  const paces = question.paces.filter((pace) => layer.provider === undefined || pace.provider === layer.provider);
  const expected = expectedOf(layer, paces);
  if (expected === undefined) return { ...layer, judgement: layer.awaits === 'headers' ? 'harmless' : 'unknown' };
  const judgement = judge(expected, layer.seconds);
  const recommended = judgement === 'fine' ? undefined : recommend(layer, paces, question);
  return { ...layer, judgement, expected, ...(recommended && { recommended }) };
}

function judge(expected: number, limit: number): Judgement {
  if (expected > limit) return 'kills';
  return expected * 1.5 > limit ? 'tight' : 'fine';
}

/** Seconds that the awaited thing takes at most on the first turn. A command takes what it takes: not known. */
function expectedOf({ id, awaits }: TimeoutLayer, paces: readonly Pace[]): number | undefined {
  const most = (values: readonly (number | undefined)[]) => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  };
  switch (awaits) {
    case 'first-token':
      return most(paces.map((pace) => pace.firstToken));
    case 'next-token':
      // Headers come at once, so this clock waits for the first token; OpenClaw's own has another one for that.
      return id === 'between-tokens' ? most(paces.map((pace) => pace.gap)) : most(paces.map((pace) => pace.firstToken));
    case 'whole-run':
      return most(paces.map((pace) => pace.wholeAnswer ?? pace.firstToken));
    case 'compaction':
      // What is summed up fills the window.
      return most(paces.map((pace) => pace.fullWindow));
    default:
      return undefined;
  }
}

function recommend(layer: TimeoutLayer, paces: readonly Pace[], question: JudgeQuestion): Recommendation | undefined {
  const longest = Math.max(...paces.map((pace) => longestOf(layer, pace)));
  const seconds = recommendTimeout(longest, layer.seconds ?? 0);
  if (layer.owner !== 'openclaw') {
    const raise = outsideLimits.find(({ id }) => id === layer.id)?.raise;
    return raise && { seconds, edit: raise(seconds), ops: [] };
  }
  const path = pathOf(layer, question);
  if (path !== undefined) {
    const at = formatPath(path);
    const ops: ConfigOp[] = [{ op: 'set', path, value: seconds }];
    const run = question.effective.runTimeoutSeconds;
    // The limit of the run caps that of the request.
    const capped = layer.id === 'first-token' && run.value > 0 && run.value < seconds && run.path !== undefined;
    if (capped && run.path !== undefined) ops.push({ op: 'set', path: run.path, value: seconds });
    return { seconds, edit: `set ${at} to ${seconds}${capped ? `, and ${formatPath(run.path ?? [])} too` : ''}`, ops };
  }
  return layer.id === 'agent-command' ? { seconds, edit: `openclaw agent --timeout ${seconds}`, ops: [] } : undefined;
}

function longestOf({ awaits }: TimeoutLayer, pace: Pace): number {
  const answer = pace.fullAnswer ?? pace.wholeAnswer ?? 0;
  return awaits === 'whole-run' ? Math.max(pace.fullWindow, answer) : pace.fullWindow;
}

/** Where the limit is set in this release; undefined where no key of the config sets it. */
function pathOf({ id, provider }: TimeoutLayer, { config, effective, traits }: JudgeQuestion): ConfigPath | undefined {
  const written = (path: ConfigPath) => (valueAt(config, path) === undefined ? undefined : path);
  switch (id) {
    case 'first-token': {
      const block = effective.providers.find((row) => row.id === provider);
      return block && slowModelPath(block, traits);
    }
    case 'run':
      return ['agents', 'defaults', 'timeoutSeconds'];
    case 'compaction':
      return compactionPath;
    case 'heartbeat':
      return written(['agents', 'defaults', 'heartbeat', 'timeoutSeconds']);
    case 'subagent':
      return written(['agents', 'defaults', 'subagents', 'runTimeoutSeconds']);
    default:
      return undefined;
  }
}
