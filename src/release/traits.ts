import { compareReleases } from './version.js';

/**
 * Every way in which one release behaves differently from another, as data. Nothing else in the project compares versions.
 * Each row holds from its release on, until the next row of the same trait; `only` names a release off that line, because
 * maintenance releases (2026.6.35, 2026.7.35) do not follow their numbers.
 */
interface Row<T> {
  readonly from: string;
  readonly value: T;
  /** Where it was seen; `ran` on the wire or in the output, `read` in the package's code. */
  readonly source: string;
  readonly only?: readonly string[];
}

export interface ReleaseTraits {
  /** Spellings of a provider id that mean another one; lists in release/provider-aliases.ts. */
  readonly providerAliases: 'older' | 'with-qwen' | 'none';
  /**
   * What an alias is compared with: texts without a slash; any text; any but `provider/model` of a configured provider; and
   * `provider/alias` for an alias of that provider's own models.
   */
  readonly aliasReach: 'no-slash' | 'any' | 'any-unconfigured' | 'within-provider';
  /** What discovery of a provider without an entry needs besides its key: `models.mode` other than replace, `plugins.enabled`. */
  readonly discovery: { readonly needsMerge: boolean; readonly needsPlugins: boolean };
  /** Which models may be named besides the primary, and what becomes of another one. */
  readonly allowList: AllowListRule;
  /** An agent with a primary of its own and no `fallbacks` has those of `agents.defaults`, or none. */
  readonly fallbacksOfAgent: 'inherited' | 'own-only';
  /** A model row may have a base URL of its own; before, the key is accepted and not looked at. */
  readonly rowBaseUrl: boolean;
  /** A query at the end of a base URL: the route is put behind it, or the query stays at the end. */
  readonly baseUrlQuery: 'in-the-middle' | 'at-the-end';
  /** The provider id `ollama` speaks Ollama's own protocol, whatever `api` says. */
  readonly ollamaIdIsNative: boolean;
  /** A secret reference in `headers`: its value, or the marker that stands for it goes out as the header. */
  readonly headerSecretRefs: 'marker-sent' | 'resolved';
  /** A row whose id begins with its own provider is reached without writing the provider twice. */
  readonly rowIdMayNameProvider: boolean;
  readonly limitParams: LimitParams;
  /** Names below `params` of the agents that become fields of a request; spellings in `effective/body-params.ts`. */
  readonly bodyParams: readonly BodyParamName[];
  /** Folders named by OPENCLAW_INCLUDE_ROOTS may be included from. */
  readonly includeRoots: boolean;
  /** Wire format when neither provider nor model names an `api`. */
  readonly missingApi: 'openai-responses' | 'openai-completions';
  /** What is sent as `max_completion_tokens`. */
  readonly outputLimit:
    | { readonly rule: 'min-of-configured-and'; readonly cap: number | 'window' }
    | { readonly rule: 'window-minus-estimate' };
  /**
   * Limit sent for a model that its provider does not list, when the provider itself names none: that of the provider's
   * first row; without a row 200000 (which the cap of 2026.4.22 turns into 32000), or no limit at all.
   */
  readonly unlistedModelLimit: 'first-row-or-32000' | 'first-row-or-none' | 'none';
  /** Window of a model that its provider does not list: that of the first row, or 200000. */
  readonly unlistedModelWindow: 'first-row' | 'default';
  /**
   * Limits beside `models` in a provider: no such keys; contextWindow, contextTokens and maxTokens for models that it does
   * not list; or maxTokens alone, for every model without its own.
   */
  readonly providerLimits: 'no-keys' | 'unlisted-models' | 'output-of-any-model';
  /** Which of a row's `contextTokens` and `contextWindow` counts when both are written. */
  readonly windowRule: 'context-tokens' | 'smaller';
  /** Tokens of configured window: below `block` no run starts, below `warn` a log line. */
  readonly windowFloor: { readonly block: number; readonly warn: number };
  /** `agents.defaults.contextTokens` caps the window of every model. */
  readonly agentContextTokensCap: boolean;
  readonly reserve: ReserveRule;
  readonly compactionTimeoutSeconds: number;
  /** The key that decides how long a slow first token may take. */
  readonly slowModelKey: 'agents.defaults.llm.idleTimeoutSeconds' | 'models.providers.<id>.timeoutSeconds';
  readonly timeouts: TimeoutRule;
  /** Below `tools.exec`: the limit of a command. */
  readonly execTimeoutKey: 'timeoutSec' | 'timeoutSeconds';
  /** Model hosts that the network guard refuses without a flag. */
  readonly guard: 'none' | 'loopback-only' | 'configured-origin' | 'configured-origin-but-0.0.0.0';
  /** NO_PROXY takes ranges (`10.0.0.0/8`, `10.*`) beside names. */
  readonly noProxyRanges: boolean;
  /** A turn ends well on an answer in one piece where a stream was asked for. */
  readonly takesWholeAnswer: boolean;
  /** Hosts that may be called without any key; elsewhere `No API key found`. */
  readonly keylessHosts: 'loopback' | 'private' | 'private-and-container';
  /** `apiKey: "${UNSET}"`. */
  readonly unsetTemplate: 'no-key-found' | 'sent-as-text';
  /** `apiKey: "$NAME"`. */
  readonly dollarName: 'literal' | 'resolved';
  /** `stream_options.include_usage` for the provider id `vllm`, and for other ids. */
  readonly usageInStream: { readonly vllm: boolean; readonly otherIds: 'never' | 'always' | 'local-hosts' };
  /** `agents.list` (array) or `agents.entries` (object). */
  readonly roster: 'list' | 'entries';
  /** `./.env` may hold provider keys. */
  readonly workingDirEnvHoldsKeys: boolean;
  /** Names that are read as variables when they stand alone as an `apiKey`; lists in effective/known-variables.ts. */
  readonly knownVariables: KnownVariablesOf;
  /** `env.NAME` next to `env.vars`. */
  readonly envShorthand: boolean;
  /** Tool search: hides most tools from the prompt. */
  readonly toolSearch: 'absent' | 'off' | 'off-lean-turns-on' | 'on';
  /** A stored `auth-profiles.json` beats the config, or makes every run of that provider fail. */
  readonly authProfilesFile: 'wins' | 'stops-runs';
  /** The only login of a provider rests after failures: no request is sent, or it is tried all the same. */
  readonly restingLogin: 'refused' | 'tried';
  /** An order of logins that leaves none that can be used: the key of the config is sent, or nothing. */
  readonly emptyAuthOrder: 'config-key' | 'refused';
  /**
   * A config that lost much since it was last good is replaced by its backup: by each command that reads it, never, or when the
   * gateway starts and only if both are valid.
   */
  readonly backupRestore: 'any-config' | 'never' | 'valid-config';
  /** A plain turn ends with two user messages. */
  readonly twoUserMessages: boolean;
  /** Some message of a plain turn goes out as a list of parts, not as text; see `effective/request-shape.ts`. */
  readonly contentParts: boolean;
  /** `store: false` goes out to every server. */
  readonly sendsStore: boolean;
  /** `reasoning_effort` goes out for a model with `reasoning: true` that says nothing about it. */
  readonly sendsReasoningEffort: boolean;
  /** `supportsTools: false` sends an empty list of tools in place of none. */
  readonly emptyToolsWhenOff: boolean;
  /** `tool_choice: "auto"` is written out. */
  readonly sendsToolChoice: boolean;
  /** Without any key the default agent works in `<state folder>/workspace`; before, in `~/.openclaw/workspace`, suffixed by the profile. */
  readonly workspaceInState: boolean;
  /** `dmPolicy: "open"` lets those in whom `allowFrom` names: everybody with `*`. Before, everybody in any case. */
  readonly openDmNeedsStar: boolean;
  /** What OpenClaw writes into a workspace that lacks it before it begins with a turn; without that no turn begins. */
  readonly workspaceFiles: readonly string[];
  /** Characters of workspace files that are written into the prompt: of each file, of all together, of USER.md. */
  readonly bootstrapChars: { readonly perFile: number; readonly total: number; readonly user: number };
  /** The list of tools and skills in the prompt shrinks with the window. */
  readonly promptFitsWindow: boolean;
  /** Node range of the package's `engines`. */
  readonly node: string;
}

