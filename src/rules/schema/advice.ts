import type { JsonValue } from '../../config/json.js';
import { valueAt } from '../../config/json.js';
import { type ConfigPath, formatPath } from '../../config/path.js';
import type { EffectiveProvider } from '../../effective/types.js';
import type { ReleaseTraits } from '../../release/traits.js';
import type { Fix } from '../define.js';
import { isGlobal, slowModelKey, slowModelOps, slowModelReleases, speaksForAll } from '../timeouts/slow-model.js';
import { gatewayHost } from './gateway-host.js';
import { plainAdvice } from './needless-key.js';

/** A key that no release ever had, and what was meant by it. */
export interface Advised {
  /** Formatted path of the key that does it; absent when none is needed. */
  readonly real?: string;
  readonly fix: Fix;
  /** Which releases have the real key, or what to know of the value. */
  readonly note?: string;
}

interface Scene {
  readonly config: JsonValue;
  readonly release: string;
  readonly traits: ReleaseTraits;
  /** Self-hosted ones; all of the config when nobody knows better. */
  readonly providers: readonly Pick<EffectiveProvider, 'path'>[];
}

/** What to write instead of an invented key; undefined when it is no key of this table. */
export function adviceFor(path: ConfigPath, scene: Scene): Advised | undefined {
  const key = String(path.at(-1));
  return (
    leanMode(path, key, scene) ??
    timeout(path, key, scene) ??
    providerKey(path, key, scene) ??
    modelKey(path, key, scene) ??
    gatewayHost(path, scene.config) ??
    plainAdvice(path, scene.config, scene)
  );
}

const leanPath: ConfigPath = ['agents', 'defaults', 'experimental', 'localModelLean'];

/** Forum advice of April 2026: `agents.defaults.localModelMode: "lean"`, in no release. */
function leanMode(path: ConfigPath, key: string, { config }: Scene): Advised | undefined {
  if (!/^(?:localModelMode|localModelLean|leanMode|localModel|lean)$/.test(key)) return undefined;
  const value = valueAt(config, path);
  const on = value === true || (typeof value === 'string' && /^(?:lean|on|true|yes|enabled|minimal)$/i.test(value));
  const off =
    value === false || (typeof value === 'string' && /^(?:off|false|no|disabled|full|normal|default)$/i.test(value));
  const there = valueAt(config, leanPath) !== undefined;
  const note = 'agents.defaults.experimental.localModelLean exists from 2026.4.15 on';
  const real = formatPath(leanPath);
  if (!on && !off)
    return { real, note, fix: { title: `remove '${key}'; set ${real} as wanted`, safety: 'manual', ops: [] } };
  const remove = { op: 'remove' as const, path };
  return {
    real,
    note,
    fix:
      on && !there
        ? {
            title: `set ${real} to true`,
            safety: 'safe',
            ops: [remove, { op: 'set', path: leanPath, value: true }],
            releases: { from: '2026.4.15' },
          }
        : { title: `remove '${key}'`, safety: 'safe', ops: [remove] },
  };
}

const timeoutKeys =
  /^(?:timeout|timeout_?(?:ms|secs?|seconds)|request_?timeout_?(?:ms|secs?|seconds)?|idle_?timeout_?(?:ms|secs?|seconds)?|llm_?timeout_?(?:ms|secs?|seconds)?|first_?token_?timeout_?(?:ms|secs?|seconds)?|read_?timeout_?(?:ms|secs?|seconds)?)$/i;

/** Timeouts where no release reads them: beside baseUrl, in a model row, in agents.defaults. */
function timeout(path: ConfigPath, key: string, { config, traits, providers }: Scene): Advised | undefined {
  if (!timeoutKeys.test(key) || !inTimeoutPlace(path)) return undefined;
  // Each generation knows the key of the other one: schema/unknown-key tells where that went.
  if (key === 'timeoutSeconds' && path.length === 4 && path[0] === 'models') return undefined;
  const provider = path[0] === 'models' && path.length > 3 ? { path: path.slice(0, 3) } : undefined;
  const real =
    isGlobal(traits) || provider === undefined ? traits.slowModelKey : formatPath([...provider.path, 'timeoutSeconds']);
  const seconds = secondsOf(key, valueAt(config, path));
  if (seconds === undefined) return { real, fix: { title: `write the seconds in ${real}`, safety: 'manual', ops: [] } };
  const set = slowModelOps(provider === undefined ? providers : [provider], seconds.value, { config, traits });
  const surely = seconds.sure && (provider === undefined || speaksForAll(config, traits));
  return {
    real,
    note: `${key} ${String(valueAt(config, path))} = ${seconds.value} s`,
    fix: {
      title: `set ${slowModelKey(traits)} to ${Math.max(1, Math.ceil(seconds.value))}`,
      ops: [{ op: 'remove', path }, ...set],
      releases: slowModelReleases(traits),
      ...(surely
        ? { safety: 'safe' }
        : {
            safety: 'unsafe',
            risk: seconds.sure
              ? 'this release has one limit for all providers'
              : 'whether seconds or milliseconds were meant is a guess',
          }),
    },
  };
}

