import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import type { ReleaseTraits } from '../release/traits.js';
import { promptFiles, type Surroundings, skillFiles, skillFolders } from '../workspace/files.js';
import { type ConfigCopy, type CopyQuestion, copyConfig } from './config-copy.js';
import type { Fingerprint } from './types.js';

export interface FingerprintQuestion extends Pick<CopyQuestion, 'value' | 'agent' | 'model'> {
  readonly workspace: string;
  readonly around: Surroundings;
  readonly traits: ReleaseTraits;
}

/** Numbers of `agents.defaults` and of a model row that no prompt depends on: a fix of them leaves a capture in force. */
const limitsOfAgents = ['compaction', 'timeoutSeconds', 'llm', 'contextTokens', 'maxConcurrent'];
const limitsOfModels = ['maxTokens', 'cost', 'name'];

export async function fingerprintOf(question: FingerprintQuestion): Promise<Fingerprint> {
  const { workspace, around, value } = question;
  const files = [
    ...(await promptFiles(workspace)).filter(({ kind }) => kind !== 'state'),
    ...(await Promise.all(skillFolders(value, around).map(({ folder }) => skillFiles(folder, `${folder}/`)))).flat(),
  ];
  const hashes = await Promise.all(
    files.map(
      async ({ name, file }): Promise<[string, string]> => [
        name,
        hash((await readFile(file).catch(() => '')).toString()),
      ],
    ),
  );
  return { config: hash(JSON.stringify(sorted(promptConfig(question)))), files: Object.fromEntries(hashes) };
}

/** Why a capture no longer fits, in a few words; undefined when it does. */
export function differenceOf(then: Fingerprint, now: Fingerprint): string | undefined {
  if (then.config !== now.config) return 'the config has changed in what shapes the prompt';
  const names = [...new Set([...Object.keys(then.files), ...Object.keys(now.files)])].sort();
  const changed = names.filter((name) => then.files[name] !== now.files[name]);
  if (changed.length === 0) return undefined;
  const [first] = changed;
  return changed.length === 1 ? `${first} has changed` : `${first} and ${changed.length - 1} more files have changed`;
}

function promptConfig({ traits, ...question }: FingerprintQuestion): JsonValue {
  const fixed = { baseUrl: '', workspace: '', skillFolders: [], bundledPlugin: () => true };
  const { config }: ConfigCopy = copyConfig({ ...question, ...fixed });
  const { agents, models, ...rest } = config;
  const providers = isObject(models) ? models['providers'] : undefined;
  const [provider = '', id = ''] = splitRef(question.model);
  const own = isObject(providers) ? providers[provider] : undefined;
  const rows = isObject(own) && Array.isArray(own['models']) ? own['models'] : [];
  const row = rows.find((model: JsonValue) => isObject(model) && model['id'] === id) ?? null;
  // The rest of the list is not in the prompt, except that some releases fit the prompt to the window.
  const ignored = traits.promptFitsWindow ? limitsOfModels : [...limitsOfModels, 'contextWindow', 'contextTokens'];
  return { ...rest, agents: without(agents, limitsOfAgents), model: without(row, ignored) };
}

function splitRef(ref: string): readonly string[] {
  const slash = ref.indexOf('/');
  return [ref.slice(0, slash), ref.slice(slash + 1)];
}

function without(value: JsonValue | undefined, keys: readonly string[]): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => without(item, keys));
  if (!isObject(value)) return value ?? null;
  const members = Object.entries(value).filter(([key]) => !keys.includes(key));
  return Object.fromEntries(members.map(([key, member]) => [key, without(member, keys)]));
}

/** The order of keys means nothing. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key): [string, JsonValue] => [key, sorted((value as JsonObject)[key] ?? null)]));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
