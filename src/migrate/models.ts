import { isObject, type JsonObject, valueAt } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { removal, retired, rewritten, words } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf } from './row.js';
import { isSelfHosted } from './self-hosted.js';

/** Default of `agents.defaults.timeoutSeconds`, the longest that a run may take (OpenClaw 2026.4.22 and 2026.9.6). */
const longestRunSeconds = 172_800;

const idleTimeout: RowFacts = {
  id: 'models/idle-timeout-per-provider',
  since: '2026.4.29',
  source:
    'OpenClaw 2026.4.22 reads agents.defaults.llm.idleTimeoutSeconds for every provider; 2026.9.6 refuses it and reads models.providers.<id>.timeoutSeconds',
};

function carryIdleTimeout(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['agents', 'defaults', 'llm'];
  const llm = valueAt(config, path);
  if (llm === undefined) return [];
  const seconds = memberValue(llm, 'idleTimeoutSeconds');
  if (typeof seconds !== 'number' || seconds < 0) return [removal(idleTimeout, path, 'it holds no timeout')];
  const own = placesOf(config, 'models.providers.*').filter((at) => isSelfHosted(String(at[2]), valueAt(config, at)));
  const open = own.filter((at) => valueAt(config, [...at, 'timeoutSeconds']) === undefined);
  const [first, ...others] = open.map((at) => [...at, 'timeoutSeconds']);
  if (first === undefined) {
    const why =
      own.length > 0
        ? 'every self-hosted provider has a timeoutSeconds of its own'
        : 'no self-hosted provider is listed that could take it; hosted ones have built-in limits';
    return [removal(idleTimeout, path, why)];
  }
  const value = seconds === 0 ? longestRunSeconds : Math.ceil(seconds);
  const source = [...path, 'idleTimeoutSeconds'];
  const ops: readonly ConfigOp[] = [
    value === seconds ? { op: 'move', path: source, to: first } : { op: 'set', path: first, value },
    ...others.map((at): ConfigOp => ({ op: 'set', path: at, value })),
    { op: 'remove', path },
  ];
  const unlimited = seconds === 0 ? ` 0 meant no limit; ${longestRunSeconds} is the longest that a run may take.` : '';
  const note = `The limit held for every provider; now each self-hosted one has it, the others have built-in limits.${unlimited}`;
  const to = open.length === 1 ? `models.providers.${String(first[2])}` : `${open.length} self-hosted providers`;
  return [
    changeOf(
      { ...idleTimeout, note },
      path,
      `move agents.defaults.llm.idleTimeoutSeconds to timeoutSeconds of ${to}`,
      ops,
    ),
  ];
}

const providerWindow: RowFacts = {
  id: 'models/window-per-model',
  since: '2026.8.2',
  source: 'OpenClaw 2026.8.2 to 2026.9.6 copy the provider value into each model while loading',
};

function spreadProviderWindow(config: JsonObject): readonly Change[] {
  return placesOf(config, 'models.providers.*.{contextWindow,contextTokens}').flatMap((path) => {
    const value = valueAt(config, path);
    if (typeof value !== 'number' || value <= 0) return [];
    const key = String(path.at(-1));
    const models = placesOf(config, `models.providers.${String(path[2])}.models.*`).filter((at) =>
      isObject(valueAt(config, at)),
    );
    if (models.length === 0) return [removal(providerWindow, path, 'the provider lists no model that could take it')];
    const [first, ...others] = models.map((at) => [...at, key]).filter((at) => valueAt(config, at) === undefined);
    if (first === undefined) return [removal(providerWindow, path, `every model has a ${key} of its own`)];
    const ops: readonly ConfigOp[] = [
      { op: 'move', path, to: first },
      ...others.map((at): ConfigOp => ({ op: 'set', path: at, value })),
    ];
    return [changeOf(providerWindow, path, `move ${path.join('.')} to its models`, ops)];
  });
}

const tokenCap: RowFacts = {
  id: 'models/context-cap-per-model',
  since: '2026.8.2',
  note: 'The cap held for every model; now each listed model with a larger window has it.',
  source:
    'OpenClaw 2026.4.22 caps every window by agents.defaults.contextTokens; 2026.9.6 accepts the key and ignores it',
};