function inTimeoutPlace(path: ConfigPath): boolean {
  const [root, second] = path;
  if (root === 'models')
    return path.length === 2 || (second === 'providers' && (path.length === 4 || path.length === 6));
  return root === 'agents' && second === 'defaults' && (path.length === 3 || (path.length === 4 && path[2] === 'llm'));
}

function secondsOf(key: string, value: JsonValue | undefined): { value: number; sure: boolean } | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 0)) return undefined;
  if (/ms$/i.test(key)) return { value: number / 1000, sure: true };
  if (/(?:sec|secs|seconds)$/i.test(key)) return { value: number, sure: true };
  // A third of a second and two days are no timeouts of a model: in between it may be either.
  return number >= 1000 ? { value: number / 1000, sure: number >= 30_000 } : { value: number, sure: number <= 900 };
}

/** Names that other programs use for what stands in a provider block here. */
const providerNames: Readonly<Record<string, string>> = {
  baseURL: 'baseUrl',
  base_url: 'baseUrl',
  apiBase: 'baseUrl',
  api_base: 'baseUrl',
  url: 'baseUrl',
  endpoint: 'baseUrl',
  api_key: 'apiKey',
  apikey: 'apiKey',
  key: 'apiKey',
};

function providerKey(path: ConfigPath, key: string, { config }: Scene): Advised | undefined {
  if (path.length !== 4 || path[0] !== 'models' || path[1] !== 'providers') return undefined;
  const name = Object.hasOwn(providerNames, key) ? providerNames[key] : undefined;
  return name === undefined ? undefined : renamed(path, name, config);
}

const windowNames =
  /^(?:context_?(?:length|size|limit)|max_?context_?(?:length|size|tokens|window)?|context_?window_?(?:size|tokens)|context_window|max_?model_?len(?:gth)?|(?:num|n)_?ctx|ctx_?(?:size|len)?)$/i;
const answerNames = /^(?:max_?(?:output|completion|new|response)_?tokens|max_tokens|num_predict|output_?limit)$/i;
const compatNames = new Set([
  'supportsTools',
  'requiresStringContent',
  'supportsUsageInStreaming',
  'supportsStore',
  'supportsDeveloperRole',
  'supportsReasoningEffort',
  'supportsStrictMode',
  'maxTokensField',
  'thinkingFormat',
]);

function modelKey(path: ConfigPath, key: string, { config }: Scene): Advised | undefined {
  if (path.length !== 6 || path[0] !== 'models' || path[1] !== 'providers' || path[3] !== 'models') return undefined;
  if (windowNames.test(key)) return renamed(path, 'contextWindow', config);
  if (answerNames.test(key)) return renamed(path, 'maxTokens', config);
  if (!compatNames.has(key)) return undefined;
  const to = [...path.slice(0, -1), 'compat', key];
  const real = formatPath(to);
  if (valueAt(config, to) !== undefined)
    return {
      real,
      fix: {
        title: `remove '${key}'`,
        safety: 'unsafe',
        ops: [{ op: 'remove', path }],
        risk: 'both may not say the same',
      },
    };
  return { real, fix: { title: `move '${key}' into compat`, safety: 'safe', ops: [{ op: 'move', path, to }] } };
}

function renamed(path: ConfigPath, name: string, config: JsonValue): Advised {
  const to = [...path.slice(0, -1), name];
  const real = formatPath(to);
  if (valueAt(config, to) !== undefined) {
    return {
      real,
      note: `'${name}' is there as well`,
      fix: {
        title: `remove '${String(path.at(-1))}'`,
        safety: 'unsafe',
        ops: [{ op: 'remove', path }],
        risk: 'both may not say the same',
      },
    };
  }
  return { real, fix: { title: `rename it to '${name}'`, safety: 'safe', ops: [{ op: 'rename', path, key: name }] } };
}