export type BodyParamName =
  | 'temperature'
  | 'parallelToolCalls'
  | 'templateKwargs'
  | 'extraBody'
  | 'topP'
  | 'seed'
  | 'frequencyPenalty'
  | 'presencePenalty'
  | 'responseFormat'
  | 'stop';

/** What `params` do to the output limit; `effective/output-limit.ts` applies it. */
export interface LimitParams {
  /** Names of the limit; the first one that holds a number counts. */
  readonly names: readonly string[];
  /** Those of the agents: the last one written replaces the limit, or the last number does, or it only lowers it. */
  readonly agents: 'last-written' | 'replace' | 'lower';
  /** `agents.entries.<agent>.models.<ref>.params` count. */
  readonly agentModels: boolean;
  /** Those of a row and of a provider count, and a key of `agents.defaults.models` that differs in case. */
  readonly ofModel: boolean;
  /** `extra_body` of the agents is written over the request. */
  readonly extraBody: boolean;
}

export interface AllowListRule {
  /** The keys of `agents.defaults.models`; or `modelPolicy.allow`, and the map only where no policy and no marker of its migration is. */
  readonly list: 'models-map' | 'model-policy';
  /** `provider/*`, or `provider/org/*` too; `none`: read as the id of a model. */
  readonly wildcards: 'none' | 'provider' | 'prefix';
  /** The model of a heartbeat, and a primary beside a wildcard, give way to the first model that is allowed. */
  readonly judgesTurns: boolean;
  /** Primary and fallbacks may be named without standing on the list. */
  readonly chainIsAllowed: boolean;
  /** A hook whose model is not allowed. */
  readonly hookModel: 'primary-instead' | 'refused';
  /** `subagents.model` decides for spawned sub-agents and for cron and hooks; whose choice the list judges. */
  readonly subagentModel: 'everywhere' | 'cron-and-hooks';
}