/** A model without a window is taken to have 200000 tokens. */
const assumedWindow = 200_000;

function spreadTokenCap(config: JsonObject): readonly Change[] {
  const path: ConfigPath = ['agents', 'defaults', 'contextTokens'];
  const cap = valueAt(config, path);
  if (cap === undefined) return [];
  const models = placesOf(config, 'models.providers.*.models.*').filter((at) => {
    const model = valueAt(config, at);
    const window = memberValue(model, 'contextWindow') ?? assumedWindow;
    return (
      isObject(model) && !Object.hasOwn(model, 'contextTokens') && typeof window === 'number' && Number(cap) < window
    );
  });
  const [first, ...others] = models.map((at) => [...at, 'contextTokens']);
  if (first === undefined || typeof cap !== 'number' || cap <= 0 || !Number.isInteger(cap)) {
    return [removal({ ...tokenCap, note: '' }, path, 'no listed model has a window that it would cap')];
  }
  const ops: readonly ConfigOp[] = [
    { op: 'move', path, to: first },
    ...others.map((at): ConfigOp => ({ op: 'set', path: at, value: cap })),
  ];
  return [changeOf(tokenCap, path, 'move agents.defaults.contextTokens to the listed models', ops)];
}

/** Formats that two releases did not know although those before and after did. */
const qwenFormats: RowFacts = {
  id: 'models/thinking-format-missing',
  since: '2026.4.29',
  before: '2026.5.12',
  source: 'schemas of OpenClaw 2026.4.29 and 2026.5.2',
};

export const modelRows = [
  rowOf(idleTimeout, carryIdleTimeout),
  rowOf(qwenFormats, (config) =>
    placesOf(config, 'models.providers.*.models.*.compat.thinkingFormat').flatMap((path): readonly Found[] => {
      const value = valueAt(config, path);
      if (value !== 'qwen' && value !== 'qwen-chat-template') return [];
      return [
        { blocked: { path, reason: `${value} is unknown from 2026.4.29 to 2026.5.2; 2026.5.12 knows it again` } },
      ];
    }),
  ),
  rewritten({
    id: 'models/api-openai',
    since: '2026.5.2',
    at: 'models.providers.*.api',
    value: words({ openai: 'openai-completions' }),
    source: 'migration of OpenClaw 2026.9.6',
  }),
  rewritten({
    id: 'models/api-openai',
    since: '2026.5.2',
    at: 'models.providers.*.models.*.api',
    value: words({ openai: 'openai-completions' }),
    source: 'migration of OpenClaw 2026.9.6',
  }),
  rewritten({
    id: 'models/api-codex-responses',
    since: '2026.6.1',
    at: ['models.providers.*.api', 'models.providers.*.models.*.api'],
    value: words({ 'openai-codex-responses': 'openai-chatgpt-responses' }),
    source: 'schemas of OpenClaw 2026.5.28 and 2026.6.1; ran 2026.9.6',
  }),
  retired({
    id: 'models/selector-timeout',
    since: '2026.5.28',
    at: ['<scope>.model.timeoutMs', '<scope>.subagents.model.timeoutMs'],
    why: 'it was accepted and never read',
    source: 'schemas of OpenClaw 2026.5.12 and 2026.5.28, migration of 2026.9.6',
  }),
  rowOf(providerWindow, spreadProviderWindow),
  rowOf(tokenCap, spreadTokenCap),
  retired({
    id: 'models/agent-context-cap',
    since: '2026.8.2',
    at: '<agent>.contextTokens',
    why: 'a cap per agent is no longer read; contextTokens of a model caps it for all agents',
    source: 'ran OpenClaw 2026.9.6: accepted and ignored',
  }),
  retired({
    id: 'models/unused-compat',
    since: '2026.8.2',
    at: 'models.providers.*.models.*.compat.{nativeWebSearchTool,requiresMistralToolIds}',
    why: 'the release decides it by itself',
    source: 'migration of OpenClaw 2026.9.6',
  }),
  retired({
    id: 'models/pricing',
    since: '2026.8.2',
    at: 'models.pricing',
    why: 'prices come with the hosted catalog; models.catalogRefresh controls its download',
    source: 'migration of OpenClaw 2026.9.6',
  }),
];
