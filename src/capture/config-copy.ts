import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { isSecretKey, isSecretRef } from '../config/secrets.js';
import { type AgentChoice, agentValue } from '../workspace/agents.js';

export interface CopyQuestion {
  /** After includes and substitution. */
  readonly value: JsonValue;
  readonly agent: AgentChoice;
  /** `provider/id` */
  readonly model: string;
  /** Where all model requests go: `http://127.0.0.1:41234/v1`. */
  readonly baseUrl: string;
  /** The copy of the workspace. */
  readonly workspace: string;
  /** Copies of `skills.load.extraDirs`, in their order. */
  readonly skillFolders: readonly string[];
  /** Plugins that come with the program; those of the user's own do not run. */
  readonly bundledPlugin: (id: string) => boolean;
}

export interface ConfigCopy {
  readonly config: JsonObject;
  /** What is missing from it that may change the prompt. */
  readonly notes: readonly string[];
}

/** Stands for every secret: long enough for programs that look at the length. */
export const dummySecret = 'ovd-capture-no-secret';

/** Parts that shape the prompt and start nothing by themselves. */
const keptParts = ['agents', 'tools', 'skills', 'messages', 'commands', 'memory', 'ui'] as const;

/** Would start a program or a container, or write somewhere else. */
const droppedOfAgents = [
  'agentDir',
  'agentRuntime',
  'runtime',
  'embeddedHarness',
  'cliBackends',
  'cwd',
  'sandbox',
] as const;

/**
 * The config of a captured run: what shapes the prompt, without a secret, with every model request sent to `baseUrl`. Channels, hooks,
 * cron jobs, MCP servers, the gateway and plugins from outside the package are left out, so that nothing of them starts.
 */
export function copyConfig(question: CopyQuestion): ConfigCopy {
  const { value, skillFolders } = question;
  const whole: JsonObject = isObject(value) ? value : {};
  const kept = Object.fromEntries(keptParts.flatMap((key) => (isObject(whole[key]) ? [[key, whole[key]]] : [])));
  const browser = valueAt(value, ['browser', 'enabled']);
  const plugins = pluginsOf(question);
  const config = {
    ...withoutSecrets(kept),
    agents: agentsCopy(question),
    models: modelsCopy(question),
    ...(typeof browser === 'boolean' && { browser: { enabled: browser } }),
    ...(plugins !== undefined && { plugins }),
    ...(isObject(whole['skills']) && { skills: skillsOf(whole['skills'], skillFolders) }),
  };
  return { config, notes: notesOf(question) };
}

function agentsCopy({ value, agent, model, workspace }: CopyQuestion): JsonObject {
  const agents = valueAt(value, ['agents']);
  const whole: JsonObject = isObject(agents) ? agents : {};
  const defaults = isObject(whole['defaults']) ? whole['defaults'] : {};
  const mine = (entry: JsonValue) => entry === agent.entry?.entry;
  const entryOf = (entry: JsonValue): JsonValue => {
    if (!isObject(entry)) return entry;
    const { model: _model, workspace: _workspace, ...rest } = without(entry, droppedOfAgents);
    return withoutSecrets({ ...rest, ...(mine(entry) && { model: { primary: model }, workspace }) });
  };
  const { list, entries } = whole;
  return {
    ...withoutSecrets(without(whole, ['defaults', 'list', 'entries'])),
    defaults: withoutSecrets({ ...without(defaults, droppedOfAgents), model: { primary: model }, workspace }),
    ...(Array.isArray(list) && { list: list.map(entryOf) }),
    ...(isObject(entries) && {
      entries: Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, entryOf(entry)])),
    }),
  };
}

/** Only what says how a model is spoken to; `localService` and the like would start servers. */
function modelsCopy({ value, baseUrl }: CopyQuestion): JsonObject {
  const mode = valueAt(value, ['models', 'mode']);
  const providers = valueAt(value, ['models', 'providers']);
  const rows = Object.entries(isObject(providers) ? providers : {}).flatMap(([id, provider]) => {
    if (!isObject(provider)) return [];
    const { models } = provider;
    return [
      [
        id,
        {
          baseUrl,
          api: 'openai-completions',
          apiKey: dummySecret,
          models: rowsOf(Array.isArray(models) ? models : []),
        },
      ],
    ];
  });
  return { ...(typeof mode === 'string' && { mode }), providers: Object.fromEntries(rows) };
}

function rowsOf(models: readonly JsonValue[]): readonly JsonValue[] {
  return models.map((row) => (isObject(row) ? withoutSecrets(without(row, ['baseUrl', 'api', 'headers'])) : row));
}

function pluginsOf({ value, bundledPlugin }: CopyQuestion): JsonObject | undefined {
  const plugins = valueAt(value, ['plugins']);
  if (!isObject(plugins)) return undefined;
  const { enabled, allow, deny, slots, entries } = plugins;
  const known = (list: JsonValue | undefined) =>
    Array.isArray(list) ? list.filter((id) => typeof id === 'string' && bundledPlugin(id)) : undefined;
  const switches = Object.entries(isObject(entries) ? entries : {}).filter(([id]) => bundledPlugin(id));
  const [allowed, denied] = [known(allow), known(deny)];
  return {
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(allowed !== undefined && { allow: allowed }),
    ...(denied !== undefined && { deny: denied }),
    ...(isObject(slots) && { slots }),
    entries: withoutSecrets(
      Object.fromEntries(switches.map(([id, entry]) => [id, isObject(entry) ? without(entry, ['hooks']) : entry])),
    ),
  };
}

function skillsOf(skills: JsonObject, folders: readonly string[]): JsonObject {
  const { load: _load, install: _install, ...rest } = skills;
  return { ...withoutSecrets(rest), load: { watch: false, ...(folders.length > 0 && { extraDirs: [...folders] }) } };
}

/** Dummies for secrets and for what points at one; a variable that was not set stays out of it. */
function withoutSecrets(value: JsonObject): JsonObject {
  const clean = (member: JsonValue, secret: boolean): JsonValue => {
    if (isSecretRef(member)) return dummySecret;
    if (Array.isArray(member)) return member.map((item: JsonValue) => clean(item, secret));
    if (isObject(member)) {
      return Object.fromEntries(
        Object.entries(member).map(([key, inner]) => [key, clean(inner, isSecretKey(key) || key === 'headers')]),
      );
    }
    return secret && typeof member === 'string' ? dummySecret : member;
  };
  const cleaned = clean(value, false);
  return isObject(cleaned) ? cleaned : {};
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function notesOf({ value, agent, bundledPlugin }: CopyQuestion): readonly string[] {
  const has = (...path: readonly string[]) => {
    const part = valueAt(value, path);
    return Array.isArray(part) ? part.length > 0 : isObject(part) && Object.keys(part).length > 0;
  };
  const sandbox = agentValue(value, agent, 'sandbox', 'mode');
  const entries = valueAt(value, ['plugins', 'entries']);
  const foreign = Object.keys(isObject(entries) ? entries : {}).filter((id) => !bundledPlugin(id));
  return [
    ...(has('mcp', 'servers') || has('mcpServers') ? ['MCP servers were not started: their tools are missing'] : []),
    ...(foreign.length > 0 || has('plugins', 'load', 'paths')
      ? ['plugins from outside the package did not run: their tools are missing']
      : []),
    ...(sandbox === 'all' ? ['no sandbox was started: tools that it takes away are in the prompt'] : []),
    ...(has('channels') ? ['no channel was started: what channels add to a message is missing'] : []),
    ...(has('hooks', 'internal') ? ['hooks did not run: files that they add are missing'] : []),
  ];
}