/** Tokens kept free of prompt, by window; formulas in `reserveTokens` of effective/limits.ts. */
export type ReserveRule = 'floor-20000' | 'floor-20000-capped' | 'fixed-20000-capped' | 'quarter';

/** Seconds by host class; null = no limit. */
export interface TimeoutRule {
  readonly local: HostTimeout;
  readonly vllmId: HostTimeout;
  /** A host name without a dot, with an id like vllm or a local marker as key. */
  readonly bareName: HostTimeout;
  readonly container: HostTimeout;
  readonly other: HostTimeout;
  /**
   * What `agents.defaults.timeoutSeconds` = N does to the gap limit: becomes it; min(N, 120) on every host, local ones
   * too; N on local hosts, at most the limit of the class elsewhere. The limit of the first event can only fall.
   */
  readonly runTimeout: 'replaces' | 'lowers-to-120' | 'sets-local-lowers-rest';
  /** Highest provider `timeoutSeconds` that is honoured off local hosts; null = any. */
  readonly providerCeiling: number | null;
}
export interface HostTimeout {
  readonly firstEvent: number | null;
  readonly idle: number | null;
}

/** Releases at which the list changed. */
export type KnownVariablesOf =
  | '2026.4.22'
  | '2026.4.29'
  | '2026.5.2'
  | '2026.6.1'
  | '2026.6.11'
  | '2026.7.1'
  | '2026.8.2'
  | '2026.9.5';

const oldParams: readonly BodyParamName[] = ['temperature', 'parallelToolCalls'];
const newParams: readonly BodyParamName[] = [
  ...oldParams,
  'templateKwargs',
  'extraBody',
  'topP',
  'seed',
  'frequencyPenalty',
  'presencePenalty',
  'responseFormat',
];
const limitNames = ['maxTokens', 'max_completion_tokens', 'max_tokens'];

const all = (seconds: number): HostTimeout => ({ firstEvent: seconds, idle: seconds });
const none: HostTimeout = { firstEvent: null, idle: null };
const firstEventOnly: HostTimeout = { firstEvent: 300, idle: null };

const table: { readonly [K in keyof ReleaseTraits]: readonly Row<ReleaseTraits[K]>[] } = {
  providerAliases: [
    { from: '2026.3.31', value: 'older', source: 'read 2026.3.31' },
    { from: '2026.4.12', value: 'with-qwen', source: 'read 2026.4.12 to 2026.5.12, called in 2026.4.22' },
    { from: '2026.5.28', value: 'none', source: 'read 2026.5.28 to 2026.9.6, called in 2026.9.6' },
  ],
  aliasReach: [
    { from: '2026.3.31', value: 'no-slash', source: 'read 2026.3.31 to 2026.4.22' },
    { from: '2026.4.29', value: 'any', source: 'read 2026.4.29 to 2026.5.28' },
    { from: '2026.6.1', value: 'any-unconfigured', source: 'read 2026.6.1 to 2026.6.35' },
    { from: '2026.7.1', value: 'within-provider', source: 'read 2026.7.1 to 2026.9.6, called in 2026.9.6' },
  ],
  discovery: [
    {
      from: '2026.3.31',
      value: { needsMerge: false, needsPlugins: false },
      source: 'ran 2026.4.22; 2026.4.29 to 2026.6.35 not run, their planner does not ask for the mode',
    },
    { from: '2026.7.1', value: { needsMerge: true, needsPlugins: false }, source: 'read 2026.7.1 to 2026.9.3' },
    { from: '2026.9.6', value: { needsMerge: true, needsPlugins: true }, source: 'ran 2026.9.6, through the gateway' },
  ],
  allowList: [
    {
      from: '2026.3.31',
      value: {
        list: 'models-map',
        wildcards: 'none',
        judgesTurns: false,
        chainIsAllowed: true,
        hookModel: 'primary-instead',
        subagentModel: 'everywhere',
      },
      source: 'read 2026.3.31, called in 2026.4.22; ran 2026.4.22: the stored model of a sub-agent',
    },
    {
      from: '2026.4.29',
      value: {
        list: 'models-map',
        wildcards: 'none',
        judgesTurns: false,
        chainIsAllowed: true,
        hookModel: 'refused',
        subagentModel: 'cron-and-hooks',
      },
      source: 'read 2026.4.29, 2026.5.2; spawned sub-agents were not looked at',
    },
    {
      from: '2026.5.12',
      value: {
        list: 'models-map',
        wildcards: 'provider',
        judgesTurns: true,
        chainIsAllowed: true,
        hookModel: 'refused',
        subagentModel: 'cron-and-hooks',
      },
      source: 'read 2026.5.12 to 2026.7.35, ran 2026.5.12, 2026.6.11: a primary beside a wildcard',
    },
    {
      from: '2026.8.2',
      value: {
        list: 'model-policy',
        wildcards: 'prefix',
        judgesTurns: true,
        chainIsAllowed: true,
        hookModel: 'refused',
        subagentModel: 'cron-and-hooks',
      },
      source: 'read 2026.8.2, 2026.9.1, 2026.9.3, ran 2026.8.2: a primary beside a wildcard',
    },
    {
      from: '2026.9.6',
      value: {
        list: 'model-policy',
        wildcards: 'prefix',
        judgesTurns: true,
        chainIsAllowed: false,
        hookModel: 'refused',
        subagentModel: 'cron-and-hooks',
      },
      source: 'called in 2026.9.6, ran 2026.9.6: a primary beside a wildcard',
    },
  ],
  fallbacksOfAgent: [
    { from: '2026.3.31', value: 'inherited', source: 'read 2026.3.31, ran 2026.4.22' },
    { from: '2026.4.29', value: 'own-only', source: 'read 2026.4.29 to 2026.9.6, ran 2026.9.6' },
  ],
  rowBaseUrl: [
    { from: '2026.3.31', value: false, source: 'read 2026.3.31 to 2026.5.12' },
    { from: '2026.5.28', value: true, source: 'read 2026.5.28 to 2026.9.6, ran 2026.9.6' },
  ],
  baseUrlQuery: [
    { from: '2026.3.31', value: 'in-the-middle', source: 'ran 2026.4.22; 2026.4.29 to 2026.9.5 not run' },
    { from: '2026.9.6', value: 'at-the-end', source: 'ran 2026.9.6' },
  ],
  ollamaIdIsNative: [
    { from: '2026.3.31', value: true, source: 'read 2026.3.31 to 2026.6.1, ran 2026.4.22' },
    { from: '2026.6.11', value: false, source: 'read 2026.6.11 to 2026.9.6, ran 2026.9.6' },
  ],
  headerSecretRefs: [
    { from: '2026.3.31', value: 'marker-sent', source: 'ran 2026.4.22; 2026.4.29 to 2026.9.5 not run' },
    { from: '2026.9.6', value: 'resolved', source: 'ran 2026.9.6' },
  ],
  rowIdMayNameProvider: [
    { from: '2026.3.31', value: false, source: 'read 2026.4.22; 2026.4.29 to 2026.9.5 not run' },
    { from: '2026.9.6', value: true, source: 'called in 2026.9.6' },
  ],
  limitParams: [
    {
      from: '2026.3.31',
      value: { names: ['maxTokens'], agents: 'last-written', agentModels: false, ofModel: false, extraBody: false },
      source: 'ran 2026.4.22',
    },
    {
      from: '2026.4.29',
      value: { names: ['maxTokens'], agents: 'last-written', agentModels: false, ofModel: false, extraBody: true },
      source: 'read 2026.4.29 to 2026.5.12',
    },
    {
      from: '2026.5.28',
      value: { names: limitNames, agents: 'replace', agentModels: false, ofModel: true, extraBody: true },
      source: 'read 2026.5.28',
    },
    {
      from: '2026.6.1',
      value: { names: limitNames, agents: 'lower', agentModels: false, ofModel: true, extraBody: true },
      source: 'read 2026.6.1 to 2026.9.1',
    },
    {
      from: '2026.9.6',
      value: { names: limitNames, agents: 'lower', agentModels: true, ofModel: true, extraBody: true },
      source: 'ran 2026.9.6; 2026.9.2 to 2026.9.5 not read',
    },
  ],
  bodyParams: [
    { from: '2026.3.31', value: oldParams, source: 'read 2026.4.12, ran 2026.4.22' },
    {
      from: '2026.4.29',
      value: [...oldParams, 'templateKwargs', 'extraBody'],
      source: 'read 2026.4.29 to 2026.5.12',
    },
    { from: '2026.5.28', value: newParams, source: 'read 2026.5.28' },
    { from: '2026.6.1', value: [...newParams, 'stop'], source: 'read 2026.6.1 to 2026.9.1, ran 2026.9.6' },
  ],
  includeRoots: [
    { from: '2026.3.31', value: false, source: 'read 2026.3.31 to 2026.4.29: no such name' },
    { from: '2026.5.2', value: true, source: 'read 2026.5.2 to 2026.9.6' },
  ],
  missingApi: [
    { from: '2026.3.31', value: 'openai-responses', source: 'ran 2026.4.22' },
    { from: '2026.5.2', value: 'openai-completions', source: 'ran 2026.5.2 to 2026.9.6; 2026.4.29 not run' },
  ],
  outputLimit: [
    { from: '2026.3.31', value: { rule: 'min-of-configured-and', cap: 32_000 }, source: 'ran 2026.4.22, 2026.5.2' },
    { from: '2026.5.12', value: { rule: 'min-of-configured-and', cap: 'window' }, source: 'ran 2026.5.12' },
    { from: '2026.5.28', value: { rule: 'window-minus-estimate' }, source: 'ran 2026.5.28 to 2026.9.6' },
  ],
  unlistedModelLimit: [
    { from: '2026.3.31', value: 'first-row-or-32000', source: 'ran 2026.4.22, read up to 2026.6.35' },
    { from: '2026.7.1', value: 'first-row-or-none', source: 'read 2026.7.1, 2026.7.35, 2026.8.2 to 2026.9.4' },
    { from: '2026.9.5', value: 'none', source: 'read 2026.9.5, ran 2026.9.6' },
  ],
  unlistedModelWindow: [
    { from: '2026.3.31', value: 'first-row', source: 'read 2026.4.22 to 2026.7.35' },
    { from: '2026.8.2', value: 'default', source: 'read 2026.8.2 to 2026.9.6' },
  ],
  providerLimits: [
    { from: '2026.3.31', value: 'no-keys', source: 'schemas up to 2026.4.22' },
    {
      from: '2026.4.29',
      value: 'unlisted-models',
      source: 'read 2026.5.2 to 2026.7.1: rows are filled with 8192 first',
    },
    { from: '2026.8.2', value: 'output-of-any-model', source: 'read 2026.8.2 to 2026.9.6, ran 2026.9.6' },
  ],
  windowRule: [
    { from: '2026.3.31', value: 'context-tokens', source: 'read 2026.4.22 to 2026.9.4' },
    { from: '2026.9.5', value: 'smaller', source: 'read 2026.9.5, 2026.9.6' },
  ],
  windowFloor: [
    { from: '2026.3.31', value: { block: 16_000, warn: 32_000 }, source: 'ran 2026.4.22' },
    { from: '2026.4.29', value: { block: 4_000, warn: 8_000 }, source: 'read 2026.4.29, ran 2026.5.2 to 2026.9.6' },
  ],
  agentContextTokensCap: [
    { from: '2026.3.31', value: true, source: 'read 2026.4.22 to 2026.7.35' },
    { from: '2026.8.2', value: false, source: 'read 2026.8.2, ran 2026.9.6: accepted and ignored' },
  ],
  reserve: [
    { from: '2026.3.31', value: 'floor-20000', source: 'read 2026.4.22 to 2026.6.11' },
    { from: '2026.7.1', value: 'floor-20000-capped', source: 'read 2026.7.1' },
    { from: '2026.8.2', value: 'fixed-20000-capped', source: 'read 2026.8.2, 2026.9.1, 2026.9.2' },
    { from: '2026.9.3', value: 'quarter', source: 'read 2026.9.3, ran 2026.9.6' },
  ],
  compactionTimeoutSeconds: [
    { from: '2026.3.31', value: 900, source: 'read 2026.4.22 to 2026.6.1' },
    { from: '2026.6.11', value: 180, source: 'read 2026.6.11 to 2026.9.6' },
  ],
  slowModelKey: [
    { from: '2026.3.31', value: 'agents.defaults.llm.idleTimeoutSeconds', source: 'ran 2026.4.22' },
    {
      from: '2026.4.29',
      value: 'models.providers.<id>.timeoutSeconds',
      source: 'read 2026.4.29, ran 2026.5.2 to 2026.9.6',
    },
  ],
  timeouts: [
    {
      from: '2026.3.31',
      value: {
        local: all(120),
        vllmId: all(120),
        bareName: all(120),
        container: all(120),
        other: all(120),
        runTimeout: 'replaces',
        providerCeiling: null,
      },
      source: 'ran 2026.4.22',
    },
    {
      from: '2026.4.29',
      value: {
        local: all(120),
        vllmId: all(120),
        bareName: all(120),
        container: all(120),
        other: all(120),
        runTimeout: 'lowers-to-120',
        providerCeiling: null,
      },
      source: 'read 2026.4.29, ran 2026.5.2',
    },
    {
      from: '2026.5.7',
      value: {
        local: none,
        vllmId: all(120),
        bareName: all(120),
        container: all(120),
        other: all(120),
        runTimeout: 'lowers-to-120',
        providerCeiling: null,
      },
      source: 'read 2026.5.7',
    },
    {
      from: '2026.5.12',
      value: {
        local: none,
        vllmId: all(120),
        bareName: all(120),
        container: all(120),
        other: all(120),
        runTimeout: 'lowers-to-120',
        providerCeiling: 120,
      },
      source: 'read 2026.5.12, 2026.5.18',
    },
    {
      from: '2026.5.20',
      value: {
        local: none,
        vllmId: all(120),
        bareName: all(120),
        container: all(120),
        other: all(120),
        runTimeout: 'lowers-to-120',
        providerCeiling: null,
      },
      source: 'read 2026.5.20 to 2026.6.11, ran 2026.6.11 (still open after 430 s)',
    },
    {
      from: '2026.7.1',
      value: {
        local: firstEventOnly,
        vllmId: all(120),
        bareName: { firstEvent: 300, idle: 120 },
        container: { firstEvent: 300, idle: 120 },
        other: all(120),
        runTimeout: 'lowers-to-120',
        providerCeiling: null,
      },
      source: 'ran 2026.7.1; names without a dot and container names read',
    },
    {
      from: '2026.8.2',
      value: {
        local: firstEventOnly,
        vllmId: all(300),
        bareName: all(300),
        container: all(300),
        other: all(120),
        runTimeout: 'sets-local-lowers-rest',
        providerCeiling: null,
      },
      source: 'ran 2026.8.2, 2026.9.6; names without a dot and container names read',
    },
  ],
  execTimeoutKey: [
    { from: '2026.3.31', value: 'timeoutSec', source: 'ran 2026.4.22 to 2026.7.1' },
    { from: '2026.8.2', value: 'timeoutSeconds', source: 'ran 2026.8.2 to 2026.9.6' },
  ],
  guard: [
    { from: '2026.3.31', value: 'none', source: 'ran 2026.4.22, 2026.5.2' },
    { from: '2026.5.12', value: 'loopback-only', source: 'ran 2026.5.12' },
    { from: '2026.5.18', value: 'configured-origin', source: 'ran 2026.5.18, 2026.6.11, 2026.7.1, 2026.7.35' },
    { from: '2026.6.35', value: 'configured-origin-but-0.0.0.0', source: 'ran 2026.6.35', only: ['2026.6.35'] },
    { from: '2026.8.2', value: 'configured-origin-but-0.0.0.0', source: 'ran 2026.8.2 to 2026.9.6' },
  ],
  noProxyRanges: [
    { from: '2026.3.31', value: false, source: 'read 2026.3.31 to 2026.5.2' },
    { from: '2026.5.12', value: true, source: 'ran 2026.9.6, read 2026.5.12 to 2026.9.1' },
  ],
  takesWholeAnswer: [
    { from: '2026.3.31', value: false, source: 'ran 2026.4.22: "Agent couldn\'t generate a response"' },
    { from: '2026.4.29', value: true, source: 'ran 2026.9.6; releases between were not run' },
  ],
  keylessHosts: [
    { from: '2026.3.31', value: 'loopback', source: 'ran 2026.4.22' },
    { from: '2026.4.29', value: 'private', source: 'read 2026.4.29 to 2026.5.20, ran 2026.5.2' },
    {
      from: '2026.5.22',
      value: 'private-and-container',
      source: 'read 2026.5.22 to 2026.9.6, ran 2026.6.11 to 2026.9.6',
    },
  ],
  unsetTemplate: [
    { from: '2026.3.31', value: 'no-key-found', source: 'ran 2026.4.22 to 2026.6.11' },
    { from: '2026.7.1', value: 'sent-as-text', source: 'ran 2026.7.1 to 2026.9.6' },
  ],
  dollarName: [
    { from: '2026.3.31', value: 'literal', source: 'ran 2026.4.22, 2026.5.12' },
    { from: '2026.5.18', value: 'resolved', source: 'ran 2026.5.18, 2026.6.11, 2026.6.35' },
    { from: '2026.7.1', value: 'literal', source: 'ran 2026.7.1 to 2026.9.6' },
  ],
  usageInStream: [
    { from: '2026.3.31', value: { vllm: true, otherIds: 'never' }, source: 'ran 2026.4.22' },
    { from: '2026.5.2', value: { vllm: false, otherIds: 'never' }, source: 'ran 2026.5.2' },
    { from: '2026.5.12', value: { vllm: true, otherIds: 'always' }, source: 'ran 2026.5.12' },
    { from: '2026.5.18', value: { vllm: true, otherIds: 'local-hosts' }, source: 'ran 2026.5.18 to 2026.9.6' },
  ],
  roster: [
    { from: '2026.3.31', value: 'list', source: 'ran 2026.4.22 to 2026.7.1' },
    { from: '2026.8.2', value: 'entries', source: 'ran 2026.8.2 to 2026.9.6' },
  ],
  workingDirEnvHoldsKeys: [
    { from: '2026.3.31', value: true, source: 'ran 2026.4.22, read up to 2026.5.22' },
    { from: '2026.5.28', value: false, source: 'read 2026.5.28 to 2026.9.6' },
  ],
  knownVariables: (
    ['2026.4.22', '2026.4.29', '2026.5.2', '2026.6.1', '2026.6.11', '2026.7.1', '2026.8.2', '2026.9.5'] as const
  ).map((release) => ({ from: release, value: release, source: 'manifests of the bundled plugins' })),
  envShorthand: [
    { from: '2026.3.31', value: true, source: 'ran 2026.4.22 to 2026.7.1' },
    { from: '2026.8.2', value: false, source: 'ran 2026.8.2 to 2026.9.6' },
  ],
  toolSearch: [
    { from: '2026.3.31', value: 'absent', source: 'ran 2026.4.22, 2026.5.2' },
    { from: '2026.5.12', value: 'off', source: 'ran 2026.5.12 to 2026.6.1' },
    { from: '2026.6.11', value: 'off-lean-turns-on', source: 'ran 2026.6.11 to 2026.9.5' },
    { from: '2026.9.6', value: 'on', source: 'ran 2026.9.6' },
  ],
  authProfilesFile: [
    { from: '2026.3.31', value: 'wins', source: 'ran 2026.4.22' },
    { from: '2026.8.2', value: 'stops-runs', source: 'read 2026.8.2 (2026.7.35 lacks it), ran 2026.9.6' },
  ],
  restingLogin: [
    { from: '2026.3.31', value: 'refused', source: 'ran 2026.4.22' },
    { from: '2026.8.2', value: 'tried', source: 'ran 2026.9.6; 2026.8.2 to 2026.9.5 not run' },
  ],
  emptyAuthOrder: [
    { from: '2026.3.31', value: 'config-key', source: 'ran 2026.4.22' },
    { from: '2026.8.2', value: 'refused', source: 'ran 2026.9.6; 2026.8.2 to 2026.9.5 not run' },
  ],
  backupRestore: [
    { from: '2026.3.31', value: 'any-config', source: 'read 2026.3.31 to 2026.5.2, ran 2026.4.22' },
    { from: '2026.5.12', value: 'never', source: 'read 2026.5.12 to 2026.6.1: no such function' },
    { from: '2026.6.11', value: 'valid-config', source: 'read 2026.6.11 to 2026.9.1, ran 2026.9.6' },
  ],
  twoUserMessages: [
    { from: '2026.3.31', value: false, source: 'ran 2026.4.22 to 2026.9.2' },
    { from: '2026.9.3', value: true, source: 'ran 2026.9.3 to 2026.9.6' },
  ],
  contentParts: [
    { from: '2026.3.31', value: true, source: 'ran 2026.4.22 to 2026.5.12: the user message' },
    {
      from: '2026.6.11',
      value: false,
      source: 'ran 2026.6.11 to 2026.9.1; with a tool call in between 2026.6.11, 2026.8.2',
    },
    { from: '2026.9.3', value: true, source: 'ran 2026.9.3 to 2026.9.6: the block of context behind the user message' },
  ],
  sendsStore: [
    { from: '2026.3.31', value: true, source: 'ran 2026.4.22' },
    { from: '2026.5.2', value: false, source: 'ran 2026.5.2 to 2026.9.6; 2026.4.29 not run' },
  ],
  sendsReasoningEffort: [
    { from: '2026.3.31', value: true, source: 'ran 2026.4.22, 2026.5.2: medium' },
    { from: '2026.6.11', value: false, source: 'ran 2026.6.11, 2026.8.2, 2026.9.6' },
  ],
  emptyToolsWhenOff: [
    { from: '2026.3.31', value: true, source: 'ran 2026.4.22, on the first turn already' },
    { from: '2026.5.2', value: false, source: 'ran 2026.5.2, 2026.6.11, 2026.8.2, 2026.9.6' },
  ],
  sendsToolChoice: [
    { from: '2026.3.31', value: false, source: 'ran 2026.4.22, 2026.5.2' },
    { from: '2026.5.12', value: true, source: 'ran 2026.5.12 to 2026.9.6' },
  ],
  workspaceInState: [
    { from: '2026.3.31', value: false, source: 'read 2026.4.22 to 2026.7.1' },
    { from: '2026.8.2', value: true, source: 'read 2026.8.2, 2026.9.1, 2026.9.6' },
  ],
  openDmNeedsStar: [
    { from: '2026.3.31', value: false, source: 'read 2026.3.31 to 2026.4.22' },
    { from: '2026.4.29', value: true, source: 'read 2026.4.29 to 2026.9.6: resolveOpenDmAllowlistAccess' },
  ],
  workspaceFiles: [
    {
      from: '2026.3.31',
      value: [
        ...['AGENTS.md', 'SOUL.md', 'TOOLS.md', 'IDENTITY.md', 'USER.md', 'HEARTBEAT.md'],
        '.openclaw/workspace-state.json',
      ],
      source: 'ran 2026.4.22, read 2026.3.31 to 2026.7.1',
    },
    // The others only until the set-up is complete, which a database tells.
    { from: '2026.8.2', value: ['AGENTS.md'], source: 'ran 2026.9.6, read 2026.8.2 and 2026.9.1' },
  ],
  bootstrapChars: [
    {
      from: '2026.3.31',
      value: { perFile: 12_000, total: 60_000, user: 12_000 },
      source: 'read 2026.4.22 to 2026.5.28',
    },
    { from: '2026.6.1', value: { perFile: 20_000, total: 60_000, user: 20_000 }, source: 'read 2026.6.1 to 2026.7.1' },
    { from: '2026.8.2', value: { perFile: 20_000, total: 60_000, user: 4_000 }, source: 'read 2026.8.2 to 2026.9.6' },
  ],
  promptFitsWindow: [
    { from: '2026.3.31', value: false, source: 'ran 2026.4.22 to 2026.9.2' },
    { from: '2026.9.3', value: true, source: 'ran 2026.9.3 to 2026.9.6' },
  ],
  node: [
    { from: '2026.3.31', value: '>=22.14', source: 'package.json of 2026.4.22 to 2026.5.7' },
    { from: '2026.5.12', value: '>=22.16', source: 'package.json of 2026.5.12' },
    { from: '2026.5.18', value: '>=22.19', source: 'package.json of 2026.5.18 to 2026.6.35' },
    {
      from: '2026.7.1',
      value: '>=22.22.3 <23 || >=24.15 <25 || >=25.9',
      source: 'package.json of 2026.7.1 to 2026.9.2',
    },
    { from: '2026.9.3', value: '>=24.16 <25 || >=26.1', source: 'package.json of 2026.9.3 to 2026.9.6' },
  ],
};

/** What is known of `version`; a release older than all rows gets the oldest. */
export function traitsOf(version: string): ReleaseTraits {
  return Object.fromEntries(traitNames.map((name) => [name, rowFor(name, version).value])) as unknown as ReleaseTraits;
}

export interface TraitRow {
  readonly trait: keyof ReleaseTraits;
  readonly value: unknown;
  /** First release of the row. */
  readonly from: string;
  readonly source: string;
}

/** The row of each trait that holds for `version`, for whoever adds a release and has to look at each. */
export function traitRowsFor(version: string): readonly TraitRow[] {
  return traitNames.map((trait) => {
    const { value, from, source } = rowFor(trait, version);
    return { trait, value, from, source };
  });
}

const traitNames = Object.keys(table) as (keyof ReleaseTraits)[];

function rowFor(trait: keyof ReleaseTraits, version: string): Row<unknown> {
  const rows: readonly Row<unknown>[] = table[trait];
  const fits = ({ from, only }: Row<unknown>) =>
    only === undefined ? compareReleases(from, version) <= 0 : only.includes(version);
  const row = rows.findLast(fits) ?? rows[0];
  if (row === undefined) throw new Error(`the trait ${trait} has no row`);
  return row;
}
